import { isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { listRoots } from "@/db/queries/chain-entries";
import { lockClient } from "@/db/queries/clients";
import {
  type LedgerEntry,
  lockEntry,
  newTransactionId,
  voidTransactions,
} from "@/db/queries/transactions";
import { insertLinkedTransfer, listSeparatedLinks } from "@/db/queries/transfer-links";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import {
  type Deposit,
  type Transaction,
  type TransactionId,
  transactionId,
  type Withdrawal,
} from "@/lib/tax/transaction";
import { type Part, partsOf } from "@/lib/transfers/parts";
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
  for (const { sent, received } of proposals) {
    const linked = await linkRows(tx, {
      sent: sent.map(({ id }) => id),
      received: received.map(({ id }) => id),
    });
    if (!linked.ok) {
      return linked;
    }
  }
  return ok(proposals.length);
}

/** The same inside a transaction that holds the client's books. */
export async function linkRows(tx: ClientWriteTx, rows: Rows): Promise<Linked> {
  const departures = await unexplained(tx, rows.sent, isWithdrawal);
  const arrivals = await unexplained(tx, rows.received, isDeposit);
  if (departures === null || arrivals === null) {
    return err({ code: "changed-meanwhile" });
  }
  const parts = canBeOne(departures, arrivals) ? partsOf(departures, arrivals) : null;
  if (parts === null) {
    return err({ code: "cannot-be-one" });
  }
  const ids = { sent: departures.map(({ id }) => id), received: arrivals.map(({ id }) => id) };
  await voidTransactions(tx, [...ids.sent, ...ids.received], "linked");
  const linked: TransactionId[] = [];
  for (const part of parts) {
    const transfer = transferOf(tx, part, departures, arrivals);
    if (transfer !== null) {
      const { transaction, replaces } = transfer;
      await insertLinkedTransfer(tx, { transaction, replaces }, ids);
      linked.push(transaction.id);
    }
  }
  const [subjectId] = linked;
  if (subjectId !== undefined) {
    const detail = { sent: ids.sent.join(","), received: ids.received.join(",") };
    await insertAuditEvent(tx, { deed: "transfer.link", subjectId, detail });
  }
  return ok(linked);
}

/** The rows, locked; null when one is not there, no longer counts or is of another kind. */
async function unexplained<T extends Transaction>(
  tx: ClientWriteTx,
  ids: readonly string[],
  isKind: (transaction: Transaction) => transaction is T,
): Promise<readonly T[] | null> {
  const found: T[] = [];
  for (const id of ids) {
    const entry: LedgerEntry | null = isUuid(id) ? await lockEntry(tx, transactionId(id)) : null;
    if (entry === null || entry.voided !== null || !isKind(entry.transaction)) {
      return null;
    }
    found.push(entry.transaction);
  }
  return found.length === 0 || new Set(ids).size < ids.length ? null : found;
}

function isWithdrawal(transaction: Transaction): transaction is Withdrawal {
  return transaction.kind === "withdrawal";
}

function isDeposit(transaction: Transaction): transaction is Deposit {
  return transaction.kind === "deposit";
}

function canBeOne(departures: readonly Withdrawal[], arrivals: readonly Deposit[]): boolean {
  const assets = new Set([
    ...departures.map(({ sent }) => sent.asset),
    ...arrivals.map(({ received }) => received.asset),
  ]);
  const accounts = new Set(departures.map(({ account }) => account));
  return assets.size === 1 && !arrivals.some(({ account }) => accounts.has(account));
}

function transferOf(
  tx: ClientWriteTx,
  { from, to, ...part }: Part,
  departures: readonly Withdrawal[],
  arrivals: readonly Deposit[],
): { transaction: Transaction; replaces: TransactionId } | null {
  const [departure, arrival] = [departures[from], arrivals[to]];
  if (departure === undefined || arrival === undefined) {
    return null;
  }
  const { at, date, sequence, note, account } = departure;
  const transaction: Transaction = {
    kind: "transfer",
    id: newTransactionId(),
    account,
    toAccount: arrival.account,
    at,
    date,
    sequence,
    note,
    origin: { from: "hand", by: tx.userId },
    ...part,
  };
  return { transaction, replaces: departure.id };
}
