import { listAccounts } from "@/db/queries/accounts";
import { listTransactions } from "@/db/queries/transaction-list";
import type { LedgerEntry } from "@/db/queries/transactions";
import { countTransferRoutes } from "@/db/queries/transfer-links";
import type { ClientTx } from "@/db/tenant";
import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { type AccountId, type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";
import { matchSides, type TransferMatch } from "@/lib/transfers/match";
import { route, type Side, sideOf } from "@/lib/transfers/side";

/** One row of a proposal. */
export interface ProposalSide {
  readonly id: TransactionId;
  /** The row as it was told first: a row that was linked and separated again has a new id. */
  readonly told: TransactionId;
  readonly account: string;
  readonly at: Instant;
  /** Units that left (fees on top in the asset included), or came. */
  readonly quantity: string;
}

/** Rows that look like one move between own accounts. */
export interface TransferProposal {
  readonly asset: string;
  readonly sent: readonly ProposalSide[];
  readonly received: readonly ProposalSide[];
  /** 0-1000; 1000: the same transaction on the chain. */
  readonly confidence: number;
  /** Sure enough to be linked without a person. */
  readonly isClear: boolean;
  readonly reason: string;
  /** What else one of its rows could belong with; null when nothing. */
  readonly nextBest: string | null;
}

/** True when none of its rows could belong with another: what "link all" links. */
export function isUnrivalled({ nextBest }: TransferProposal): boolean {
  return nextBest === null;
}

/** Rows looked at: far more than anybody has unexplained. */
const ROWS_MAX = 50_000;

/** Moves that the unexplained rows look like, as one assignment of all of them, the surest first. Nothing is done by it. */
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
  const routes = await countTransferRoutes(tx);
  const settled = new Map(
    routes.map(({ from, to, count }) => [route(nameOf(names, from), nameOf(names, to)), count]),
  );
  const told = new Map(entries.map(({ transaction: { id }, replaces }) => [id, replaces ?? id]));
  const unexplained = entries.filter(({ question }) => question === null);
  const sides = (kind: "deposit" | "withdrawal") =>
    unexplained.flatMap((entry) => sideOfEntry(entry, kind, names) ?? []);
  return matchSides({ outgoing: sides("withdrawal"), incoming: sides("deposit"), settled })
    .map((match) => proposalOf(match, told))
    .sort((a, b) => b.confidence - a.confidence || (firstAt(a) < firstAt(b) ? -1 : 1));
}

function firstAt({ sent }: TransferProposal): string {
  return sent[0]?.at ?? "";
}

// Two accounts never share a name, so the name stands for the account.
function nameOf(names: ReadonlyMap<AccountId, string>, account: AccountId): string {
  return names.get(account) ?? account;
}

/** A row as the matcher takes it; null when it is of another kind or moves nothing. */
function sideOfEntry(
  { transaction }: LedgerEntry,
  kind: "deposit" | "withdrawal",
  names: ReadonlyMap<AccountId, string>,
): Side | null {
  if (transaction.kind !== kind) {
    return null;
  }
  const isOutgoing = "sent" in transaction;
  const leg = isOutgoing ? transaction.sent : transaction.received;
  const account = nameOf(names, transaction.account);
  const { id, fees, at, date, chain } = transaction;
  return sideOf({ id, account, leg, isOutgoing, fees, at, date, chain });
}

function proposalOf(
  match: TransferMatch,
  told: ReadonlyMap<string, TransactionId>,
): TransferProposal {
  const { outgoing, incoming, confidence, isClear, reason, nextBest } = match;
  return {
    asset: outgoing[0]?.asset ?? "",
    sent: outgoing.map((side) => proposalSide(side, told)),
    received: incoming.map((side) => proposalSide(side, told)),
    confidence,
    isClear,
    reason,
    nextBest: nextBest?.reason ?? null,
  };
}

function proposalSide(
  { id, account, at, quantity, feeOnTop: onTop }: Side,
  told: ReadonlyMap<string, TransactionId>,
): ProposalSide {
  return {
    id: transactionId(id),
    told: told.get(id) ?? transactionId(id),
    account,
    at,
    quantity: quantityText(sumQuantity([quantity, onTop])),
  };
}
