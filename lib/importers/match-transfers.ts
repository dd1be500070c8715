import { shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  type Quantity,
  quantityText,
  signQuantity,
  subtractQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import { addUsd, type Usd } from "@/lib/money/usd";
import { epochOf } from "@/lib/time/instant";
import type { ParsedTransaction } from "./source";

type Withdrawal = ParsedTransaction & { readonly kind: "withdrawal" };
type Deposit = ParsedTransaction & { readonly kind: "deposit" };

/** A withdrawal and a deposit that are one transfer between own accounts, and why we think so. */
export interface TransferMatch {
  readonly withdrawal: Withdrawal;
  readonly deposit: Deposit;
  readonly transfer: ParsedTransaction & { readonly kind: "transfer" };
  /** One plain sentence with the figures the match rests on. */
  readonly reason: string;
}

const BEFORE = 5 * 60_000;
const AFTER = 24 * 3_600_000;

/**
 * Proposes transfers: the same asset leaves one account and arrives in another within 24 hours (5 minutes early for clocks that differ),
 * the same quantity or at most 1 % less (the network's fee), and neither side has another candidate. Anything ambiguous, questioned or
 * one-sided stays as it is: an unmatched withdrawal is never a sale, an unmatched deposit never income.
 */
export function matchTransfers(transactions: readonly ParsedTransaction[]): TransferMatch[] {
  const withdrawals = transactions.filter(isWithdrawal);
  const deposits = new Map<string, Deposit[]>();
  for (const deposit of transactions.filter(isDeposit)) {
    const asset = deposit.received.asset;
    deposits.set(asset, [...(deposits.get(asset) ?? []), deposit]);
  }
  const candidates = withdrawals.map((withdrawal) => ({
    withdrawal,
    found: (deposits.get(withdrawal.sent.asset) ?? []).filter((deposit) =>
      fits(withdrawal, deposit),
    ),
  }));
  const claims = new Map<Deposit, number>();
  for (const deposit of candidates.flatMap((candidate) => candidate.found)) {
    claims.set(deposit, (claims.get(deposit) ?? 0) + 1);
  }
  return candidates.flatMap(({ withdrawal, found }) => {
    const [deposit] = found;
    return deposit !== undefined && found.length === 1 && claims.get(deposit) === 1
      ? [matched(withdrawal, deposit)]
      : [];
  });
}

/** The transactions with each matched pair replaced by its transfer. */
export function applyMatches(
  transactions: readonly ParsedTransaction[],
  matches: readonly TransferMatch[],
): ParsedTransaction[] {
  const transfers = new Map<ParsedTransaction, ParsedTransaction | null>();
  for (const match of matches) {
    transfers.set(match.withdrawal, match.transfer);
    transfers.set(match.deposit, null);
  }
  return transactions.flatMap((transaction) => {
    const replaced = transfers.get(transaction);
    return replaced === undefined ? [transaction] : replaced === null ? [] : [replaced];
  });
}

function isWithdrawal(transaction: ParsedTransaction): transaction is Withdrawal {
  return transaction.kind === "withdrawal" && transaction.question === null;
}

function isDeposit(transaction: ParsedTransaction): transaction is Deposit {
  return transaction.kind === "deposit" && transaction.question === null;
}

function fits(withdrawal: Withdrawal, deposit: Deposit): boolean {
  const apart = epochOf(deposit.at) - epochOf(withdrawal.at);
  const isDayOnly = withdrawal.date !== null || deposit.date !== null;
  return (
    withdrawal.accountName !== deposit.accountName &&
    apart >= (isDayOnly ? -AFTER : -BEFORE) &&
    apart <= AFTER &&
    isArrival(withdrawal.sent.quantity, deposit.received.quantity)
  );
}

/** The same, or less by at most one part in a hundred. */
function isArrival(sent: Quantity, received: Quantity): boolean {
  const missing = subtractQuantity(sent, received);
  const hundred = sumQuantity(Array.from({ length: 100 }, () => missing));
  return (
    signQuantity(received) > 0 && signQuantity(missing) >= 0 && compareQuantity(hundred, sent) <= 0
  );
}

function matched(withdrawal: Withdrawal, deposit: Deposit): TransferMatch {
  const { asset } = withdrawal.sent;
  const onTop = withdrawal.fees.filter((fee) => fee.asset === asset);
  const sent = addQuantity(withdrawal.sent.quantity, sumQuantity(onTop.map((fee) => fee.quantity)));
  const received = deposit.received.quantity;
  const lost = subtractQuantity(sent, received);
  const { kind: _kind, value: _value, ...base } = withdrawal;
  const fee = signQuantity(lost) === 0 ? "" : `, ${quantityText(lost)} ${asset} went for fees`;
  return {
    withdrawal,
    deposit,
    transfer: {
      kind: "transfer",
      received: { asset, quantity: received },
      feeValue: priceOf(lost, withdrawal, deposit),
      ...base,
      toAccountName: deposit.accountName,
      sent: { asset, quantity: sent },
      key: `${withdrawal.key}>${deposit.key}`,
      feeUsd: addUsd(withdrawal.feeUsd, deposit.feeUsd),
      fees: [...withdrawal.fees.filter((fee) => fee.asset !== asset), ...deposit.fees],
    },
    reason:
      `${quantityText(sent)} ${asset} left ${withdrawal.accountName} at ${withdrawal.at} and ${quantityText(received)} ${asset} ` +
      `reached ${deposit.accountName} at ${deposit.at}${fee}; nothing else fits either side.`,
  };
}

/** Dollars of the fee units at the price either side stated; null when neither did. */
function priceOf(lost: Quantity, withdrawal: Withdrawal, deposit: Deposit): Usd | null {
  if (withdrawal.value !== null) {
    return shareOf(withdrawal.value, lost, withdrawal.sent.quantity);
  }
  return deposit.value === null ? null : shareOf(deposit.value, lost, deposit.received.quantity);
}
