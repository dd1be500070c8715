import { isZeroQuantity, parseQuantity, quantityText } from "@/lib/money/quantity";
import { isZeroUsd, type Usd } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";
import { legText, unsigned } from "./amounts";
import { readAsset } from "./assets";
import { CellError, type Cells, dollars, isNegative, problemIn, textIn } from "./cells";
import { quoteAmount, rowByRow, type ToldRow } from "./fill";
import { readForm } from "./mapping/dates";
import { meaningOfSides, meaningOfSingle, type Sided, withoutFee } from "./mapping/meaning";
import { readStyled } from "./mapping/numbers";
import {
  type AmountFrom,
  columnNames,
  type KindMeaning,
  type MappingTemplate,
  wordOf,
} from "./mapping/template";
import type { Source } from "./source";
import { tableSource } from "./table-source";
import type { ReadTime } from "./time";

/** The id of the source a template makes, as it stands with every import. */
export function mappedSourceId(template: Pick<MappingTemplate, "id">): string {
  return `mapping-${template.id}`;
}

/**
 * A source as a person told it. It knows one exact header and reads like the built-in ones: rows it cannot read are rejected with column and
 * reason, words without a meaning are kept and asked about, nothing is guessed.
 */
export function mappedSource(template: MappingTemplate): Source {
  const names = columnNames(template.header);
  const { columns } = template;
  const told: Told = {
    template,
    name: (column) => names[column] ?? "",
    kinds: new Map(template.kinds.map(({ word, means }) => [wordOf(word), means])),
  };
  return tableSource<ToldRow>({
    id: mappedSourceId(template),
    label: template.name,
    timeRule: `as you said: ${template.dates.zone}, where the file names no zone`,
    account: template.account,
    kindColumn: names[columns.kind ?? columns.date] ?? "",
    headers: [{ version: "mapped", header: template.header }],
    columns: () => names,
    read: (cells) => readRow(cells, told),
    settle: rowByRow,
  });
}

interface Told {
  readonly template: MappingTemplate;
  readonly name: (column: number) => string;
  readonly kinds: ReadonlyMap<string, KindMeaning>;
}

function readRow(cells: Cells, told: Told): ToldRow | string {
  const { columns } = told.template;
  const text = (column: number | null) => (column === null ? "" : textIn(cells, told.name(column)));
  const word = text(columns.kind);
  const means = meaningOf(word, told);
  if (means.is === "left-out") {
    return means.reason;
  }
  const time = timeIn(cells, told);
  const fee = columns.fee === null ? null : unsigned(legIn(cells, columns.fee, told));
  const { sides, amounts } = sidesIn(cells, told, means, word);
  const moved = columns.fee?.paid === "inside" ? withoutFee(sides, fee) : sides;
  const account = text(columns.account);
  return {
    cells,
    time,
    id: text(columns.id),
    content: [
      time.date ?? time.at,
      wordOf(word),
      ...amounts.map(legText),
      legText(fee),
      account,
    ].join("|"),
    tells: {
      ...(account === "" ? {} : { account }),
      label: word,
      note: [word, text(columns.note)].filter((part) => part !== "").join(": "),
      fees: fee === null ? [] : [fee],
      value: valueIn(cells, told, moved),
      ...moved,
    },
  };
}

function meaningOf(word: string, { template, kinds }: Told): KindMeaning {
  return template.columns.kind === null
    ? { is: "sides" }
    : (kinds.get(wordOf(word)) ?? { is: "ask" });
}

/** The row's sides and meaning, and its amounts as the file has them, for its identity. */
function sidesIn(
  cells: Cells,
  told: Told,
  means: KindMeaning,
  word: string,
): { readonly sides: Sided; readonly amounts: readonly (Leg | null)[] } {
  const { layout } = told.template.columns;
  if (layout.is === "two-sided") {
    const sent = unsigned(legIn(cells, layout.sent, told));
    const received = notNegative(cells, told, layout.received);
    return { sides: meaningOfSides(means, word, { sent, received }), amounts: [sent, received] };
  }
  const amount = nonZero(legIn(cells, layout.amount, told));
  const given = layout.total === null ? null : nonZero(legIn(cells, layout.total, told));
  const isTrade = ["buy", "sell", "exchange"].includes(means.is);
  const total = given ?? (isTrade ? pricedTotal(cells, told, amount) : null);
  const sides = meaningOfSingle(means, word, amount, total, layout.direction);
  return { sides, amounts: [amount, given] };
}

/** What came in; less than nothing is a correction, which its column does not tell. */
function notNegative(cells: Cells, told: Told, from: AmountFrom): Leg | null {
  const leg = nonZero(legIn(cells, from, told));
  if (leg !== null && isNegative(leg.quantity)) {
    const reason = "The amount is negative; its column already says the direction.";
    throw new CellError(problemIn(cells, told.name(from.column), reason));
  }
  return leg;
}

/** The other side of a trade by its price, where no total says it. */
function pricedTotal(cells: Cells, told: Told, amount: Leg | null): Leg | null {
  const { price } = told.template.columns;
  const unit = price === null ? null : legIn(cells, price, told);
  if (unit === null || amount === null) {
    return null;
  }
  return unsigned({
    asset: unit.asset,
    quantity: quoteAmount(quantityText(unit.quantity), amount.quantity),
  });
}

/** The worth the row states, or what its price in dollars says of its one coin. */
function valueIn(cells: Cells, told: Told, sides: Sided): Usd | null {
  const { value } = told.template.columns;
  if (value === null) {
    return pricedValue(cells, told, sides);
  }
  const text = dollarsIn(cells, value, told);
  const stated = text === null ? null : dollars(text);
  return stated === null || isZeroUsd(stated) ? null : stated;
}

function pricedValue(
  cells: Cells,
  told: Told,
  { sent = null, received = null }: Sided,
): Usd | null {
  const { price } = told.template.columns;
  const one = sent === null ? received : received === null ? sent : null;
  const unit = price === null || one === null ? null : legIn(cells, price, told);
  return unit === null || one === null || unit.asset !== "USD"
    ? null
    : dollars(quantityText(quoteAmount(quantityText(unit.quantity), one.quantity)));
}

function timeIn(cells: Cells, { template, name }: Told): ReadTime {
  const { date, time } = template.columns;
  const clock = time === null ? "" : textIn(cells, name(time));
  const text = `${textIn(cells, name(date))} ${clock}`.trim();
  const read = readForm(text, template.dates.forms, template.dates.zone);
  if (read === null) {
    throw new CellError(problemIn(cells, name(date), "This is not a date as you described it."));
  }
  return read;
}

/** A cell's signed units and asset; null when the amount is empty. */
function legIn(cells: Cells, from: AmountFrom, told: Told): Leg | null {
  const column = told.name(from.column);
  const reading = readStyled(textIn(cells, column), told.template.numbers);
  if (reading.kind === "empty") {
    return null;
  }
  if (reading.kind === "bad") {
    throw new CellError(problemIn(cells, column, `The amount cannot be read: ${reading.reason}.`));
  }
  const quantity = parseQuantity(reading.text);
  if (quantity === null) {
    throw new CellError(problemIn(cells, column, "The amount has more than 24 decimals."));
  }
  const cell = from.asset.in === "column" ? told.name(from.asset.column) : column;
  const ticker =
    from.asset.in === "file"
      ? from.asset.asset
      : from.asset.in === "column"
        ? textIn(cells, cell)
        : (reading.unit ?? "");
  const asset = readAsset(ticker);
  if (asset !== null && !agrees(reading, asset)) {
    throw new CellError(problemIn(cells, column, `This is not an amount of ${asset}.`));
  }
  if (asset !== null) {
    return { asset, quantity };
  }
  if (isZeroQuantity(quantity)) {
    return null;
  }
  throw new CellError(problemIn(cells, cell, "The asset is missing or is not a ticker."));
}

/** Money that its sign names alone; a dollar may be one of several. */
const MONEY: ReadonlyMap<string, string> = new Map([
  ["€", "EUR"],
  ["£", "GBP"],
  ["₹", "INR"],
  ["₩", "KRW"],
  ["₿", "BTC"],
]);

/** False when the cell itself names another asset than the one it was told to be. */
function agrees(
  { currency, unit }: { readonly currency: string | null; readonly unit: string | null },
  asset: string,
): boolean {
  const named = unit?.toUpperCase() ?? MONEY.get(currency ?? "") ?? asset;
  return named === asset;
}

function nonZero(leg: Leg | null): Leg | null {
  return leg === null || isZeroQuantity(leg.quantity) ? null : leg;
}

/** Dollars as text; an amount that names another money is none. */
function dollarsIn(cells: Cells, column: number, told: Told): string | null {
  const name = told.name(column);
  const reading = readStyled(textIn(cells, name), told.template.numbers);
  if (reading.kind === "bad") {
    throw new CellError(problemIn(cells, name, `The amount cannot be read: ${reading.reason}.`));
  }
  if (reading.kind === "empty") {
    return null;
  }
  const { currency, unit } = reading;
  if ((currency !== null && currency !== "$") || (unit !== null && unit.toUpperCase() !== "USD")) {
    throw new CellError(problemIn(cells, name, "This amount is not in US dollars."));
  }
  return reading.text;
}
