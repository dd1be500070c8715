import { batchId, isUuid } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { listRowsOfTransaction } from "@/db/queries/import-rows";
import { getSettings } from "@/db/queries/settings";
import { getEntry, type LedgerEntry, listVersions } from "@/db/queries/transactions";
import { getLink } from "@/db/queries/transfer-links";
import { listVoidReasons } from "@/db/queries/void-reasons";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { type TransactionId, transactionId } from "@/lib/tax/transaction";
import { type EntryView, entryViewer } from "./entry-view";
import type { ComputedBooks } from "./gains/books";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { issuesByEntry } from "./gains/issues-by-entry";
import { namableLeg } from "./gains/lots-before";
import { loadBooks } from "./load-books";
import { readAs } from "./read-as";
import { isReportable } from "./reportable";
import { type RecordView, recordViews } from "./season/record-views";
import { type FormKind, isFormKind, type TypedForm } from "./transaction-form";
import { typedTransaction } from "./typed-transaction";
import { type StandingIdentification, standingFor } from "./view-identification";
import { names } from "./view-ledger";

/** One row of the source's file, as it came. */
export interface RawRow {
  readonly line: number;
  readonly raw: string;
  /** "coinbase.csv". */
  readonly file: string;
}

type VoidReason = NonNullable<LedgerEntry["voided"]>["reason"];

/** One thing that happened to a transaction. */
export interface HistoryItem {
  readonly key: string;
  /** The version it happened to. */
  readonly txId: string;
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
  /** A person may name the lots it takes. */
  readonly isNamable: boolean;
  /** What was named for it and stands, the latest written first. */
  readonly identified: readonly StandingIdentification[];
  /** For what was sold, swapped or spent: whether its lots were identified in time, and why. */
  readonly record: RecordView | null;
  /** A broker's form can speak of it. */
  readonly isReportable: boolean;
  /** Lines of brokers' forms and stated adjustments on record for it. */
  readonly reported: number;
}

/** One transaction of the client, voided or not, with its source rows and its history. */
export async function viewTransaction(
  user: Asking,
  clientId: string,
  id: string,
): Promise<Result<TransactionView, GateRefusal>> {
  const books = await loadBooks(user, clientId);
  if (!books.ok) {
    return books;
  }
  const computed = books.value;
  return withClient<TransactionView, GateRefusal>(user, clientId, "read", async (tx) => {
    const entry = isUuid(id) ? await getEntry(tx, transactionId(id)) : null;
    return entry === null ? err({ code: "not-found" }) : ok(await view(tx, entry, computed));
  });
}

async function view(
  tx: ClientTx,
  entry: LedgerEntry,
  books: ComputedBooks,
): Promise<TransactionView> {
  const timeZone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
  const accounts = names(await listAccounts(tx));
  const { transaction } = entry;
  const link = await getLink(tx, transaction.id);
  const shown = entryViewer({
    accounts,
    timeZone,
    issues: issuesByEntry(books.ledger),
    valued: books.valued,
  })(entry);
  const read = books.transactions.get(transaction.id);
  return {
    entry: { ...shown, facts: [...shown.facts, ...readAs(transaction, read)] },
    timeZone,
    mayWrite: tx.role !== "viewer",
    rawRows: await rawRows(tx, entry, link === null ? [] : [...link.sent, ...link.received]),
    history: await history(tx, transaction.id),
    isLinked: link !== null && entry.voided === null,
    form: {
      kind: isFormKind(transaction.kind) ? transaction.kind : null,
      typed: typedTransaction(transaction, { accounts, timeZone }),
    },
    accountNames: [...accounts.values()],
    isNamable: namableLeg(transaction) !== null,
    identified: standingFor(books, transaction),
    record: recordViews(books, ({ disposal }) => disposal === transaction.id)[0] ?? null,
    isReportable: isReportable(transaction.kind),
    reported: [...books.forms.brokerReports, ...books.forms.adjustments].filter(
      ({ disposal }) => disposal === transaction.id,
    ).length,
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
    for (const part of origin?.from === "file" ? [origin, ...(origin.also ?? [])] : []) {
      const found = await listRowsOfTransaction(tx, batchId(part.batch), part.lines);
      rows.push(...found.map((row) => ({ ...row, file: part.file })));
    }
  }
  return rows;
}

async function history(tx: ClientTx, id: TransactionId): Promise<readonly HistoryItem[]> {
  const versions = await listVersions(tx, id);
  const reasons = await listVoidReasons(
    tx,
    versions.map((version) => version.transaction.id),
  );
  const before = new Map(
    versions.map((version) => [version.transaction.id, version.voided?.reason]),
  );
  return versions
    .flatMap((version) => {
      const { transaction, replaces, voided, enteredAt, enteredBy } = version;
      const replaced = replaces === null ? undefined : before.get(replaces);
      const common = { txId: transaction.id, isThis: transaction.id === id };
      const entered = {
        ...common,
        key: `${transaction.id}+`,
        what: enteredWords(version, replaced),
        at: enteredAt,
        byYou: enteredBy === tx.userId,
      };
      // A correction is told by the row that takes its place.
      if (voided === null || voided.reason === "corrected") {
        return [entered];
      }
      const what = voidedWords(voided.reason, reasons.get(transaction.id));
      const byYou = voided.by === tx.userId;
      return [entered, { ...common, key: `${transaction.id}-`, what, at: voided.at, byYou }];
    })
    .sort((a, b) => compareText(a.at, b.at));
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function voidedWords(reason: Exclude<VoidReason, "corrected">, told: string | undefined): string {
  switch (reason) {
    case "undone":
      return "Taken back: its import was undone";
    case "deleted":
      return told === undefined ? "Voided by hand" : `Voided by hand: ${told}`;
    case "linked":
      return "Linked as transfer";
    case "unlinked":
      return "Transfer separated again";
    case "quarantined":
      return "Put in quarantine: it does not count";
    case "joined":
      return "Read anew together with another file";
    default:
      return reason satisfies never;
  }
}

/** How a row came: for one that took another's place, what became of that other. */
function enteredWords(
  { transaction, replaces }: LedgerEntry,
  replaced: VoidReason | undefined,
): string {
  if (replaces === null) {
    return transaction.origin.from === "file"
      ? `Imported from ${transaction.origin.file}`
      : "Entered by hand";
  }
  if (replaced === "corrected") {
    return "Corrected";
  }
  if (replaced === "joined") {
    return transaction.kind === "transfer"
      ? "Stands for both rows as one transfer"
      : "Read from all files of its address";
  }
  return transaction.kind === "transfer"
    ? "Stands for both rows as one transfer"
    : "Stands by itself again";
}
