import type { Usd } from "@/lib/money/usd";
import type { Leg, Transaction } from "./transaction";

/** What a transaction sends away, null when nothing. */
export function sentOf(tx: Transaction): Leg | null {
  switch (tx.kind) {
    case "buy":
    case "income":
    case "deposit":
    case "gift-received":
    case "inherited":
    case "cash":
      return null;
    default:
      return tx.sent;
  }
}

/** What a transaction brings in, null when nothing. */
export function receivedOf(tx: Transaction): Leg | null {
  switch (tx.kind) {
    case "buy":
    case "income":
    case "deposit":
    case "gift-received":
    case "inherited":
    case "swap":
    case "conversion":
    case "transfer":
    case "migration":
    case "unknown":
      return tx.received;
    default:
      return null;
  }
}

/** The dollar value a transaction states, null when it states none. */
export function statedValue(tx: Transaction): Usd | null {
  switch (tx.kind) {
    case "transfer":
    case "migration":
    case "lost":
    case "cash":
      return null;
    default:
      return tx.value;
  }
}
