import type { TransactionKind } from "@/lib/tax/transaction";
import { type AmountFit, amountFit, digitsOf } from "./amount";
import type { Facet, Place, Telling } from "./telling";
import { FARTHEST, type TimeFit, timeFit } from "./time-fit";

/** Why two tellings may be of one event. */
export interface Fit {
  readonly amount: AmountFit;
  readonly time: TimeFit;
  readonly kin: Kin;
  /** Both tell dollars, and they agree, or they are far apart. */
  readonly value: "agrees" | "differs" | null;
  readonly isSameKind: boolean;
  /** Digits of the amount that met: the more, the less by chance. */
  readonly digits: number;
}

/**
 * How the two reports hang together. "layout": the same kind of file again. "chain": the same hash, whatever the accounts are
 * called. "second-hand": one of them repeats what others tell.
 */
export type Kin = "layout" | "account" | "exchange" | "second-hand" | "chain";

/** Two facets compared; null when they cannot be one event. Neither time shifts nor scores are judged here. */
export function fitOf(a: Facet, b: Facet): Fit | null {
  const kin = kinOf(a, b);
  if (kin === null || !isAkin(a, b)) {
    return null;
  }
  const amount = amountFit(a, b);
  const time = amount === null ? null : timeOf(a, b, kin);
  if (amount === null || time === null) {
    return null;
  }
  const units = (a.received ?? a.sent)?.units ?? 0n;
  return {
    amount,
    time,
    kin,
    value: valueFit(a.telling, b.telling),
    isSameKind: a.telling.kind === b.telling.kind,
    digits: digitsOf(units),
  };
}

/** A wallet tells when it saw a transaction, an explorer when it was confirmed. Rows of one kind of file and account have identities. */
function timeOf(a: Facet, b: Facet, kin: Kin): TimeFit | null {
  const time = timeFit(a.telling, b.telling);
  if (kin === "chain") {
    const apart = Math.abs(a.telling.time - b.telling.time);
    return time ?? (apart <= FARTHEST ? { is: "near", seconds: Math.round(apart / 1000) } : null);
  }
  const isIdentified = kin === "layout" && a.place.account === b.place.account;
  return isIdentified && time?.is !== "shift" ? null : time;
}

/** How the reports of two facets hang together; null when they cannot tell one event. */
export function kinOf(a: Facet, b: Facet): Kin | null {
  const [one, other] = [a.telling, b.telling];
  if (one.hash !== null && one.hash === other.hash) {
    return isElsewhere(one, other) ? null : "chain";
  }
  const isLayout = one.report.layout !== null && one.report.layout === other.report.layout;
  const isSecondHand = one.report.isSecondHand || other.report.isSecondHand;
  return placeKin(a.place, b.place, isLayout, isSecondHand);
}

function placeKin(a: Place, b: Place, isLayout: boolean, isSecondHand: boolean): Kin | null {
  const isAccount = a.account === b.account;
  const isKnown = a.exchange !== null && b.exchange !== null;
  if (!isAccount && isKnown && a.exchange !== b.exchange) {
    return null;
  }
  if (isLayout) {
    return "layout";
  }
  if (isAccount) {
    return "account";
  }
  if (isKnown) {
    return "exchange";
  }
  return isSecondHand ? "second-hand" : null;
}

/** One transaction of a chain can pay two own addresses the same. */
const isElsewhere = (a: Telling, b: Telling): boolean =>
  a.address !== null && b.address !== null && a.address !== b.address;

const ARRIVALS: ReadonlySet<TransactionKind> = new Set([
  "deposit",
  "income",
  "gift-received",
  "inherited",
  "unknown",
  "transfer",
]);
const DEPARTURES: ReadonlySet<TransactionKind> = new Set([
  "withdrawal",
  "spend",
  "fee",
  "gift-sent",
  "donation",
  "lost",
  "unknown",
  "transfer",
]);
const EXCHANGES: ReadonlySet<TransactionKind> = new Set([
  "swap",
  "conversion",
  "migration",
  "unknown",
]);
const TRADES: ReadonlySet<TransactionKind> = new Set(["buy", "sell"]);

/** Kinds that reports use for the same event. A purchase is no deposit, and a sale no withdrawal. */
function isAkin(a: Facet, b: Facet): boolean {
  const [one, other] = [a.telling.kind, b.telling.kind];
  if (one === other) {
    return true;
  }
  if (a.sent !== null && a.received !== null) {
    return EXCHANGES.has(one) && EXCHANGES.has(other);
  }
  const kinds = a.sent === null ? ARRIVALS : DEPARTURES;
  const isTrade = TRADES.has(one) || TRADES.has(other);
  return isTrade ? one === "unknown" || other === "unknown" : kinds.has(one) && kinds.has(other);
}

/** Dollars with or without the fee, to the hundredth part; far apart beyond the tenth. */
function valueFit(a: Telling, b: Telling): Fit["value"] {
  const { value: one } = a;
  const { value: other } = b;
  if (one === null || other === null || one === 0n || other === 0n) {
    return null;
  }
  const gaps = [0n, a.feeUsd, -a.feeUsd, b.feeUsd, -b.feeUsd].map((fee) =>
    distance(one + fee, other),
  );
  const least = gaps.reduce((low, gap) => (gap < low ? gap : low));
  const large = one > other ? one : other;
  if (least * 100n <= large) {
    return "agrees";
  }
  return least * 10n > large ? "differs" : null;
}

const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);
