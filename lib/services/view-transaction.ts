import { batchId, isUuid } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { listRowsOfTransaction } from "@/db/queries/import-batches";
import { getSettings } from "@/db/queries/settings";
import { getEntry, type LedgerEntry, listVersions } from "@/db/queries/transactions";
import { getLink } from "@/db/queries/transfer-links";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { type TransactionId, transactionId } from "@/lib/tax/transaction";
import { type EntryView, entryViewer } from "./entry-view";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { type FormKind, isFormKind, type TypedForm } from "./transaction-form";
import { typedTransaction } from "./typed-transaction";
import { names } from "./view-ledger";

/** One row of the source's file, as it came. */
export interface RawRow {
  readonly line: number;
  readonly raw: string;
  /** "coinbase.csv". */
  readonly file: string;
}

/** One thing that happened to a transaction. */
export interface HistoryItem {
  readonly id: string;
  /** "Imported", "Corrected", "Voided: linked as transfer". */
  readonly what: string;
  readonly at: string;
  /** The present user did it. */
  readonly byYou: boolean;
  /** It is the one in the drawer. */
  readonly isThis: boolean;
}

/** One transaction with everything known about it. */
export interface TransactionView {
  readonly entry: EntryView;
  readonly timeZone: string;
  readonly mayWrite: boolean;
  readonly rawRows: readonly RawRow[];
  readonly history: readonly HistoryItem[];
  /** A transfer made of two rows can be separated again. */
  readonly isLinked: boolean;
  /** The form to correct it as it stands; kind null when a person must first say what it is. */
  readonly form: { readonly kind: FormKind | null; readonly typed: TypedForm };
  readonly accountNames: readonly string[];
}

/** One transaction of the client, voided or not, with its source rows and its history. */
export async function viewTransaction(
  user: Asking,
  clientId: string,
  id: string,
): Promise<Result<TransactionView, GateRefusal>> {
  return withClient<TransactionView, GateRefusal>(user, clientId, "read", async (tx) => {
    const entry = isUuid(id) ? await getEntry(tx, transactionId(id)) : null;
    return entry === null ? err({ code: "not-found" }) : ok(await view(tx, entry));
  });
}

async function view(tx: ClientTx, entry: LedgerEntry): Promise<TransactionView> {
  const timeZone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
  const accounts = names(await listAccounts(tx));
  const { transaction } = entry;
  const link = await getLink(tx, transaction.id);
  return {
    entry: entryViewer({ accounts, timeZone })(entry),
    timeZone,
    mayWrite: tx.role !== "viewer",
    rawRows: await rawRows(tx, entry, link === null ? [] : [link.sent, link.received]),
    history: await history(tx, transaction.id),
    isLinked: link !== null && entry.voided === null,
    form: {
      kind: isFormKind(transaction.kind) ? transaction.kind : null,
      typed: typedTransaction(transaction, { accounts, timeZone }),
    },
    accountNames: [...accounts.values()],
  };
}

/** Its own source rows; for a linked transfer those of both its sides. */
async function rawRows(
  tx: ClientTx,
  entry: LedgerEntry,
  sides: readonly TransactionId[],
): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for (const id of [entry.transaction.id, ...sides]) {
    const origin = (await getEntry(tx, id))?.transaction.origin;
    if (origin?.from === "file") {
      const found = await listRowsOfTransaction(tx, batchId(origin.batch), origin.lines);
      rows.push(...found.map((row) => ({ ...row, file: origin.file })));
    }
  }
  return rows;
}

async function history(tx: ClientTx, id: TransactionId): Promise<readonly HistoryItem[]> {
  const versions = await listVersions(tx, id);
  return versions
    .flatMap((version) => itemsOf(version, id, tx.userId))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const VOIDED = {
  undone: "Taken back: its import was undone",
  deleted: "Voided by hand",
  linked: "Linked as transfer",
  unlinked: "Transfer separated again",
} as const;

function itemsOf(version: LedgerEntry, id: TransactionId, me: string): HistoryItem[] {
  const { transaction, replaces, voided, enteredAt, enteredBy } = version;
  const isThis = transaction.id === id;
  const entered = {
    id: `${transaction.id}+`,
    what: enteredWords(version, replaces !== null),
    at: enteredAt,
    byYou: enteredBy === me,
    isThis,
  };
  // A correction is told by the row that takes its place.
  return voided === null || voided.reason === "corrected"
    ? [entered]
    : [
        entered,
        {
          id: `${transaction.id}-`,
          what: VOIDED[voided.reason],
          at: voided.at,
          byYou: voided.by === me,
          isThis,
        },
      ];
}

function enteredWords({ transaction }: LedgerEntry, isReplacement: boolean): string {
  if (!isReplacement) {
    return transaction.origin.from === "file"
      ? `Imported from ${transaction.origin.file}`
      : "Entered by hand";
  }
  if (transaction.kind === "transfer" && transaction.origin.from === "hand") {
    return "Stands for both rows as one transfer";
  }
  return "Stands in its place";
}
