import { usd } from "@/lib/money/usd";
import type { Transaction } from "@/lib/tax/transaction";
import { leg, told } from "../make";

type Change = { id?: string; account?: string; asset?: string };

/** Units that arrived from somewhere not known; `value` as the source tells it. */
export function deposit(
  date: string,
  units: string,
  value: string | null,
  change: Change = {},
): Transaction {
  return {
    ...told(date, change),
    kind: "deposit",
    received: leg(change.asset ?? "BTC", units),
    value: value === null ? null : usd(value),
  };
}

/** Units that left to somewhere not known. */
export function withdrawal(
  date: string,
  units: string,
  value: string | null,
  change: Change = {},
): Transaction {
  return {
    ...told(date, change),
    kind: "withdrawal",
    sent: leg(change.asset ?? "BTC", units),
    value: value === null ? null : usd(value),
  };
}
