import { type Usd, ZERO_USD } from "@/lib/money/usd";
import {
  type Buy,
  type Deposit,
  type Transaction,
  type TransactionId,
  transactionId,
  type Withdrawal,
} from "@/lib/tax/transaction";
import type { Spot } from "./evidence";
import type { Supposed } from "./open-item";

/** One row in the place of others. */
export function instead(
  add: Transaction,
  drop: readonly TransactionId[],
  shortOf?: TransactionId,
): Supposed {
  return { drop: new Set(drop), add: [add], ...(shortOf === undefined ? {} : { shortOf }) };
}

/** The deposit as a purchase of its day. */
export function asBuy(deposit: Deposit, value: Usd): Buy {
  const { id, account, at, date, sequence, feeUsd, fees, origin, note, received } = deposit;
  return {
    kind: "buy",
    id,
    account,
    at,
    date,
    sequence,
    feeUsd,
    fees,
    origin,
    note,
    received,
    value,
  };
}

/** The withdrawal as a move into an account: all of what left arrives. */
export function asTransfer(withdrawal: Withdrawal, to: Spot): Transaction {
  const { id, account, at, date, sequence, feeUsd, fees, origin, note, sent } = withdrawal;
  return {
    kind: "transfer",
    id,
    account,
    at,
    date,
    sequence,
    feeUsd,
    fees,
    origin,
    note,
    sent,
    toAccount: to.account,
    received: sent,
    feeValue: null,
  };
}

/** A purchase of units just before the row that lacks them. */
export function boughtBefore(tx: Transaction, spot: Spot, value: Usd): Buy {
  const { account, at, date, sequence, origin } = tx;
  return {
    kind: "buy",
    id: transactionId(`${tx.id}~supposed`),
    account,
    at,
    date,
    sequence,
    feeUsd: ZERO_USD,
    fees: [],
    origin,
    note: "",
    received: { asset: spot.asset, quantity: spot.quantity },
    value,
  };
}

/** A row nobody has explained, as what its legs say at a value: received is income, sent a sale, both an exchange. Null without legs. */
export function asTold(
  tx: Extract<Transaction, { kind: "unknown" }>,
  value: Usd,
): Transaction | null {
  const { id, account, at, date, sequence, feeUsd, fees, origin, note, sent, received } = tx;
  const told = { id, account, at, date, sequence, feeUsd, fees, origin, note, value };
  if (sent !== null && received !== null) {
    return { kind: "swap", sent, received, withheld: null, ...told };
  }
  if (sent !== null) {
    return { kind: "sell", sent, ...told };
  }
  return received === null ? null : { kind: "income", incomeKind: "other", received, ...told };
}
