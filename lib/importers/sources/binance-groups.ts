import { isFiat } from "@/lib/importers/assets";
import type { Meaning } from "@/lib/importers/booking";
import { isNegative, textIn } from "@/lib/importers/cells";
import { exchangeIn, sidesOf } from "@/lib/importers/sides";
import type { LeftOut, TableEvent, TableRow } from "@/lib/importers/table-source";
import {
  absoluteQuantity,
  compareQuantity,
  isZeroQuantity,
  quantityText,
} from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";
import { epochOf } from "@/lib/time/instant";
import { type BinanceClass, isMargin } from "./binance-operations";

/** One change of one balance. */
export interface BinanceRow extends TableRow {
  readonly account: string;
  readonly operation: string;
  /** What its operation is; null when it is not known. */
  readonly known: BinanceClass | null;
  /** Signed, as the file tells it. */
  readonly leg: Leg;
}

type Result = TableEvent<BinanceRow> | LeftOut<BinanceRow>;

/** What rows of one moment mean together; every row in exactly one result. */
export function settleRows(rows: readonly BinanceRow[]): readonly Result[] {
  const [first] = rows;
  switch (first?.known?.is) {
    case "trade":
    case "fee":
      return trade(rows);
    case "pair":
      return pairs(rows, first.known.as);
    case "dust":
      return dust(rows);
    case "distribution":
      return distribution(rows);
    default:
      return rows.map(alone);
  }
}

/** Fills of one second, summed by coin and direction, and their fees in whatever coin. */
function trade(rows: readonly BinanceRow[]): Result[] {
  const fills = rows.filter(({ known }) => known?.is === "trade");
  const fees = sidesOf(rows.filter(({ known }) => known?.is === "fee").map(({ leg }) => leg));
  const sides = sidesOf(fills.map(({ leg }) => leg));
  const legs = exchangeIn(sides);
  if (legs === null || fees.received.length > 0) {
    return rows.map((row) => kept(row, whyNoTrade(fills, sides.sent.length, fees.received.length)));
  }
  const isBorrowing = rows.some(({ account }) => isMargin(account));
  const question = isBorrowing
    ? "A trade of a margin account: say whether the coins or the money were borrowed."
    : null;
  return [event(rows, { is: "exchange" }, { ...legs, fees: fees.sent, question })];
}

function whyNoTrade(fills: readonly BinanceRow[], sent: number, feesBack: number): string {
  if (fills.length === 0) {
    return "The trade this fee was paid for is not in the file at that second.";
  }
  if (feesBack > 0) {
    return "A fee of this second came back: say what was paid for the trade.";
  }
  if (sent === 0 && fills.every(({ operation }) => /^buy crypto/i.test(operation))) {
    return "Bought with money that is not in this file: give what was paid.";
  }
  return "Rows of this second do not make one trade: the other half is missing, or several markets traded. The file does not say which belong together.";
}

const WITHIN = 1_000;

/** One coin changed into another, as often as the rows tell. */
function pairs(rows: readonly BinanceRow[], meaning: Meaning): Result[] {
  const results: Result[] = [];
  const left: BinanceRow[] = [];
  for (const same of bySecond(rows)) {
    const legs = exchangeIn(sidesOf(same.map(({ leg }) => leg)));
    if (legs !== null) {
      results.push(event(same, meaning, legs));
    } else if (isRenamed(same)) {
      results.push(renamed(same));
    } else {
      left.push(...same);
    }
  }
  return [...results, ...nearPairs(left, meaning)];
}

function bySecond(rows: readonly BinanceRow[]): readonly (readonly BinanceRow[])[] {
  const seconds = new Map<string, BinanceRow[]>();
  for (const row of rows) {
    seconds.set(row.time.at, [...(seconds.get(row.time.at) ?? []), row]);
  }
  return [...seconds.values()];
}

/** Halves that stand a second apart: paired when each is the other's only candidate, else kept. */
function nearPairs(rows: readonly BinanceRow[], meaning: Meaning): Result[] {
  const partnersOf = (row: BinanceRow) => rows.filter((other) => fits(row, other));
  const results: Result[] = [];
  const done = new Set<BinanceRow>();
  for (const row of rows) {
    const [partner, ...more] = partnersOf(row);
    if (done.has(row)) {
      continue;
    }
    const isOnly = partner !== undefined && more.length === 0 && partnersOf(partner).length === 1;
    const both = isOnly ? [row, partner] : [row];
    for (const each of both) {
      done.add(each);
    }
    const legs = exchangeIn(sidesOf(both.map(({ leg }) => leg)));
    const reason =
      partner === undefined
        ? "The other half of this conversion is not in the file."
        : "Several conversions of this moment cannot be told apart: say which halves belong together.";
    results.push(legs === null ? kept(row, reason) : event(both, meaning, legs));
  }
  return results;
}

function fits(row: BinanceRow, other: BinanceRow): boolean {
  return (
    other.leg.asset !== row.leg.asset &&
    isNegative(other.leg.quantity) !== isNegative(row.leg.quantity) &&
    Math.abs(epochOf(other.time.at) - epochOf(row.time.at)) <= WITHIN
  );
}

/** Small balances swept into BNB: each coin with its BNB, in the order of the file where there are several. */
function dust(rows: readonly BinanceRow[]): Result[] {
  const out = rows.filter(({ leg }) => isNegative(leg.quantity));
  const into = rows.filter(({ leg }) => !isNegative(leg.quantity));
  const whole = exchangeIn(sidesOf(rows.map(({ leg }) => leg)));
  if (whole !== null) {
    return [event(rows, { is: "exchange" }, whole)];
  }
  const question = `${out.length} coins were swept at once; they are matched with what came in by the order of the file.`;
  const matched = out.map((row, index) => {
    const other = into[index];
    const legs = other === undefined ? null : exchangeIn(sidesOf([row.leg, other.leg]));
    return legs === null || other === undefined
      ? null
      : event([row, other], { is: "exchange" }, { ...legs, question });
  });
  const events = matched.filter((each) => each !== null);
  return into.length === out.length && events.length === out.length
    ? events
    : rows.map((row) =>
        kept(row, "This sweep of small balances does not tell what each coin brought."),
      );
}

/** Units given out are income; a coin taken and as much of another given at that second is its new name. */
function distribution(rows: readonly BinanceRow[]): Result[] {
  if (rows.every(({ leg }) => !isNegative(leg.quantity))) {
    return rows.map((row) =>
      event([row], { is: "income", kind: "airdrop" }, { received: row.leg }),
    );
  }
  const legs = exchangeIn(sidesOf(rows.map(({ leg }) => leg)));
  if (legs !== null) {
    const question = `Binance took ${legs.sent.asset} and gave ${legs.received.asset}: say whether the coin only changed its name.`;
    return [event(rows, { is: "migration" }, { ...legs, question })];
  }
  return isRenamed(rows)
    ? [renamed(rows)]
    : rows.map((row) =>
        kept(row, "Binance took and gave coins at once: say what was changed into what."),
      );
}

/** One coin out and the same amount of it in, under its old and new ticker. */
function isRenamed(rows: readonly BinanceRow[]): boolean {
  const { sent, received } = sidesOf(rows.map(({ leg }) => leg));
  const [out, into] = [sent[0], received[0]];
  return (
    out !== undefined &&
    into !== undefined &&
    sent.length === 1 &&
    received.length === 1 &&
    out.asset === into.asset &&
    compareQuantity(out.quantity, into.quantity) === 0
  );
}

function renamed(rows: readonly BinanceRow[]): LeftOut<BinanceRow> {
  return { rows, leftOut: "The coin got a new ticker; nothing else changed." };
}

function alone(row: BinanceRow): Result {
  const { known, leg } = row;
  if (known === null) {
    return kept(row, `The operation "${row.operation}" is not known here: say what it is.`);
  }
  if (known.is === "internal") {
    return { rows: [row], leftOut: known.reason };
  }
  if (isZeroQuantity(leg.quantity)) {
    return { rows: [row], leftOut: "The row moves nothing." };
  }
  const meaning = meaningOf(row, known);
  return meaning.is === "unknown" ? kept(row, meaning.reason) : event([row], meaning, sideOf(leg));
}

function meaningOf({ operation, leg }: BinanceRow, known: BinanceClass): Meaning {
  const isOut = isNegative(leg.quantity);
  const odd = (reason: string): Meaning => ({ is: "unknown", reason });
  switch (known.is) {
    case "income":
      return isOut
        ? odd("Negative income looks like a correction.")
        : { is: "income", kind: known.kind };
    case "in":
      return isOut ? odd("A deposit that was taken back: say which one.") : { is: "deposit" };
    case "out":
      return isOut ? { is: "withdrawal" } : odd("A withdrawal that came back: say which one.");
    case "signed":
      return isOut ? { is: "withdrawal" } : { is: "deposit" };
    case "card":
      return isOut ? { is: "spend" } : odd("A card payment that came back: say which one.");
    case "ask":
      return odd(known.reason);
    default:
      return odd(`The operation "${operation}" is not known here: say what it is.`);
  }
}

function sideOf(leg: Leg): { readonly sent: Leg | null; readonly received: Leg | null } {
  const size = { asset: leg.asset, quantity: absoluteQuantity(leg.quantity) };
  return isNegative(leg.quantity) ? { sent: size, received: null } : { sent: null, received: size };
}

function event(
  rows: readonly BinanceRow[],
  meaning: Meaning,
  told: Omit<TableEvent<BinanceRow>, "rows" | "meaning" | "label">,
): TableEvent<BinanceRow> {
  const [first] = rows;
  const label = first?.operation ?? "";
  const remark = first === undefined ? "" : textIn(first.cells, "Remark");
  return { rows, meaning, label, note: remark === "" ? label : `${label}: ${remark}`, ...told };
}

/** A row without effect until a person says what it is; money is no leg, so its amount is told in words. */
function kept(row: BinanceRow, reason: string): TableEvent<BinanceRow> {
  const { leg } = row;
  const told = isFiat(leg.asset)
    ? `${reason} (${quantityText(leg.quantity)} ${leg.asset})`
    : reason;
  const sides = isZeroQuantity(leg.quantity) ? {} : sideOf(leg);
  return event([row], { is: "unknown", reason: told }, sides);
}
