import {
  and,
  count,
  eq,
  ilike,
  inArray,
  isNotNull,
  isNull,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { AccountId, AssetId, TransactionId, TransactionKind } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { type Instant, parseInstant } from "@/lib/time/instant";
import { type BatchId, isUuid } from "../ids";
import { accounts } from "../schema/accounts";
import { transactions } from "../schema/transactions";
import type { ClientTx } from "../tenant";
import { isOpenQuestion } from "./asset-choices";
import { entryOf, type LedgerEntry } from "./transactions";

/** Days of a period, both ends included, and the same period as moments in the client's zone: `from` <= at < `before`. */
export interface Period {
  readonly firstDate: CalendarDate;
  readonly lastDate: CalendarDate;
  readonly from: Instant;
  readonly before: Instant;
}

/** Which transactions; what is left out does not restrict. Several kinds, accounts or assets: any of them. */
export interface TransactionFilter {
  readonly kinds?: readonly TransactionKind[];
  /** Also as the receiving account of a transfer. */
  readonly accounts?: readonly AccountId[];
  /** On either side, or as a fee. */
  readonly assets?: readonly AssetId[];
  readonly period?: Period;
  /** Part of the note, an asset or the file's name, whatever the case. */
  readonly text?: string;
  readonly hasQuestion?: boolean;
  /** Those with an open question and, besides, these: what a computation found wrong. */
  readonly attention?: readonly TransactionId[];
  readonly batch?: BatchId;
  /** "live" when left out. */
  readonly state?: "live" | "voided" | "all";
}

/** What the list is sorted by. Missing values come before the smallest. */
export type TransactionSort = "time" | "value" | "kind" | "asset" | "account" | "entered";

/** One page of the ledger, and how to ask for the next. */
export interface TransactionPage {
  readonly entries: readonly LedgerEntry[];
  /** Give it back as `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** How to page: `after` is a `next` of the same filter and sort. Text that is not one starts from the beginning. */
export interface TransactionPaging {
  readonly sort?: TransactionSort;
  readonly descending?: boolean;
  readonly after?: string | null;
  readonly limit: number;
}

/**
 * A page of the ledger. Pages are cut after a row, not at a count: rows added or voided meanwhile neither repeat nor hide
 * others. Within equal sort values the order is time, sequence, id.
 */
export async function listTransactions(
  tx: ClientTx,
  filter: TransactionFilter,
  paging: TransactionPaging,
): Promise<TransactionPage> {
  const { sort = "time", descending = false, limit } = paging;
  const key = SORT_KEYS[sort];
  const direction = descending ? sql`desc` : sql`asc`;
  const cursor = parseCursor(paging.after ?? null, key);
  const rows = await tx.db
    .select({
      row: transactions,
      key: sql<string>`(${key.expression})::text`,
      isOpen: sql<boolean>`${isOpenQuestion}`,
    })
    .from(transactions)
    .where(and(matches(tx, filter), cursor === null ? undefined : beyond(key, cursor, descending)))
    .orderBy(
      sql.join(
        [key.expression, ...TIE].map((part) => sql`${part} ${direction}`),
        sql`, `,
      ),
    )
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    entries: page.map(({ row, isOpen }) => entryOf(isOpen ? row : { ...row, question: null })),
    next: last === undefined ? null : cursorText(last),
  };
}

/** How many transactions match, and how many of them wait for a decision. */
export async function countTransactions(
  tx: ClientTx,
  filter: TransactionFilter,
): Promise<{ total: number; questions: number }> {
  const [row] = await tx.db
    .select({
      total: count(),
      questions: sql<number>`count(*) filter (where ${isOpenQuestion})`.mapWith(Number),
    })
    .from(transactions)
    .where(matches(tx, filter));
  return row ?? { total: 0, questions: 0 };
}

/** What there is to filter by, of the transactions that count: kinds and assets with their numbers, first and last moment. */
export async function listFacets(tx: ClientTx): Promise<{
  kinds: { kind: TransactionKind; total: number }[];
  assets: { asset: AssetId; total: number }[];
  first: Instant | null;
  last: Instant | null;
}> {
  const live = matches(tx, {});
  const kinds = await tx.db
    .select({ kind: transactions.kind, total: count() })
    .from(transactions)
    .where(live)
    .groupBy(transactions.kind)
    .orderBy(transactions.kind);
  const { rows } = await tx.db.execute<{ asset: AssetId; total: string }>(sql`
    select asset, count(*) as total from transactions,
      lateral (select sent_asset as asset union select received_asset) legs
    where client_id = ${tx.clientId} and voided_at is null and asset is not null
    group by asset order by asset`);
  const [ends] = await tx.db
    .select({
      first: sql<Instant | null>`min(${transactions.at})`.mapWith(transactions.at),
      last: sql<Instant | null>`max(${transactions.at})`.mapWith(transactions.at),
    })
    .from(transactions)
    .where(live);
  const assets = rows.map(({ asset, total }) => ({ asset, total: Number(total) }));
  return { kinds, assets, first: ends?.first ?? null, last: ends?.last ?? null };
}

/** A value rows are sorted by, never null, and how it is read back from a cursor's text. */
interface SortKey {
  readonly expression: SQL;
  readonly type: "timestamptz" | "numeric" | "text";
}

const SORT_KEYS: Readonly<Record<TransactionSort, SortKey>> = {
  time: { expression: sql`${transactions.at}`, type: "timestamptz" },
  entered: { expression: sql`${transactions.enteredAt}`, type: "timestamptz" },
  value: { expression: sql`coalesce(${transactions.valueUsd}, -1e30)`, type: "numeric" },
  kind: { expression: sql`${transactions.kind}`, type: "text" },
  asset: {
    expression: sql`coalesce(${transactions.sentAsset}, ${transactions.receivedAsset}, '')`,
    type: "text",
  },
  account: {
    expression: sql`(select ${accounts.name} from ${accounts} where ${accounts.clientId} = ${transactions.clientId} and ${accounts.id} = ${transactions.accountId})`,
    type: "text",
  },
};

const TIE = [transactions.at, transactions.sequence, transactions.id] as const;

const SHAPES: Readonly<Record<SortKey["type"], RegExp>> = {
  timestamptz: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00$/,
  numeric: /^-?\d+(?:\.\d+)?$/,
  text: /^[^\0]*$/,
};

type Cursor = readonly [key: string, at: string, sequence: number, id: string];

function cursorText({ key, row }: { key: string; row: typeof transactions.$inferSelect }): string {
  const cursor: Cursor = [key, row.at, row.sequence, row.id];
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function parseCursor(text: string | null, { type }: SortKey): Cursor | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text ?? "", "base64url").toString());
    const [key, at, sequence, id] = Array.isArray(parts) ? parts : [];
    const sound =
      typeof key === "string" &&
      SHAPES[type].test(key) &&
      typeof at === "string" &&
      parseInstant(at) !== null &&
      Number.isSafeInteger(sequence) &&
      typeof id === "string" &&
      isUuid(id);
    return sound ? [key, at, sequence, id] : null;
  } catch {
    return null;
  }
}

function beyond(key: SortKey, cursor: Cursor, descending: boolean): SQL {
  const [value, at, sequence, id] = cursor;
  const left = sql.join([key.expression, ...TIE], sql`, `);
  const right = sql`${value}::${sql.raw(key.type)}, ${at}::timestamptz, ${sequence}::int, ${id}::uuid`;
  return descending ? sql`(${left}) < (${right})` : sql`(${left}) > (${right})`;
}

function matches(tx: ClientTx, filter: TransactionFilter): SQL | undefined {
  const { kinds, accounts: among, assets, period, text, hasQuestion, batch } = filter;
  const { attention, state = "live" } = filter;
  return and(
    eq(transactions.clientId, tx.clientId),
    kinds === undefined ? undefined : inArray(transactions.kind, [...kinds]),
    among === undefined ? undefined : touchesAccount(among),
    assets === undefined ? undefined : touchesAsset(assets),
    period === undefined ? undefined : within(period),
    text === undefined || text === "" ? undefined : mentions(text),
    hasQuestion === undefined ? undefined : asked(hasQuestion),
    attention === undefined ? undefined : askedOrAmong(attention),
    batch === undefined ? undefined : eq(transactions.batchId, batch),
    state === "all" ? undefined : voidedIs(state === "voided"),
  );
}

const touchesAccount = (among: readonly AccountId[]) =>
  or(inArray(transactions.accountId, [...among]), inArray(transactions.toAccountId, [...among]));

const touchesAsset = (assets: readonly AssetId[]) =>
  or(
    inArray(transactions.sentAsset, [...assets]),
    inArray(transactions.receivedAsset, [...assets]),
    sql`exists (select from jsonb_array_elements(${transactions.fees}) fee
      where fee->>'asset' = any(${sql.param([...assets])}::text[]))`,
  );

const within = ({ firstDate, lastDate, from, before }: Period) =>
  sql`case when ${transactions.dateOnly} is null
    then ${transactions.at} >= ${from}::timestamptz and ${transactions.at} < ${before}::timestamptz
    else ${transactions.dateOnly} between ${firstDate}::date and ${lastDate}::date end`;

function mentions(text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`).replaceAll("\0", "")}%`;
  return or(
    ilike(transactions.note, pattern),
    ilike(transactions.sentAsset, pattern),
    ilike(transactions.receivedAsset, pattern),
    ilike(transactions.fileName, pattern),
  );
}

const asked = (yes: boolean) => (yes ? isOpenQuestion : not(isOpenQuestion));

const askedOrAmong = (ids: readonly TransactionId[]) =>
  or(isOpenQuestion, sql`${transactions.id} = any(${sql.param(ids.filter(isUuid))}::uuid[])`);

const voidedIs = (yes: boolean) =>
  yes ? isNotNull(transactions.voidedAt) : isNull(transactions.voidedAt);
