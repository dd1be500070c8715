import { and, count, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { instantFromPostgres } from "../columns";
import type { ClientId, FirmId, UserId } from "../ids";
import { clientSummaries, type StoredCandidate } from "../schema/client-summaries";
import { memberships } from "../schema/memberships";
import { summaryWatches } from "../schema/summary-watches";
import type { SystemTx } from "../system";
import type { ClientTx, ClientWriteTx, UserTx } from "../tenant";

export type { StoredCandidate };

/** What the board shows of one year of a client, as a job found it. */
export type Summary = Readonly<Omit<typeof clientSummaries.$inferSelect, "clientId" | "madeAt">>;

/** Keeps a year's summary in the place of the last one. */
export async function putSummary(tx: ClientWriteTx, summary: Summary): Promise<void> {
  const { year, ...rest } = summary;
  await tx.db
    .insert(clientSummaries)
    .values({ clientId: tx.clientId, ...summary })
    .onConflictDoUpdate({
      target: [clientSummaries.clientId, clientSummaries.year],
      set: { ...rest, madeAt: sql`now()` },
    });
}

/** The years the client has summaries of, ascending. */
export async function listSummarisedYears(tx: ClientTx): Promise<number[]> {
  const rows = await tx.db
    .select({ year: clientSummaries.year })
    .from(clientSummaries)
    .where(eq(clientSummaries.clientId, tx.clientId))
    .orderBy(clientSummaries.year);
  return rows.map(({ year }) => year);
}

/** The summary of one year, with when it was made; null when there is none. */
export async function getSummary(
  tx: ClientTx,
  year: number,
): Promise<(Summary & { readonly madeAt: Instant }) | null> {
  const [row] = await tx.db
    .select()
    .from(clientSummaries)
    .where(and(eq(clientSummaries.clientId, tx.clientId), eq(clientSummaries.year, year)));
  if (row === undefined) {
    return null;
  }
  const { clientId: _, ...rest } = row;
  return rest;
}

/** How often summaries of these books were asked for; read before the books, so that what changes meanwhile is not lost. */
export async function askedForSummaries(tx: ClientTx): Promise<number> {
  const [row] = await tx.db
    .select({ asked: summaryWatches.asked })
    .from(summaryWatches)
    .where(eq(summaryWatches.clientId, tx.clientId));
  return row?.asked ?? 0;
}

/** Notes which state of the books the summaries speak of, made with which engine, and until when their day lasts. */
export async function noteSummariesMade(
  tx: ClientWriteTx,
  made: { readonly asked: number; readonly engine: string; readonly freshUntil: Instant },
): Promise<void> {
  const { asked, engine, freshUntil } = made;
  await tx.db
    .insert(summaryWatches)
    .values({ clientId: tx.clientId, userId: tx.userId, asked, made: asked, engine, freshUntil })
    .onConflictDoUpdate({
      target: summaryWatches.clientId,
      set: { made: asked, engine, freshUntil },
    });
}

/** Whose summaries are not those of their books, of this engine or of the day any more, with on whose behalf they are kept. */
export async function listStaleSummaries(
  tx: SystemTx,
  engine: string,
  now: Instant,
): Promise<readonly { readonly clientId: ClientId; readonly userId: UserId }[]> {
  return tx.db
    .select({ clientId: summaryWatches.clientId, userId: summaryWatches.userId })
    .from(summaryWatches)
    .where(isStale(engine, now))
    .orderBy(summaryWatches.askedAt);
}

const isStale = (engine: string, now: Instant) =>
  sql`${summaryWatches.asked} > ${summaryWatches.made} or ${summaryWatches.engine} is distinct from ${engine}
    or coalesce(${summaryWatches.freshUntil} <= ${now}::timestamptz, true)`;

/** One client's year on the board: figures as plain decimals, moments and days as text, as the database prints them. */
export interface BoardRow {
  readonly clientId: ClientId;
  /** Null: the year has no summary. */
  readonly stage: string | null;
  readonly openItems: number | null;
  readonly blockingItems: number | null;
  readonly taxAtStake: string | null;
  readonly gainAtStake: string | null;
  readonly unknownItems: number | null;
  readonly harvestState: string | null;
  readonly harvest: string | null;
  readonly turningLong: number | null;
  readonly nextLongOn: string | null;
  readonly unexplained: string | null;
  readonly brokerLines: number | null;
  readonly lastActivityAt: Instant | null;
  readonly madeAt: Instant | null;
  readonly isStale: boolean;
}

/** Every client on the user's board whose summaries were ever asked for, with those of a year. Across clients: row security draws the line. */
export async function listBoardRows(
  tx: UserTx,
  year: number,
  engine: string,
  now: Instant,
): Promise<BoardRow[]> {
  // Each table is read once by itself: joined row by row, row security would be asked anew for each.
  const { rows } = await tx.db.execute<StoredRow>(sql`
    with s as materialized (select * from client_summaries where year = ${year})
    select w.client_id, s.stage, s.open_items, s.blocking_items, s.tax_at_stake::text, s.gain_at_stake::text, s.unknown_items,
      s.harvest_state, s.harvest::text, s.turning_long, s.next_long_on::text, s.unexplained::text, s.broker_lines,
      s.last_activity_at::text, s.made_at::text,
      w.asked > w.made or w.engine is distinct from ${engine} or coalesce(w.fresh_until <= ${now}::timestamptz, true) as is_stale
    from summary_watches w
    left join s on s.client_id = w.client_id`);
  return rows.map((row) => ({
    clientId: row.client_id,
    stage: row.stage,
    openItems: row.open_items,
    blockingItems: row.blocking_items,
    taxAtStake: row.tax_at_stake,
    gainAtStake: row.gain_at_stake,
    unknownItems: row.unknown_items,
    harvestState: row.harvest_state,
    harvest: row.harvest,
    turningLong: row.turning_long,
    nextLongOn: row.next_long_on,
    unexplained: row.unexplained,
    brokerLines: row.broker_lines,
    lastActivityAt:
      row.last_activity_at === null ? null : instantFromPostgres(row.last_activity_at),
    madeAt: row.made_at === null ? null : instantFromPostgres(row.made_at),
    isStale: row.is_stale,
  }));
}

interface StoredRow extends Record<string, unknown> {
  client_id: ClientId;
  stage: string | null;
  open_items: number | null;
  blocking_items: number | null;
  tax_at_stake: string | null;
  gain_at_stake: string | null;
  unknown_items: number | null;
  harvest_state: string | null;
  harvest: string | null;
  turning_long: number | null;
  next_long_on: string | null;
  unexplained: string | null;
  broker_lines: number | null;
  last_activity_at: string | null;
  made_at: string | null;
  is_stale: boolean;
}

/** Candidates of every client on the user's board for a year, those with any. */
export async function listCandidates(
  tx: UserTx,
  year: number,
): Promise<
  {
    readonly clientId: ClientId;
    readonly candidates: readonly StoredCandidate[];
    readonly madeAt: Instant;
  }[]
> {
  return tx.db
    .select({
      clientId: clientSummaries.clientId,
      candidates: clientSummaries.candidates,
      madeAt: clientSummaries.madeAt,
    })
    .from(clientSummaries)
    .where(and(eq(clientSummaries.year, year), sql`${clientSummaries.candidates} <> '[]'::jsonb`));
}

/** What of a client's years no computed books tell: the last year-end report, files under way, the last deed. */
export interface BoardFacts {
  /** By year: the last year-end report that is made, of a year that was over: one of a running year is preliminary, whatever it says. */
  readonly reports: ReadonlyMap<
    number,
    {
      readonly isCurrent: boolean;
      /** A second person of the firm signed it off, and did not take that back. */
      readonly isSigned: boolean;
      /** Somebody took its papers who reads them for themselves: the owner of the books, or whoever was let in. */
      readonly isTaken: boolean;
      /** Somebody of the firm took them, after it was signed off where it was. */
      readonly isTakenByFirm: boolean;
    }
  >;

  readonly isImporting: boolean;
  readonly lastActivityAt: Instant | null;
}

/**
 * Reads them. A report is current while no row dated up to its year's end was added or voided, and no profile of the year saved, since it was asked
 * for; rows whose day in the tax zone may still be of the year count as of it.
 */
export async function boardFacts(tx: ClientTx): Promise<BoardFacts> {
  const of = tx.clientId;
  const reports = await tx.db.execute<{
    year: number;
    is_current: boolean;
    is_signed: boolean;
    is_taken: boolean;
    is_taken_by_firm: boolean;
  }>(sql`
    with last as (
      select distinct on (year) year, id, requested_at from reports
      where client_id = ${of} and kind = 'year-end' and state = 'ready'
        and as_of >= make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'UTC') order by year, requested_at desc, id desc),
    said as (
      select distinct on (report_id) report_id, state = 'signed' as is_signed, signed_at from sign_offs
      where client_id = ${of} order by report_id, "order" desc),
    taken as (
      select subject_id, user_id, at from audit_events where client_id = ${of} and deed = 'report.download')
    select last.year,
      not exists (select from transactions t where t.client_id = ${of}
        and t.at < make_timestamptz(last.year + 1, 1, 2, 0, 0, 0, 'UTC')
        and (t.entered_at > last.requested_at or t.voided_at > last.requested_at))
      and not exists (select from year_profiles p where p.client_id = ${of}
        and p.year = last.year and p.entered_at > last.requested_at) as is_current,
      coalesce(said.is_signed, false) as is_signed,
      exists (select from taken where taken.subject_id = last.id and taken.user_id in (
        select user_id from access_grants where client_id = ${of}
        union all select owner_user_id from clients where client_id = ${of} and owner_user_id is not null)) as is_taken,
      exists (select from taken where taken.subject_id = last.id
        and (said.is_signed is not true or taken.at >= said.signed_at)) as is_taken_by_firm
    from last left join said on said.report_id = last.id`);
  const { rows } = await tx.db.execute<{ importing: boolean; last: string | null }>(sql`
    select exists (select from import_batches b where b.client_id = ${of}
        and b.state in ('unmapped', 'asking', 'previewed', 'committing')) as importing,
      (select max(at) from audit_events a where a.client_id = ${of})::text as last`);
  const [row] = rows;
  invariant(row !== undefined, "a select without a table has a row");
  return {
    reports: new Map(
      reports.rows.map((row) => [
        row.year,
        {
          isCurrent: row.is_current,
          isSigned: row.is_signed,
          isTaken: row.is_taken,
          isTakenByFirm: row.is_taken_by_firm,
        },
      ]),
    ),
    isImporting: row.importing,
    lastActivityAt: row.last === null ? null : instantFromPostgres(row.last),
  };
}

/** How many people work in a firm. */
export async function countMembers(tx: SystemTx, firm: FirmId): Promise<number> {
  const [row] = await tx.db
    .select({ members: count() })
    .from(memberships)
    .where(eq(memberships.firmId, firm));
  return row?.members ?? 0;
}
