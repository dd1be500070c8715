import { compareQuantity } from "@/lib/money/quantity";
import { compareUsd, subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
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
  return pairs(actual, supposed, ({ disposal }) => disposal).flatMap(
    ([transaction, was, would]) => {
      const [first = null] = was.length > 0 ? was : would;
      return first === null || sameLots(was, would)
        ? []
        : [
            {
              transaction,
              sold: first.sold,
              actualLots: lotsOf(was),
              supposedLots: lotsOf(would),
              ...compared(was, would),
            },
          ];
    },
  );
}

function years(
  actual: readonly ClosedLot[],
  supposed: readonly ClosedLot[],
): readonly WhatIfYear[] {
  return pairs(actual, supposed, ({ sold }) => yearOf(sold)).flatMap(([year, was, would]) =>
    sameLots(was, would) ? [] : [{ year, ...compared(was, would) }],
  );
}

/** The closed lots of both results under each key, in the order the real result has them. */
function pairs<Key>(
  actual: readonly ClosedLot[],
  supposed: readonly ClosedLot[],
  key: (lot: ClosedLot) => Key,
): [Key, ClosedLot[], ClosedLot[]][] {
  const found = new Map<Key, [Key, ClosedLot[], ClosedLot[]]>();
  const at = (lot: ClosedLot): [Key, ClosedLot[], ClosedLot[]] => {
    const name = key(lot);
    const pair = found.get(name) ?? [name, [], []];
    found.set(name, pair);
    return pair;
  };
  for (const lot of actual) {
    at(lot)[1].push(lot);
  }
  for (const lot of supposed) {
    at(lot)[2].push(lot);
  }
  return [...found.values()];
}

function sameLots(a: readonly ClosedLot[], b: readonly ClosedLot[]): boolean {
  return (
    a.length === b.length &&
    a.every((lot, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        lot.disposal === other.disposal &&
        lot.lot === other.lot &&
        compareQuantity(lot.quantity, other.quantity) === 0 &&
        sameAmount(lot.gain, other.gain) &&
        lot.term === other.term
      );
    })
  );
}

function sameAmount(a: Usd | null, b: Usd | null): boolean {
  return a === null || b === null ? a === b : compareUsd(a, b) === 0;
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
