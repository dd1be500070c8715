import type { ParsedTransaction } from "@/lib/importers/source";
import { compareQuantity } from "@/lib/money/quantity";
import { epochOf } from "@/lib/time/instant";
import { type Context, note } from "./coinbase-kinds";
import { type CoinbaseRow, moneyOf, valuation } from "./coinbase-row";
import { coinbaseClass } from "./coinbase-types";

/** Two rows that are one event. */
export interface Pair {
  readonly partner: CoinbaseRow;
  readonly sent: CoinbaseRow;
  readonly received: CoinbaseRow;
  readonly make: (context: Context, key: string, lines: readonly number[]) => ParsedTransaction;
}

const WITHIN = 10_000;

/**
 * The other half of a row among the rows still waiting: an asset migration (±, two assets), the end of ETH2 (Send ETH2 with Receive ETH
 * of the same second and amount), a purchase on a decentralised exchange (±). Null when it has none.
 */
export function pairOf(row: CoinbaseRow, waiting: readonly CoinbaseRow[]): Pair | null {
  const as = pairingOf(row);
  if (as === null) {
    return null;
  }
  const partner = waiting.find((other) => isPartner(row, other, as));
  if (partner === undefined) {
    return null;
  }
  const isSent = as === "relabel" ? row.type.toLowerCase() === "send" : row.isNegative;
  const [sent, received] = isSent ? [row, partner] : [partner, row];
  return {
    partner,
    sent,
    received,
    make: as === "swap" ? swap(sent, received) : migration(sent, received),
  };
}

type Pairing = "relabel" | "migration" | "swap";

function pairingOf(row: CoinbaseRow): Pairing | null {
  const type = row.type.toLowerCase();
  if ((type === "send" && row.asset === "ETH2") || (type === "receive" && row.asset === "ETH")) {
    return "relabel";
  }
  const meaning = coinbaseClass(row.type);
  return meaning?.is === "pair" ? meaning.as : null;
}

function isPartner(row: CoinbaseRow, other: CoinbaseRow, as: Pairing): boolean {
  if (pairingOf(other) !== as || other.asset === row.asset) {
    return false;
  }
  if (as === "relabel") {
    return (
      other.at === row.at &&
      other.type.toLowerCase() !== row.type.toLowerCase() &&
      compareQuantity(other.quantity, row.quantity) === 0
    );
  }
  return (
    other.isNegative !== row.isNegative && Math.abs(epochOf(other.at) - epochOf(row.at)) <= WITHIN
  );
}

function migration(sent: CoinbaseRow, received: CoinbaseRow): Pair["make"] {
  return (context, key, lines) => ({
    kind: "migration",
    sent: { asset: sent.asset, quantity: sent.quantity },
    received: { asset: received.asset, quantity: received.quantity },
    ...context.base(sent, { key, lines, note: note(sent) }),
  });
}

function swap(sent: CoinbaseRow, received: CoinbaseRow): Pair["make"] {
  return (context, key, lines) => ({
    kind: "swap",
    sent: { asset: sent.asset, quantity: sent.quantity },
    received: { asset: received.asset, quantity: received.quantity },
    value: valuation(received) ?? valuation(sent),
    withheld: null,
    ...context.base(sent, { key, lines, note: note(sent), question: moneyOf(received).question }),
  });
}
