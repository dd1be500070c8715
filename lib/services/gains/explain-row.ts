import { formatUsd } from "@/lib/money/format";
import { absoluteUsd, compareUsd, isZeroUsd } from "@/lib/money/usd";
import { counted } from "@/lib/reports/text";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { figureText } from "@/lib/tax/explain/address";
import { firstLongDate } from "@/lib/tax/holding-period";
import { valuedWords } from "@/lib/tax/valuation/words";
import type { Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import { dayText } from "@/lib/time/day-text";
import { accountNameOf, type Books } from "./books";
import { explainAnswer } from "./explain-answer";
import { BARE, type ExplainedFact, type Explanation } from "./explanation";
import { plainQuantity, plainUsd } from "./plain";
import { METHOD_WORDS } from "./row-view";
import { explainedSource } from "./source-view";

/** Rows listed under a box before "open all". */
const ROWS_LISTED = 12;

/** A box: the sum of its rows, the largest listed. */
export function explainBox(year: number, part: Form8949Part): Explanation {
  const largest = part.rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => compareUsd(sizeOf(b.row), sizeOf(a.row)))
    .slice(0, ROWS_LISTED);
  return {
    ...BARE,
    over: `Form 8949, ${year}`,
    title: `Box ${part.box}, column (h)`,
    amount: plainUsd(part.gain),
    sentence: `The sum of ${counted(part.rows.length, "row")}, each rounded to the cent; it goes to Schedule D line ${part.scheduleDLine}.`,
    operands: [
      amount("proceeds", "Proceeds, column (d)", plainUsd(part.proceeds), "plus"),
      amount("basis", "Cost or other basis, column (e)", plainUsd(part.basis), "minus"),
      amount("adjustment", "Adjustments, column (g)", plainUsd(part.adjustment), "plus"),
      amount("gain", "Gain or loss, column (h)", plainUsd(part.gain), "total"),
    ],
    rows: largest.map(({ row, index }) => ({
      key: String(index),
      label: row.description,
      date: row.parts[0]?.sold ?? row.line?.sold ?? "",
      amount: plainUsd(row.gain),
      why: `row:${part.box}:${index}`,
    })),
    rowCount: part.rows.length,
    box: part.box,
    rules: [
      "Units held one year or less are short-term, more than one year long-term, counted by the calendar from the day after they were acquired.",
    ],
    authority: "Instructions for Form 8949, line 2; IRC 1222",
  };
}

const sizeOf = (row: Form8949Row) => absoluteUsd(row.gain);

const amount = (
  key: string,
  label: string,
  value: string | null,
  role: "plus" | "minus" | "total",
) => ({ key, label, amount: value, role, why: null });

/** One row of Form 8949: its sum, its lot, its dates, its transactions down to their lines. */
export function explainRow(
  books: Books,
  year: number,
  part: Form8949Part,
  index: number,
): Explanation | null {
  const row = part.rows[index];
  if (row !== undefined && row.line !== null) {
    return explainAnswer(year, part, index, row, row.line);
  }
  const lot = row?.parts[0];
  if (row === undefined || lot === undefined) {
    return null;
  }
  const columnName = (column: "d" | "e" | "g") =>
    figureText({ at: "row", year, box: part.box, direct: false, row: index + 1, column });
  return {
    ...BARE,
    over: `Form 8949, box ${part.box}, ${year}`,
    title: row.description,
    amount: plainUsd(row.gain),
    sentence: "Proceeds less basis, from amounts rounded to the cent.",
    operands: [
      {
        ...amount("d", "Proceeds, net of selling costs (d)", plainUsd(row.proceeds), "plus"),
        why: columnName("d"),
      },
      {
        ...amount("e", "Cost or other basis, with buying costs (e)", plainUsd(row.basis), "minus"),
        why: columnName("e"),
      },
      {
        ...amount("g", "Adjustment (g)", plainUsd(row.adjustment), "plus"),
        why: isZeroUsd(row.adjustment) ? null : columnName("g"),
      },
      amount("h", "Gain or loss (h)", plainUsd(row.gain), "total"),
    ],
    facts: factsOf(books, lot),
    sources: [
      explainedSource(books, lot.disposal, "Disposed of"),
      ...(lot.acquisition === null ? [] : [explainedSource(books, lot.acquisition, "Acquired")]),
    ].filter((source) => source !== null),
    rules: [methodRule(lot), termRule(lot)],
    authority:
      "IRC 1001, 1012, 1222; Reg. 1.1001-7; Reg. 1.1012-1(h); Reg. 1.1012-1(j); Instructions for Form 8949",
  };
}

function factsOf(books: Books, lot: ClosedLot): ExplainedFact[] {
  const facts: ExplainedFact[] = [
    { label: "Units", value: `${plainQuantity(lot.quantity)} ${lot.asset}`, as: "text" },
    { label: "Account", value: accountNameOf(books, lot.account), as: "text" },
    { label: "Acquired", value: lot.acquired ?? "not known", as: "date" },
    { label: "Disposed of", value: lot.sold, as: "date" },
    { label: "Term", value: lot.term === "short" ? "Short-term" : "Long-term", as: "text" },
    { label: "Lot chosen by", value: METHOD_WORDS[lot.method], as: "text" },
  ];
  if (lot.proceeds !== null) {
    facts.push({ label: "Proceeds, exact", value: plainUsd(lot.proceeds), as: "text" });
  }
  if (lot.basis !== null) {
    facts.push({ label: "Basis, exact", value: plainUsd(lot.basis), as: "text" });
  }
  facts.push(...valuedFacts(books, lot));
  return facts;
}

/** The prices behind what no source told in dollars: of the disposal, and of what it bought its units with. */
function valuedFacts({ valued }: Books, { disposal, acquisition }: ClosedLot): ExplainedFact[] {
  const sides = [
    ["Disposal valued", valued.get(disposal)],
    ["Acquisition valued", acquisition === null ? undefined : valued.get(acquisition)],
  ] as const;
  return sides.flatMap(([label, amounts = []]) =>
    amounts.map((amount) => ({
      label,
      value: `${formatUsd(amount.amount)}: ${valuedWords(amount)}`,
      as: "text" as const,
    })),
  );
}

function methodRule(lot: ClosedLot): string {
  if (lot.method === "identified") {
    return "The lot was identified for this sale, in time.";
  }
  return lot.standingOrder === null
    ? "No standing order was in force at the time of the sale, so the earliest acquired units of the account go first (FIFO)."
    : `A standing order made before the sale chose the lot: ${METHOD_WORDS[lot.method]}.`;
}

function termRule(lot: ClosedLot): string {
  if (lot.acquired === "inherited") {
    return "Inherited units are long-term whatever the dates.";
  }
  return lot.acquired === null
    ? "The acquisition is missing from the books, so the term is not known; short is shown until it is."
    : `Held from ${dayText(lot.acquired)}, a sale is long-term from ${dayText(firstLongDate(lot.acquired))} on.`;
}
