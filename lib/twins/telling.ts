import type { TransactionKind } from "@/lib/tax/transaction";

/** So many units of an asset, as an integer of 1e-24 units; positive. */
export interface Amount {
  readonly asset: string;
  readonly units: bigint;
}

/** What told of an event: one kind of file, or a person's hand. */
export interface Report {
  /** Kind of file and its generation ("coinbase 2024"); null for what was entered by hand. */
  readonly layout: string | null;
  /** It tells what other reports tell too: another tax program's file, a layout a person described, or a hand. */
  readonly isSecondHand: boolean;
}

/** Where a leg of an event stands. */
export interface Place {
  /** The account's name. */
  readonly account: string;
  /** The exchange or wallet the account is at; null when nothing tells. */
  readonly exchange: string | null;
}

/** One event as one report tells it. */
export interface Telling {
  readonly id: string;
  readonly report: Report;
  readonly kind: TransactionKind;
  readonly place: Place;
  /** Where a transfer goes to; null for anything else. */
  readonly to: Place | null;
  /** Milliseconds since 1970 in UTC. */
  readonly time: number;
  /** Number of the day, when only the day is told. */
  readonly day: number | null;
  readonly sent: Amount | null;
  readonly received: Amount | null;
  readonly fees: readonly Amount[];
  /** Dollars as an integer of 1e-18; null when not told. */
  readonly value: bigint | null;
  readonly feeUsd: bigint;
  /** Hash of the transaction on its chain, lower case; null when not told. */
  readonly hash: string | null;
  readonly address: string | null;
}

/** A side of a telling that can be compared: all of it, or one half of a transfer. */
export interface Facet {
  readonly telling: Telling;
  readonly part: "whole" | "sent" | "received";
  readonly place: Place;
  readonly sent: Amount | null;
  readonly received: Amount | null;
}

/** What of a telling can be told by another: a transfer also as the withdrawal and the deposit it consists of. */
export function facetsOf(telling: Telling): readonly Facet[] {
  const { place, to, sent, received } = telling;
  const whole: Facet = { telling, part: "whole", place, sent, received };
  return telling.kind !== "transfer" || to === null
    ? [whole]
    : [
        whole,
        { telling, part: "sent", place, sent, received: null },
        { telling, part: "received", place: to, sent: null, received },
      ];
}
