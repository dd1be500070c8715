import { toCents, toWholeDollars } from "@/lib/money/round";
import { isZeroUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import type { ClosedLot, Term } from "@/lib/tax/closed-lot";
import type { BrokerLine } from "@/lib/tax/facts";
import { isCollectible } from "@/lib/tax/forms/boxes";
import { itemAt } from "@/lib/tax/forms/item-at";
import { ROUND } from "@/lib/tax/forms/rounding";
import type { Form8949Part, Form8949Row, YearResult } from "@/lib/tax/year-result";
import type { FigureAddress, FormColumn } from "./address";
import type { Operation } from "./explanation";
import type { Facts } from "./facts";
import { type Figure, made, minus, type PartName, plus, stated, type Words } from "./figure";
import { lotAddress } from "./lot-figures";

/** Names a box: on Form 8949, or straight on Schedule D. */
export type BoxName = Pick<Extract<FigureAddress, { at: "box" }>, "year" | "box" | "direct">;

const COLUMN = { d: "proceeds", e: "basis", g: "adjustment", h: "gain" } as const;

const COLUMN_WORDS: Readonly<Record<FormColumn, string>> = {
  d: "Proceeds, column (d)",
  e: "Cost or other basis, column (e)",
  g: "Adjustments, column (g)",
  h: "Gain or loss, column (h)",
};

function partOf(result: YearResult, { box, direct }: BoxName): Form8949Part | null {
  const parts = direct ? result.directParts : result.parts;
  return parts.find((part) => part.box === box) ?? null;
}

function rowOf(result: YearResult, name: BoxName, number: number): Form8949Row | null {
  return partOf(result, name)?.rows[number - 1] ?? null;
}

/** A column of a box: the sum of its rows. */
export function boxFigure(result: YearResult, name: BoxName, column: FormColumn): Figure | null {
  const part = partOf(result, name);
  if (part === null) {
    return null;
  }
  const { year, box, direct } = name;
  const unknown = result.unknownRows.length;
  return made(
    {
      label: `Form 8949, box ${box}: ${COLUMN_WORDS[column]}`,
      how: `the sum of ${part.rows.length} rows as printed; goes to Schedule D line ${part.scheduleDLine}${unknown === 0 ? "" : `; ${unknown} sales of the year are in no total, their amounts are not known`}`,
      authority: "Instructions for Form 8949, line 2",
    },
    part[COLUMN[column]],
    { kind: "sum" },
    {
      count: part.rows.length,
      at: (index) => plus({ at: "row", year, box, direct, row: index + 1, column }),
    },
  );
}

/** A column of one row; column (h) out of the three others. */
export function rowFigure(
  facts: Facts,
  result: YearResult,
  name: BoxName,
  number: number,
  column: FormColumn,
): Figure | null {
  const row = rowOf(result, name, number);
  if (row === null) {
    return null;
  }
  const { year, box, direct } = name;
  const at = (each: FormColumn): FigureAddress => ({
    at: "row",
    year,
    box,
    direct,
    row: number,
    column: each,
  });
  if (column === "h") {
    return made(
      {
        label: `${row.description}, sold ${row.sold}`,
        how: "(d) - (e) + (g), from amounts as printed",
        authority: "Instructions for Form 8949, column (h)",
      },
      row.gain,
      { kind: "difference" },
      [plus(at("d")), minus(at("e")), ...(isZeroUsd(row.adjustment) ? [] : [plus(at("g"))])],
    );
  }
  return columnFigure(facts, row, name, number, column);
}

function columnFigure(
  facts: Facts,
  row: Form8949Row,
  name: BoxName,
  number: number,
  column: "d" | "e" | "g",
): Figure {
  const amount = row[COLUMN[column]];
  const words: Words = {
    label: `${row.description}: ${COLUMN_WORDS[column]}`,
    how: "rounded",
    authority: "Instructions for Form 8949; Schedule D instructions, Rounding Off",
  };
  const [lot] = row.parts;
  if (row.line !== null) {
    return answerFigure(words, row.line, amount);
  }
  if (lot !== undefined && row.report === null && row.parts.length === 1) {
    const rounding = roundingOf(exactOf(lot, column), amount);
    if (rounding !== null) {
      return made(words, amount, rounding, exactParts(facts, lot, column));
    }
  }
  if (row.report === null && row.parts.length > 1) {
    const { year, box, direct } = name;
    const parts = row.parts.map((_, index) =>
      plus({ at: "row-part", year, box, direct, row: number, column, part: index + 1 }),
    );
    const total = row.parts.map((each) => printed(facts, exactOf(each, column)));
    if (sumUsd(total) === amount) {
      return made(
        { ...words, how: "the lots of one sale on one row, each rounded" },
        amount,
        { kind: "sum" },
        parts,
      );
    }
  }
  const told = row.report === null ? "what was stated for the sale" : "the broker's form";
  return stated(
    {
      ...words,
      how: `as ${told} and the books together give it${row.codes === "" ? "" : `, codes ${row.codes}`}`,
      authority: "Instructions for Form 8949, columns (d) to (g)",
    },
    amount,
    row.report === null ? "person" : "broker",
  );
}

/** A column of a row that answers a broker's line: no sale of the books is behind it. */
function answerFigure(words: Words, line: BrokerLine, amount: Usd): Figure {
  const what = line.answer === "nominee" ? "a sale of somebody else's" : "a transfer of one's own";
  return stated(
    {
      ...words,
      how: `a line of the Form 1099-DA of ${line.payer} that is ${what}: (d) as on the form, (e) and (g) so that (h) is zero`,
      authority: "Instructions for Form 8949, columns (d) to (g)",
    },
    amount,
    "broker",
  );
}

/** One lot's share of a row that several are on. */
export function rowPartFigure(
  facts: Facts,
  result: YearResult,
  name: BoxName,
  number: number,
  column: "d" | "e" | "g",
  part: number,
): Figure | null {
  const lots = rowOf(result, name, number)?.parts ?? [];
  const lot = lots[part - 1];
  if (lot === undefined || lots.length === 1) {
    return null;
  }
  return made(
    {
      label: `${COLUMN_WORDS[column]} of lot ${part} of the row`,
      how: "rounded",
      authority: "Schedule D instructions, Rounding Off",
    },
    printed(facts, exactOf(lot, column)),
    { kind: "rounded", to: facts.rounding },
    exactParts(facts, lot, column),
  );
}

function exactOf(lot: ClosedLot, column: "d" | "e" | "g"): Usd {
  if (column === "g") {
    return sumUsd(lot.adjustments.map(({ amount }) => amount));
  }
  const amount = lot[COLUMN[column]];
  invariant(amount !== null, "what stands on a row is known");
  return amount;
}

function exactParts(facts: Facts, lot: ClosedLot, column: "d" | "e" | "g"): readonly PartName[] {
  const number = facts.ordinalOf(lot);
  if (column === "g") {
    return lot.adjustments.map(({ code }) =>
      plus(lotAddress(lot, number, code === "W" ? "w" : "l")),
    );
  }
  return [plus(lotAddress(lot, number, column === "d" ? "proceeds" : "basis"))];
}

/** How an exact amount became a printed one; null when rounding alone does not give it. */
export function roundingOf(exact: Usd, amount: Usd): Operation | null {
  if (toCents(exact) === amount) {
    return { kind: "rounded", to: "cents" };
  }
  return toWholeDollars(exact) === amount ? { kind: "rounded", to: "dollars" } : null;
}

/** As the year's forms print: in whole dollars where every amount of theirs is one. */
function printed(facts: Facts, exact: Usd): Usd {
  return ROUND[facts.rounding](exact);
}

/** Gains of a year's closed lots of one term, unrounded: what Schedule D's netting takes in years without forms. */
export function booksFigure(facts: Facts, year: YearResult, term: Term): Figure {
  const lots = knownIn(facts, year).filter(({ lot }) => lot.term === term);
  return made(
    {
      label: `${term === "short" ? "Short" : "Long"}-term gain or loss of these books`,
      how: `the sum of ${lots.length} closed lots; the year's forms are not in the product`,
      authority: "IRC 1222",
    },
    sumUsd(lots.map(({ gain }) => gain)),
    { kind: "sum" },
    {
      count: lots.length,
      at: (index) => gainName(facts, itemAt(lots, index).lot),
    },
  );
}

/** Closed lots of a year whose gain is known, with it. */
function knownIn(
  facts: Facts,
  { year }: YearResult,
): readonly { readonly lot: ClosedLot; readonly gain: Usd }[] {
  return facts
    .closedIn(year)
    .flatMap((lot) => (lot.gain === null ? [] : [{ lot, gain: lot.gain }]));
}

const gainName = (facts: Facts, lot: ClosedLot): PartName =>
  plus(lotAddress(lot, facts.ordinalOf(lot), "gain"));

/** Gain or loss on collectibles held more than one year: rows with code C, or the lots themselves. */
export function collectiblesFigure(facts: Facts, year: YearResult): Figure {
  const parts =
    year.refusal === null
      ? collectibleRows(year)
      : knownIn(facts, year)
          .filter(({ lot }) => lot.term === "long" && isCollectible(facts.assets, lot.asset))
          .map(({ lot }) => gainName(facts, lot));
  return made(
    {
      label: "Collectibles gain or loss, Form 8949 Part II",
      how: `the sum of ${parts.length} rows with code C`,
      authority: "IRC 1(h)(4)-(5), 408(m)",
    },
    year.netCollectible,
    { kind: "sum" },
    parts,
  );
}

function collectibleRows(year: YearResult): readonly PartName[] {
  const boxes = [
    ...year.parts.map((part) => ({ part, direct: false })),
    ...year.directParts.map((part) => ({ part, direct: true })),
  ];
  return boxes.flatMap(({ part, direct }) =>
    part.term === "short"
      ? []
      : part.rows.flatMap(({ codes }, index) =>
          codes.includes("C")
            ? [
                plus({
                  at: "row",
                  year: year.year,
                  box: part.box,
                  direct,
                  row: index + 1,
                  column: "h",
                } as const),
              ]
            : [],
        ),
  );
}
