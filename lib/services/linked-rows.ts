import type { UserId } from "@/db/ids";
import { newTransactionId } from "@/db/queries/transactions";
import { ZERO_USD } from "@/lib/money/usd";
import type {
  Conversion,
  Deposit,
  Transaction,
  TransactionId,
  Withdrawal,
} from "@/lib/tax/transaction";
import { familyOf } from "@/lib/transfers/bridged";
import { type Part, partsOf } from "@/lib/transfers/parts";

/** A transaction that stands for linked rows, and the row it takes the place of. */
export interface LinkedRow {
  readonly transaction: Transaction;
  readonly replaces: TransactionId;
}

/**
 * What withdrawals and deposits become that are one move: a transfer for each way units went, by their times, with all fees. Where one
 * form of a coin left and another came (a bridge), the units travel first and are converted where they arrived; whether that is taxed is
 * the client's setting, for the law is not settled (Notice 2024-57). Null when they cannot be one: one account, different coins, or
 * more came than left.
 */
export function linkedRows(
  by: UserId,
  departures: readonly Withdrawal[],
  arrivals: readonly Deposit[],
): readonly LinkedRow[] | null {
  const parts = canBeOne(departures, arrivals) ? partsOf(departures, arrivals) : null;
  return (
    parts?.flatMap((part) => {
      const [departure, arrival] = [departures[part.from], arrivals[part.to]];
      return departure === undefined || arrival === undefined
        ? []
        : [
            { transaction: transferOf(by, part, departure, arrival), replaces: departure.id },
            ...bridgeOf(by, part, departure, arrival),
          ];
    }) ?? null
  );
}

/** True for rows that may be linked: one coin, or one departure and one arrival of two forms of it; never within one account. */
function canBeOne(departures: readonly Withdrawal[], arrivals: readonly Deposit[]): boolean {
  const left = new Set(departures.map(({ sent }) => sent.asset));
  const assets = new Set([...left, ...arrivals.map(({ received }) => received.asset)]);
  const families = new Set([...assets].map(familyOf));
  const accounts = new Set(departures.map(({ account }) => account));
  const isPair = departures.length === 1 && arrivals.length === 1;
  return (
    families.size === 1 &&
    (assets.size === 1 || isPair) &&
    !arrivals.some(({ account }) => accounts.has(account))
  );
}

function transferOf(
  by: UserId,
  { from: _from, to: _to, ...part }: Part,
  { at, date, sequence, note, account }: Withdrawal,
  arrival: Deposit,
): Transaction {
  return {
    kind: "transfer",
    id: newTransactionId(),
    account,
    toAccount: arrival.account,
    at,
    date,
    sequence,
    note,
    origin: { from: "hand", by },
    ...part,
  };
}

/** What came as another form of the coin is converted when it arrived, unit for unit. */
function bridgeOf(
  by: UserId,
  part: Part,
  departure: Withdrawal,
  { account, at, date, sequence, note, received, value }: Deposit,
): readonly LinkedRow[] {
  if (received.asset === departure.sent.asset) {
    return [];
  }
  const transaction: Conversion = {
    kind: "conversion",
    form: "bridge",
    treatment: null,
    id: newTransactionId(),
    account,
    sent: part.received,
    received,
    value,
    // Clocks of two sources differ: units are converted when they have arrived.
    at: at < departure.at ? departure.at : at,
    date,
    sequence: at > departure.at ? sequence : Math.max(sequence, departure.sequence) + 1,
    note,
    feeUsd: ZERO_USD,
    fees: [],
    origin: { from: "hand", by },
  };
  return [{ transaction, replaces: departure.id }];
}
