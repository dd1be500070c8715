import { absoluteQuantity, isZeroQuantity } from "@/lib/money/quantity";
import { absoluteUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { receivedOf, sentOf } from "@/lib/tax/legs";
import {
  type Buy,
  type Deposit,
  type Leg,
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

/**
 * A row with its quantities and its value as sizes, whatever their sign; null where a quantity is zero, so that its size is not
 * known, and for rows without units.
 */
export function unsigned(told: Transaction): Transaction | null {
  const legs = [sentOf(told), receivedOf(told), ...told.fees].filter((leg) => leg !== null);
  if (legs.some(({ quantity }) => isZeroQuantity(quantity))) {
    return null;
  }
  const fees = told.fees.map((fee) => ({ ...fee, quantity: absoluteQuantity(fee.quantity) }));
  const tx = { ...told, fees };
  switch (tx.kind) {
    case "sell":
    case "spend":
    case "withdrawal":
    case "gift-sent":
    case "donation":
    case "fee":
      return withValue(withSent(tx));
    case "lost":
      return withSent(tx);
    case "buy":
    case "income":
    case "deposit":
    case "gift-received":
    case "inherited":
      return withValue(withReceived(tx));
    case "swap":
    case "conversion":
      return withValue(withSent(withReceived(tx)));
    case "transfer":
    case "migration":
      return withSent(withReceived(tx));
    default:
      return null;
  }
}

const withSent = <Row extends { readonly sent: Leg }>(row: Row): Row => ({
  ...row,
  sent: { asset: row.sent.asset, quantity: absoluteQuantity(row.sent.quantity) },
});

const withReceived = <Row extends { readonly received: Leg }>(row: Row): Row => ({
  ...row,
  received: { asset: row.received.asset, quantity: absoluteQuantity(row.received.quantity) },
});

const withValue = <Row extends { readonly value: Usd | null }>(row: Row): Row => ({
  ...row,
  value: row.value === null ? null : absoluteUsd(row.value),
});
