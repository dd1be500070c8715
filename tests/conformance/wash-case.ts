import { Exact } from "@/lib/money/exact";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, OpenLot } from "@/lib/tax/closed-lot";
import { computeLedger } from "@/lib/tax/compute";
import type { AssetFacts } from "@/lib/tax/facts";
import type { Identification } from "@/lib/tax/settings";
import { assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import type { WashSale } from "@/lib/tax/wash/wash-sale";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { LONG_AGO, leg, settings, told } from "./build";

interface WashLot {
  shares: number;
  symbol: string;
  buy_date: string;
  adjusted_buy_date: string | null;
  basis_cents: number;
  adjusted_basis_cents: number | null;
  sell_date: string | null;
  proceeds_cents: number | null;
  code: string | null;
  adjustment_cents: number | null;
  line: string;
  buy_lot: string | null;
  is_replacement: boolean;
}

/** golden-wash-case/1 */
export interface WashCase {
  id: string;
  input_lots: WashLot[];
  expected_lots: WashLot[];
}

/** Runs one case of wash sales of securities: each lot a purchase, each sale of it identified specifically. */
export function runWashCase(data: WashCase): string[] {
  const purchases = purchasesOf(data);
  const sales = data.input_lots.flatMap((lot, index) =>
    lot.sell_date === null ? [] : [{ lot, index, id: `sell-${index}` }],
  );
  const transactions: Transaction[] = [
    ...purchases.map(({ id, lots }) => buy(id, lots)),
    ...sales.map(
      ({ lot, index, id }): Transaction => ({
        ...told(id, "A", `${lot.sell_date}T${SELLS}Z`, index),
        kind: "sell",
        sent: leg(lot.symbol, String(lot.shares)),
        value: dollars(proceedsOf(data, lot, index)),
      }),
    ),
  ];
  const result = computeLedger({
    transactions,
    settings: settings({
      identifications: sales.map(({ lot, index, id }) =>
        identified(id, purchaseOf(purchases, index), lot),
      ),
      assets: [...new Set(data.input_lots.map(({ symbol }) => symbol))].map(security),
    }),
    asOf: { at: instant("2030-01-01T00:00:00Z"), date: calendarDate("2030-01-01") },
  });
  return compare(expectedRows(data, purchases), actualRows(result));
}

// The cases know days only: on one day purchases come first, sales follow in the order of their lines.
const BUYS = "10:00:00";
const SELLS = "15:00:00";

interface BoughtTogether {
  readonly id: string;
  readonly lots: readonly { readonly lot: WashLot; readonly index: number }[];
}

/** Lots that name one purchase ("A" and "A") are one; all others stand alone. */
function purchasesOf({ input_lots }: WashCase): readonly BoughtTogether[] {
  const byName = new Map<string, { lot: WashLot; index: number }[]>();
  input_lots.forEach((lot, index) => {
    const name = lot.buy_lot ?? `line ${index}`;
    byName.set(name, [...(byName.get(name) ?? []), { lot, index }]);
  });
  return [...byName.values()].map((lots) => ({ id: `buy-${lots[0]?.index}`, lots }));
}

function purchaseOf(purchases: readonly BoughtTogether[], index: number): string {
  const found = purchases.find(({ lots }) => lots.some((each) => each.index === index));
  return found?.id ?? "";
}

function buy(id: string, lots: BoughtTogether["lots"]): Transaction {
  const [first] = lots;
  if (first === undefined) {
    throw new Error("a purchase without lots");
  }
  const { lot, index } = first;
  return {
    ...told(id, "A", `${lot.buy_date}T${BUYS}Z`, index),
    kind: "buy",
    received: leg(lot.symbol, sum(lots.map((each) => each.lot.shares)).toFixed()),
    value: dollars(sum(lots.map((each) => each.lot.basis_cents))),
    // Marked as used for a loss outside the case.
    ...(lot.is_replacement
      ? { replacementElsewhere: { disallowed: ZERO_USD, heldFrom: null } }
      : {}),
  };
}

/**
 * Two of the sources leave a sale's proceeds to be worked out by their own reader; the rule never changes proceeds, so the
 * expected lots of the same input say what was read.
 */
function proceedsOf(data: WashCase, lot: WashLot, index: number): Exact {
  return lot.proceeds_cents === null
    ? sum(
        data.expected_lots
          .filter((each) => indexOf(data, each) === index)
          .map((each) => each.proceeds_cents ?? 0),
      )
    : new Exact(lot.proceeds_cents);
}

function identified(transaction: string, lot: string, { shares }: WashLot): Identification {
  const { quantity } = leg("", String(shares));
  return {
    transaction: transactionId(transaction),
    madeAt: LONG_AGO,
    toldBrokerAt: LONG_AGO,
    lots: [{ lot, quantity }],
  };
}

function security(symbol: string): AssetFacts {
  return { asset: assetId(symbol), class: "security", collectible: false, identicalTo: null };
}

/** "_2" and "2" are the second lot of the input, "2,1" is the second one as a replacement for the first; else a name. */
function indexOf({ input_lots }: WashCase, { buy_lot }: WashLot): number {
  const [name = ""] = (buy_lot ?? "").split(",");
  const named = input_lots.findIndex((lot) => lot.buy_lot === name);
  return named === -1 ? Number(name.replace("_", "")) - 1 : named;
}

/** What both sides say of shares of one purchase with one date, sold on one day, with or without code W. */
interface Row {
  shares: Exact;
  basis: Exact;
  proceeds: Exact;
  disallowed: Exact;
  rows: number;
}

type Rows = Map<string, Row>;

function add(rows: Rows, key: string, row: Row): void {
  const before = rows.get(key);
  rows.set(
    key,
    before === undefined
      ? row
      : {
          shares: before.shares.plus(row.shares),
          basis: before.basis.plus(row.basis),
          proceeds: before.proceeds.plus(row.proceeds),
          disallowed: before.disallowed.plus(row.disallowed),
          rows: before.rows + row.rows,
        },
  );
}

const keyOf = (purchase: string, from: string, sold: string | null, washed: boolean): string =>
  `${purchase} held from ${from}, ${sold === null ? "open" : `sold ${sold}`}${washed ? " W" : ""}`;

/** One source writes adjusted dates and basis beside the first ones, the other over them. */
function expectedRows(data: WashCase, purchases: readonly BoughtTogether[]): Rows {
  const rows: Rows = new Map();
  for (const lot of data.expected_lots) {
    const key = keyOf(
      purchaseOf(purchases, indexOf(data, lot)),
      lot.adjusted_buy_date ?? lot.buy_date,
      lot.sell_date,
      lot.code === "W",
    );
    add(rows, key, {
      shares: new Exact(lot.shares),
      basis: new Exact(lot.adjusted_basis_cents ?? lot.basis_cents),
      proceeds: new Exact(lot.proceeds_cents ?? 0),
      disallowed: new Exact(lot.adjustment_cents ?? 0),
      rows: 1,
    });
  }
  return rows;
}

function actualRows(result: LedgerResult): Rows {
  const rows: Rows = new Map();
  for (const lot of result.closedLots) {
    const washes = result.washSales.filter(
      ({ disposal, lot: id }) => disposal === lot.disposal && id === lot.lot,
    );
    const units = new Exact(quantityText(lot.quantity));
    const washed = sum(washes.map((wash) => quantityText(wash.units)));
    const disallowed = sum(washes.map((wash) => cents(wash.disallowed).toFixed()));
    checkAdjustment(lot, disallowed);
    addPart(rows, lot, washed.div(units), disallowed, true);
    addPart(rows, lot, units.minus(washed).div(units), new Exact(0), false);
  }
  for (const lot of result.openLots) {
    add(rows, keyOf(lot.acquisition, heldFrom(lot), null, false), {
      shares: new Exact(quantityText(lot.quantity)),
      basis: cents(lot.basis),
      proceeds: new Exact(0),
      disallowed: new Exact(0),
      rows: 1,
    });
  }
  checkConservation(result.washSales, [...result.closedLots, ...result.openLots]);
  return rows;
}

function addPart(
  rows: Rows,
  lot: ClosedLot,
  part: Exact,
  disallowed: Exact,
  washed: boolean,
): void {
  if (!part.isZero()) {
    add(rows, keyOf(lot.acquisition ?? "", heldFrom(lot), lot.sold, washed), {
      shares: new Exact(quantityText(lot.quantity)).times(part),
      basis: cents(lot.basis).times(part),
      proceeds: cents(lot.proceeds).times(part),
      disallowed,
      rows: 1,
    });
  }
}

const heldFrom = ({ acquired }: Pick<OpenLot, "acquired">): string => acquired ?? "unknown";

/** The form's column (g) is the sum of the matches, and (h) = (d) - (e) + (g). */
function checkAdjustment(lot: ClosedLot, disallowed: Exact): void {
  const adjustments = sum(lot.adjustments.map(({ amount }) => cents(amount).toFixed()));
  const gain = cents(lot.proceeds).minus(cents(lot.basis)).plus(adjustments);
  if (!adjustments.eq(disallowed) || !gain.eq(cents(lot.gain))) {
    throw new Error(`${lot.disposal}: the adjustment is not the sum of its wash sales`);
  }
}

function checkConservation(
  washSales: readonly WashSale[],
  lots: readonly { readonly washedBasis?: Usd }[],
): void {
  const out = sum(washSales.map(({ disallowed }) => usdText(disallowed)));
  const back = sum(lots.map(({ washedBasis = ZERO_USD }) => usdText(washedBasis)));
  if (!out.eq(back)) {
    throw new Error(`disallowed ${out.toFixed()}, found in basis ${back.toFixed()}`);
  }
}

/** The sources round each split to whole cents: a figure may differ by less than one for each row behind it. */
function compare(expected: Rows, actual: Rows): string[] {
  const differences: string[] = [];
  for (const [key, row] of expected) {
    const found = actual.get(key);
    if (found === undefined) {
      differences.push(`${key} is missing`);
      continue;
    }
    actual.delete(key);
    if (!row.shares.eq(found.shares)) {
      differences.push(`${key}: ${row.shares.toFixed()} shares, got ${found.shares.toFixed()}`);
    }
    for (const figure of ["basis", "proceeds", "disallowed"] as const) {
      if (!row[figure].minus(found[figure]).abs().lt(row.rows)) {
        differences.push(
          `${key} ${figure}: expected ${row[figure].toFixed()} cents, got ${found[figure].toFixed()}`,
        );
      }
    }
  }
  return [...differences, ...[...actual.keys()].map((key) => `${key} is not expected`)];
}

function sum(numbers: readonly (number | string)[]): Exact {
  return numbers.reduce<Exact>((total, each) => total.plus(each), new Exact(0));
}

function dollars(amount: Exact): Usd {
  return usd(amount.div(100).toFixed());
}

function cents(amount: Usd | null): Exact {
  return new Exact(amount === null ? "0" : usdText(amount)).times(100);
}
