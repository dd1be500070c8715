import { type BatchId, batchId, isUuid } from "@/db/ids";
import { type ChosenAsset, listAssetChoices, listBatchSources } from "@/db/queries/asset-choices";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { listRoots } from "@/db/queries/chain-entries";
import { lockClient } from "@/db/queries/clients";
import { type LedgerEntry, lockEntry, voidTransactions } from "@/db/queries/transactions";
import { insertLinkedTransfer, listSeparatedLinks } from "@/db/queries/transfer-links";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { named } from "@/lib/assets/named";
import { err, ok, type Result } from "@/lib/result";
import {
  type Deposit,
  type Transaction,
  type TransactionId,
  transactionId,
  type Withdrawal,
} from "@/lib/tax/transaction";
import { linkedRows } from "./linked-rows";
import {
  isUnrivalled,
  proposeForAdded,
  proposeTransfers,
  type TransferProposal,
} from "./propose-transfers";

/** The rows of one move, as a form or a proposal names them. */
export interface Rows {
  readonly sent: readonly string[];
  readonly received: readonly string[];
}

/**
 * Why rows were not linked. "changed-meanwhile": one of them no longer counts or is no longer what it was. "cannot-be-one": they
 * stand in one account, are of different assets, or more came than left.
 */
export type LinkRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "cannot-be-one" };

type Linked = Result<
  readonly TransactionId[],
  { readonly code: "changed-meanwhile" } | { readonly code: "cannot-be-one" }
>;

/**
 * Makes transfers of withdrawals and deposits a person says are one move: one for each way units went. The rows are voided as
 * "linked"; the transfers carry units, fees and times, and can be separated again.
 */
export async function linkTransfer(
  user: Asking,
  clientId: string,
  rows: Rows,
): Promise<Result<readonly TransactionId[], LinkRefusal>> {
  return withClient(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    return linkRows(tx, rows);
  });
}

/** Links every move of which no row could belong with another; returns how many. */
export async function linkAllTransfers(
  user: Asking,
  clientId: string,
): Promise<Result<number, LinkRefusal>> {
  return withClient(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    return linkEach(tx, (await proposeTransfers(tx)).filter(isUnrivalled));
  });
}

/**
 * Links the moves that are clear and that something added by the present work is part of, inside a transaction that holds the client's
 * books: not those a person took apart before. Returns how many.
 */
export async function linkClearTransfers(tx: ClientWriteTx): Promise<Result<number, LinkRefusal>> {
  const clear = (await proposeForAdded(tx)).filter(({ isClear }) => isClear);
  const apart = clear.length === 0 ? [] : await listSeparatedLinks(tx);
  if (apart.length === 0) {
    return linkEach(tx, clear);
  }
  const sides = clear.flatMap(({ sent, received }) => [...sent, ...received].map(({ id }) => id));
  const rows = apart.flatMap(({ sent, received }) => [...sent, ...received]);
  // A row that was linked and separated again has a new id: it is known by what it was told as first.
  const roots = await listRoots(tx, [...sides, ...rows]);
  const pair = (a: TransactionId, b: TransactionId) => `${roots.get(a) ?? a} ${roots.get(b) ?? b}`;
  const separated = new Set(
    apart.flatMap(({ sent, received }) => sent.flatMap((a) => received.map((b) => pair(a, b)))),
  );
  const isFree = ({ sent, received }: TransferProposal) =>
    !sent.some((a) => received.some((b) => separated.has(pair(a.id, b.id))));
  return linkEach(tx, clear.filter(isFree));
}

async function linkEach(
  tx: ClientWriteTx,
  proposals: readonly TransferProposal[],
): Promise<Result<number, LinkRefusal>> {
  const signs = proposals.length === 0 ? undefined : await signsOf(tx);
  for (const { sent, received } of proposals) {
    const rows = { sent: sent.map(({ id }) => id), received: received.map(({ id }) => id) };
    const linked = await linkRows(tx, rows, signs);
    if (!linked.ok) {
      return linked;
    }
  }
  return ok(proposals.length);
}

/** What the books say of signs: who read each file, and which asset a shared sign of it means. */
interface Signs {
  readonly choices: readonly ChosenAsset[];
  readonly sources: ReadonlyMap<BatchId, string>;
}

const signsOf = async (tx: ClientWriteTx): Promise<Signs> => ({
  choices: await listAssetChoices(tx),
  sources: await listBatchSources(tx),
});

/** The same inside a transaction that holds the client's books. `told`: its signs, where many moves are linked one after the other. */
export async function linkRows(tx: ClientWriteTx, rows: Rows, told?: Signs): Promise<Linked> {
  const signs = told ?? (await signsOf(tx));
  const departures = await unexplained(tx, rows.sent, isWithdrawal, signs);
  const arrivals = await unexplained(tx, rows.received, isDeposit, signs);
  if (departures === null || arrivals === null) {
    return err({ code: "changed-meanwhile" });
  }
  const linked = linkedRows(tx.userId, departures, arrivals);
  if (linked === null) {
    return err({ code: "cannot-be-one" });
  }
  const ids = { sent: departures.map(({ id }) => id), received: arrivals.map(({ id }) => id) };
  await voidTransactions(tx, [...ids.sent, ...ids.received], "linked");
  for (const entry of linked) {
    await insertLinkedTransfer(tx, entry, ids);
  }
  const added = linked.map(({ transaction }) => transaction.id);
  const [subjectId] = added;
  if (subjectId !== undefined) {
    const detail = { sent: ids.sent.join(","), received: ids.received.join(",") };
    await insertAuditEvent(tx, { deed: "transfer.link", subjectId, detail });
  }
  return ok(added);
}

/** The rows, locked; null when one is not there, no longer counts or is of another kind. */
async function unexplained<T extends Transaction>(
  tx: ClientWriteTx,
  ids: readonly string[],
  isKind: (transaction: Transaction) => transaction is T,
  { choices, sources }: Signs,
): Promise<readonly T[] | null> {
  const found: T[] = [];
  for (const id of ids) {
    const entry: LedgerEntry | null = isUuid(id) ? await lockEntry(tx, transactionId(id)) : null;
    if (entry === null || entry.voided !== null || !isKind(entry.transaction)) {
      return null;
    }
    // What is linked is linked in today's ids of assets: a transfer told by hand has no source to read its signs by.
    const source = sourceOf(entry.transaction, sources);
    const { told } = named(entry.transaction, { source, choices });
    found.push(isKind(told) ? told : entry.transaction);
  }
  return found.length === 0 || new Set(ids).size < ids.length ? null : found;
}

function isWithdrawal(transaction: Transaction): transaction is Withdrawal {
  return transaction.kind === "withdrawal";
}

function isDeposit(transaction: Transaction): transaction is Deposit {
  return transaction.kind === "deposit";
}

function sourceOf({ origin }: Transaction, sources: ReadonlyMap<BatchId, string>): string {
  return origin.from === "file" ? (sources.get(batchId(origin.batch)) ?? "") : "";
}
