import { batchId, isUuid } from "@/db/ids";
import { type Account, listAccounts } from "@/db/queries/accounts";
import { getBatch } from "@/db/queries/import-batches";
import { getSettings } from "@/db/queries/settings";
import {
  countTransactions,
  listFacets,
  listTransactions,
  type Period,
  type TransactionFilter,
} from "@/db/queries/transaction-list";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { type AccountId, accountId, assetId } from "@/lib/tax/transaction";
import { addDays, calendarDate } from "@/lib/time/calendar-date";
import { dateIn, startOfDate } from "@/lib/time/instant";
import { type EntryContext, type EntryView, entryViewer } from "./entry-view";
import type { ComputedBooks } from "./gains/books";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { issuesByEntry } from "./gains/issues-by-entry";
import { proposalsSoon, type SoonProposals } from "./kept-proposals";
import { KIND_WORDS } from "./kind-words";
import type { LedgerFilter } from "./ledger-filter";
import { loadBooks } from "./load-books";
import { type RecordView, recordViews } from "./season/record-views";

/** Rows of one page. */
export const LEDGER_PAGE = 50;

/** One thing to filter by, with how many transactions it has (null: not counted). */
export interface Facet {
  readonly value: string;
  readonly label: string;
  readonly total: number | null;
}

/** The ledger as its page shows it. */
export interface LedgerView extends SoonProposals {
  readonly timeZone: string;
  readonly mayWrite: boolean;
  readonly entries: readonly EntryView[];
  /** How the disposals among them were identified, by transaction. */
  readonly records: ReadonlyMap<string, RecordView>;
  /** Rows of the filter, and how many of them have an open question. */
  readonly total: number;
  readonly questions: number;
  /** The mark of the next page; null at the end. */
  readonly next: string | null;
  readonly accounts: readonly Facet[];
  readonly assets: readonly Facet[];
  readonly kinds: readonly Facet[];
  readonly years: readonly number[];
  /** Name of the file when one import is looked at. */
  readonly batchName: string | null;
  /** No transaction counts in these books at all. */
  readonly isEmpty: boolean;
}

/** One page of the ledger with what there is to filter by, and pairs that look like transfers. */
export async function viewLedger(
  user: Asking,
  clientId: string,
  filter: LedgerFilter,
): Promise<Result<LedgerView, GateRefusal>> {
  // The frame of the page computes the same books at the same time: this asks for what is remembered.
  const books = await loadBooks(user, clientId);
  if (!books.ok) {
    return books;
  }
  const issues = issuesByEntry(books.value.ledger);
  return withClient<LedgerView, never>(user, clientId, "read", async (tx) =>
    ok(await read(tx, filter, issues, books.value)),
  );
}

type Issues = NonNullable<EntryContext["issues"]>;

async function read(
  tx: ClientTx,
  filter: LedgerFilter,
  issues: Issues,
  books: ComputedBooks,
): Promise<LedgerView> {
  const timeZone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
  const accounts = await listAccounts(tx);
  const facets = await listFacets(tx);
  const which = wanted(filter, accounts, timeZone, issues);
  const counted = await countTransactions(tx, which);
  const page = await listTransactions(tx, which, {
    sort: filter.sort,
    descending: filter.isDescending,
    after: filter.after,
    limit: LEDGER_PAGE,
  });
  const batch =
    filter.batch !== null && isUuid(filter.batch)
      ? await getBatch(tx, batchId(filter.batch))
      : null;
  const { valued } = books;
  const viewed = entryViewer({ accounts: names(accounts), timeZone, issues, valued });
  const shown = new Set(page.entries.map(({ transaction }) => transaction.id));
  return {
    timeZone,
    mayWrite: tx.role !== "viewer",
    entries: page.entries.map(viewed),
    records: new Map(
      recordViews(books, ({ disposal }) => shown.has(disposal)).map((record) => [
        record.transactionId,
        record,
      ]),
    ),
    total: counted.total,
    questions: counted.questions,
    next: page.next,
    accounts: accounts.map(({ id, name }) => ({ value: id, label: name, total: null })),
    assets: facets.assets.map(({ asset, total }) => ({ value: asset, label: asset, total })),
    kinds: facets.kinds.map(({ kind, total }) => ({
      value: kind,
      label: KIND_WORDS[kind].label,
      total,
    })),
    years: yearsBetween(facets, timeZone),
    batchName: batch?.fileName ?? null,
    isEmpty: facets.first === null,
    ...(await proposalsSoon(tx)),
  };
}

/** The names of accounts by id. */
export function names(accounts: readonly Account[]): ReadonlyMap<AccountId, string> {
  return new Map(accounts.map((account) => [account.id, account.name]));
}

const NOBODY = accountId("00000000-0000-0000-0000-000000000000");

/** The filter as the query takes it. An account that is not the client's matches nothing. */
function wanted(
  filter: LedgerFilter,
  accounts: readonly Account[],
  timeZone: string,
  issues: Issues,
): TransactionFilter {
  const { account, asset, kind, year, text, batch, isAttention, isVoidedShown } = filter;
  const known = accounts.find(({ id, name }) => id === account || name === account);
  return {
    ...(account === null ? {} : { accounts: [known?.id ?? NOBODY] }),
    ...(asset === null ? {} : { assets: [assetId(asset)] }),
    ...(kind === null ? {} : { kinds: [kind] }),
    ...(year === null ? {} : { period: periodOf(year, timeZone) }),
    ...(text === null ? {} : { text }),
    ...(batch === null ? {} : { batch: batchId(isUuid(batch) ? batch : NOBODY) }),
    ...(isAttention ? { attention: [...issues.keys()] } : {}),
    state: isVoidedShown ? "all" : "live",
  };
}

function periodOf(year: number, timeZone: string): Period {
  const firstDate = calendarDate(`${year}-01-01`);
  const lastDate = calendarDate(`${year}-12-31`);
  return {
    firstDate,
    lastDate,
    from: startOfDate(firstDate, timeZone),
    before: startOfDate(addDays(lastDate, 1), timeZone),
  };
}

function yearsBetween(
  { first, last }: Awaited<ReturnType<typeof listFacets>>,
  timeZone: string,
): readonly number[] {
  if (first === null || last === null) {
    return [];
  }
  const yearOf = (at: typeof first) => Number(dateIn(timeZone)(at).slice(0, 4));
  const newest = yearOf(last);
  return Array.from({ length: newest - yearOf(first) + 1 }, (_, index) => newest - index);
}
