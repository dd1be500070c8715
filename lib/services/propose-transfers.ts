import { listAccounts } from "@/db/queries/accounts";
import { listTransactions } from "@/db/queries/transaction-list";
import type { LedgerEntry } from "@/db/queries/transactions";
import type { ClientTx } from "@/db/tenant";
import { matchTransfers } from "@/lib/importers/match-transfers";
import type { ParsedTransaction } from "@/lib/importers/source";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { type AccountId, type TransactionId, transactionId } from "@/lib/tax/transaction";
import { epochOf, type Instant } from "@/lib/time/instant";

/** Two rows that look like one move between own accounts. Nothing is done until a person says so. */
export interface TransferProposal {
  readonly sent: TransactionId;
  readonly received: TransactionId;
  readonly asset: string;
  readonly quantitySent: string;
  readonly quantityReceived: string;
  readonly from: string;
  readonly to: string;
  readonly sentAt: Instant;
  readonly receivedAt: Instant;
  /** Dollars of the units that went for fees, when either side gave a price. */
  readonly feeValue: string | null;
  readonly reason: string;
}

/** Rows looked at: far more than anybody has unexplained. */
const ROWS_MAX = 50_000;

/** Rows further apart than this cannot be one move, so each stretch of time is looked at alone. */
const GAP_MS = 50 * 3_600_000;

/**
 * Pairs of an unexplained withdrawal and an unexplained deposit of which neither has another candidate, oldest first. Anything
 * ambiguous is left to the person.
 */
export async function proposeTransfers(tx: ClientTx): Promise<readonly TransferProposal[]> {
  const { entries } = await listTransactions(
    tx,
    { kinds: ["deposit", "withdrawal"] },
    { limit: ROWS_MAX },
  );
  if (entries.length < 2) {
    return [];
  }
  const accounts = await listAccounts(tx);
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  const sides = entries.flatMap((entry) => sideOf(entry, names));
  return stretches(sides).flatMap((stretch) => matchTransfers(stretch).map(proposalOf));
}

/** The match of two rows alone; null when they cannot be one move. */
export function matchPair(
  sent: LedgerEntry,
  received: LedgerEntry,
  names: ReadonlyMap<AccountId, string>,
) {
  const sides = [...sideOf(sent, names), ...sideOf(received, names)];
  return matchTransfers(sides)[0] ?? null;
}

/** A row as the matcher takes it: its id as key, accounts by name. */
function sideOf(
  { transaction, question }: LedgerEntry,
  names: ReadonlyMap<AccountId, string>,
): ParsedTransaction[] {
  if (transaction.kind !== "deposit" && transaction.kind !== "withdrawal") {
    return [];
  }
  const { id, account, origin: _origin, ...told } = transaction;
  // Two accounts never share a name, so the name stands for the account.
  const accountName = names.get(account) ?? account;
  return [{ ...told, accountName, toAccountName: null, key: id, lines: [], question }];
}

function stretches(sides: readonly ParsedTransaction[]): ParsedTransaction[][] {
  const all: ParsedTransaction[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const side of sides) {
    const at = epochOf(side.at);
    const last = all.at(-1);
    if (last === undefined || at - before > GAP_MS) {
      all.push([side]);
    } else {
      last.push(side);
    }
    before = at;
  }
  return all;
}

function proposalOf(match: ReturnType<typeof matchTransfers>[number]): TransferProposal {
  const { withdrawal, deposit, transfer, reason } = match;
  return {
    sent: transactionId(withdrawal.key),
    received: transactionId(deposit.key),
    asset: transfer.sent.asset,
    quantitySent: quantityText(transfer.sent.quantity),
    quantityReceived: quantityText(transfer.received.quantity),
    from: withdrawal.accountName,
    to: deposit.accountName,
    sentAt: withdrawal.at,
    receivedAt: deposit.at,
    feeValue: transfer.feeValue === null ? null : usdText(transfer.feeValue),
    reason,
  };
}
