import { quantityText } from "@/lib/money/quantity";
import { subtractUsd, sumUsd, type Usd, usdText } from "@/lib/money/usd";
import { type CalendarDate, yearOf } from "@/lib/time/calendar-date";
import { type Instant, instant } from "@/lib/time/instant";
import type { ClosedLot, Term } from "./closed-lot";
import { identificationsOf } from "./identification";
import { walk } from "./ledger";
import type { AsOf, Identification, LedgerSettings, LotId } from "./settings";
import type { Transaction, TransactionId } from "./transaction";

/** Other lots for disposals and transfers that are past, in the order they would be used. */
export type Pick = Omit<Identification, "madeAt" | "toldBrokerAt">;

/** What to suppose: that every order, identification and allocation had been in time, or that other lots had been named. */
export type Supposition =
  | { readonly suppose: "all-in-time" }
  | { readonly suppose: "picks"; readonly picks: readonly Pick[] };

/** Net gain by term; null when a basis or proceeds of it are not known. */
export interface Gains {
  readonly short: Usd | null;
  readonly long: Usd | null;
}

interface Compared {
  readonly actual: Gains;
  readonly supposed: Gains;
  /** Supposed less actual, both terms together: negative when less would be gained. Null when not known. */
  readonly difference: Usd | null;
}

/** One disposal (with its fees in kind) that would have used other lots or had another gain. */
export interface WhatIfDisposal extends Compared {
  readonly transaction: TransactionId;
  readonly sold: CalendarDate;
  readonly actualLots: readonly LotId[];
  readonly supposedLots: readonly LotId[];
}

/** One year whose net gains would be others: lots not used in one year are there in the next. */
export interface WhatIfYear extends Compared {
  readonly year: number;
}

/** Differences only, and never a ledger: nothing in it can be put on a return. In order of disposal. */
export interface WhatIf {
  readonly label: "what-if";
  readonly disposals: readonly WhatIfDisposal[];
  readonly years: readonly WhatIfYear[];
}

/**
 * What other lots would have done. Units are identified no later than the moment of the sale, disposal or transfer and never
 * after it (Reg. 1.1012-1(j)(2)-(3)); so this only tells what a late order or identification costs, or what a pick would have
 * brought, as a labelled comparison. It is computed beside the real result and never feeds it. Pure; the same input gives the
 * same answer.
 */
export function whatIf(
  input: {
    readonly transactions: readonly Transaction[];
    readonly settings: LedgerSettings;
    readonly asOf: AsOf;
  },
  supposition: Supposition,
): WhatIf {
  const { transactions, settings, asOf } = input;
  const actual = walk(transactions, settings, asOf, null).closedLots;
  const supposed = walk(transactions, supposing(settings, supposition), asOf, null).closedLots;
  return {
    label: "what-if",
    disposals: disposals(actual, supposed),
    years: years(actual, supposed),
  };
}

/** Before any transaction of these books. */
const IN_TIME = instant("1970-01-01T00:00:00Z");

function supposing(settings: LedgerSettings, supposition: Supposition): LedgerSettings {
  if (supposition.suppose === "picks") {
    const picked = new Set(supposition.picks.map(({ transaction }) => transaction));
    return {
      ...settings,
      identifications: [
        ...settings.identifications.filter(({ transaction }) => !picked.has(transaction)),
        ...supposition.picks.map(inTime),
      ],
    };
  }
  const { allocation2025, standingOrders, identifications } = settings;
  return {
    ...settings,
    standingOrders: standingOrders.map((order) => ({
      ...order,
      madeAt: earlier(order.madeAt, order.effectiveFrom),
      toldBrokerAt: order.effectiveFrom,
    })),
    // Of several for one transaction the one made last is what the client meant in the end.
    identifications: [...identificationsOf(identifications).values()].flatMap((all) =>
      all.slice(0, 1).map(inTime),
    ),
    allocation2025:
      allocation2025 === null
        ? null
        : { ...allocation2025, completedAt: IN_TIME, describedAt: IN_TIME },
  };
}

function inTime({ transaction, lots }: Pick): Identification {
  return { transaction, lots, madeAt: IN_TIME, toldBrokerAt: IN_TIME };
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

function disposals(
  actual: readonly ClosedLot[],
  supposed: readonly ClosedLot[],
): readonly WhatIfDisposal[] {
  return differing(actual, supposed, ({ disposal }) => disposal).map(
    ({ key, sold, was, would }) => ({
      transaction: key,
      sold,
      actualLots: lotsOf(was),
      supposedLots: lotsOf(would),
      ...compared(was, would),
    }),
  );
}

function years(
  actual: readonly ClosedLot[],
  supposed: readonly ClosedLot[],
): readonly WhatIfYear[] {
  return differing(actual, supposed, ({ sold }) => yearOf(sold)).map(({ key, was, would }) => ({
    year: key,
    ...compared(was, would),
  }));
}

interface Pair<Key> {
  readonly key: Key;
  readonly sold: CalendarDate;
  readonly was: ClosedLot[];
  readonly would: ClosedLot[];
}

/** The closed lots of both results under each key where they differ, in the order the real result has them. */
function differing<Key>(
  actual: readonly ClosedLot[],
  supposed: readonly ClosedLot[],
  keyOf: (lot: ClosedLot) => Key,
): readonly Pair<Key>[] {
  const found = new Map<Key, Pair<Key>>();
  const at = (lot: ClosedLot): Pair<Key> => {
    const key = keyOf(lot);
    const pair = found.get(key) ?? { key, sold: lot.sold, was: [], would: [] };
    found.set(key, pair);
    return pair;
  };
  for (const lot of actual) {
    at(lot).was.push(lot);
  }
  for (const lot of supposed) {
    at(lot).would.push(lot);
  }
  return [...found.values()].filter(({ was, would }) => said(was) !== said(would));
}

/** What counts of closed lots, as text to compare. */
function said(lots: readonly ClosedLot[]): string {
  return lots
    .map(({ disposal, lot, quantity, gain, term }) =>
      [disposal, lot, quantityText(quantity), gain === null ? "?" : usdText(gain), term].join("|"),
    )
    .join();
}

function lotsOf(lots: readonly ClosedLot[]): readonly LotId[] {
  return lots.flatMap(({ lot }) => (lot === null ? [] : [lot]));
}

function compared(was: readonly ClosedLot[], would: readonly ClosedLot[]): Compared {
  const actual = { short: net(was, "short"), long: net(was, "long") };
  const supposed = { short: net(would, "short"), long: net(would, "long") };
  const [before, after] = [both(actual), both(supposed)];
  const difference = before === null || after === null ? null : subtractUsd(after, before);
  return { actual, supposed, difference };
}

function net(lots: readonly ClosedLot[], term: Term): Usd | null {
  const gains = lots.filter((lot) => lot.term === term).map(({ gain }) => gain);
  const known = gains.filter((gain) => gain !== null);
  return known.length === gains.length ? sumUsd(known) : null;
}

function both({ short, long }: Gains): Usd | null {
  return short === null || long === null ? null : sumUsd([short, long]);
}
