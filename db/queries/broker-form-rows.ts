import { and, asc, eq, sql } from "drizzle-orm";
import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { BatchId } from "../ids";
import { brokerFormRows, type StoredCell } from "../schema/broker-form-rows";
import { importBatches } from "../schema/import-batches";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** One line of a Form 1099-DA as its file tells it. `acquired`: the day, "various", or null where it is blank. Basis null is not zero. */
export interface NewFormRow {
  readonly line: number;
  readonly fingerprint: string;
  readonly payer: string;
  readonly account: string;
  readonly taxYear: number;
  readonly code: string;
  readonly name: string;
  readonly asset: string | null;
  readonly units: Quantity;
  readonly acquired: CalendarDate | "various" | null;
  /** Null where the form tells no day. */
  readonly sold: CalendarDate | null;
  readonly proceeds: Usd;
  /** The proceeds stand in box 11c. */
  readonly firstSale: boolean;
  readonly basis: Usd | null;
  readonly washDisallowed: Usd | null;
  readonly term: "short" | "long" | "ordinary" | null;
  readonly covered: boolean | null;
  readonly box: string | null;
  readonly more: readonly StoredCell[];
}

/** A line that counts, with the import it came by. */
export interface FormRow extends NewFormRow {
  readonly batchId: BatchId;
}

const ROWS_A_STATEMENT = 1000;

/** Keeps the lines of a form. They count while their import does. */
export async function insertFormRows(
  tx: ClientWriteTx,
  batch: BatchId,
  rows: readonly NewFormRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await tx.db.insert(brokerFormRows).values(
      rows.slice(start, start + ROWS_A_STATEMENT).map(({ acquired, ...row }) => ({
        clientId: tx.clientId,
        batchId: batch,
        acquired: acquired === "various" ? null : acquired,
        acquiredVarious: acquired === "various",
        ...row,
        more: [...row.more],
      })),
    );
  }
}

/** Lines of Forms 1099-DA that count, by year, payer, asset and day; those of one year or one import when asked. */
export async function listFormRows(
  tx: ClientTx,
  only: { readonly taxYear?: number; readonly batchId?: BatchId } = {},
): Promise<FormRow[]> {
  const rows = await tx.db
    .select({ row: brokerFormRows })
    .from(brokerFormRows)
    .innerJoin(importBatches, ofBatch)
    .where(
      and(
        eq(brokerFormRows.clientId, tx.clientId),
        eq(importBatches.state, "committed"),
        only.taxYear === undefined ? undefined : eq(brokerFormRows.taxYear, only.taxYear),
        only.batchId === undefined ? undefined : eq(brokerFormRows.batchId, only.batchId),
      ),
    )
    .orderBy(
      asc(brokerFormRows.taxYear),
      asc(brokerFormRows.payer),
      asc(brokerFormRows.asset),
      asc(brokerFormRows.sold),
      asc(brokerFormRows.line),
    );
  return rows.map(({ row: { clientId: _, acquired, acquiredVarious, ...row } }) => ({
    ...row,
    acquired: acquiredVarious ? "various" : acquired,
  }));
}

/** Which of these fingerprints are among the lines that count. */
export async function findFormRows(
  tx: ClientTx,
  fingerprints: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.db.execute<{ fingerprint: string }>(sql`
    select r.fingerprint from broker_form_rows r
      join import_batches b on b.client_id = r.client_id and b.id = r.batch_id
    where r.client_id = ${tx.clientId} and b.state = 'committed'
      and r.fingerprint = any(${sql.param([...fingerprints])}::text[])`);
  return new Set(rows.map((row) => row.fingerprint));
}

/** What one payer's form of one year comes to. Sums are exact; `basis` is that of the lines that state one. */
export interface FormTotals {
  readonly batchId: BatchId;
  readonly fileName: string;
  readonly taxYear: number;
  readonly payer: string;
  readonly lines: number;
  readonly linesWithoutBasis: number;
  readonly proceeds: Usd;
  readonly basis: Usd;
}

/** Forms that count, the latest year first. */
export async function listFormTotals(tx: ClientTx): Promise<FormTotals[]> {
  return tx.db
    .select({
      batchId: brokerFormRows.batchId,
      fileName: importBatches.fileName,
      taxYear: brokerFormRows.taxYear,
      payer: brokerFormRows.payer,
      lines: sql<number>`count(*)::int`,
      linesWithoutBasis: sql<number>`count(*) filter (where ${brokerFormRows.basis} is null)::int`,
      proceeds: sql`sum(${brokerFormRows.proceeds})`.mapWith(brokerFormRows.proceeds),
      basis: sql`coalesce(sum(${brokerFormRows.basis}), 0)`.mapWith(brokerFormRows.basis),
    })
    .from(brokerFormRows)
    .innerJoin(importBatches, ofBatch)
    .where(and(eq(brokerFormRows.clientId, tx.clientId), eq(importBatches.state, "committed")))
    .groupBy(
      brokerFormRows.batchId,
      importBatches.fileName,
      brokerFormRows.taxYear,
      brokerFormRows.payer,
    )
    .orderBy(
      sql`${brokerFormRows.taxYear} desc`,
      asc(brokerFormRows.payer),
      asc(importBatches.fileName),
    );
}

const ofBatch = and(
  eq(importBatches.clientId, brokerFormRows.clientId),
  eq(importBatches.id, brokerFormRows.batchId),
);
