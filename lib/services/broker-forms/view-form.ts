import { type FormTotals, listFormRows } from "@/db/queries/broker-form-rows";
import type { ImportBatch } from "@/db/queries/import-batches";
import type { ClientTx } from "@/db/tenant";
import type { BrokerFormRow } from "@/lib/importers/form-1099-da-row";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { readForm } from "./read-form";

/** One line of a Form 1099-DA as it is shown: figures as printed, null where the form is blank. */
export interface FormLineView {
  readonly line: number;
  readonly account: string;
  readonly taxYear: number;
  readonly name: string;
  readonly code: string;
  readonly asset: string | null;
  readonly units: string;
  /** ISO day, "various" or null. */
  readonly acquired: string | null;
  /** ISO day; null where the form tells none. */
  readonly sold: string | null;
  readonly proceeds: string;
  /** The proceeds stand in box 11c. */
  readonly firstSale: boolean;
  readonly basis: string | null;
  readonly washDisallowed: string | null;
  readonly term: string | null;
  readonly covered: boolean | null;
  readonly box: string | null;
}

/** The lines of one form. */
export interface FormView {
  /** Who sent it. */
  readonly payer: string;
  /** At most 500 lines, in the order of the form once kept. */
  readonly lines: readonly FormLineView[];
  readonly lineCount: number;
}

const SHOWN = 500;

/** What a batch's form says: the lines it keeps, or would keep; none when it was dropped. */
export async function formView(tx: ClientTx, batch: ImportBatch): Promise<FormView | null> {
  const rows =
    batch.state === "committed"
      ? await listFormRows(tx, { batchId: batch.id })
      : await waiting(tx, batch);
  return rows === null
    ? null
    : {
        payer: rows[0]?.payer ?? "",
        lineCount: rows.length,
        lines: rows.slice(0, SHOWN).map(formLineView),
      };
}

type Row = Awaited<ReturnType<typeof listFormRows>>[number];

async function waiting(
  tx: ClientTx,
  batch: ImportBatch,
): Promise<readonly Omit<Row, "batchId">[] | null> {
  const read = batch.state === "previewed" ? await readForm(tx, batch) : null;
  return read?.ok === true ? read.value.rows : null;
}

/** A line as it is shown. */
export function formLineView(
  row: Omit<BrokerFormRow, "section" | "asset"> & { readonly asset: string | null },
): FormLineView {
  const { units, proceeds, basis, washDisallowed } = row;
  return {
    line: row.line,
    account: row.account,
    taxYear: row.taxYear,
    name: row.name,
    code: row.code,
    asset: row.asset,
    units: quantityText(units),
    acquired: row.acquired,
    sold: row.sold,
    proceeds: usdText(proceeds),
    firstSale: row.firstSale,
    basis: basis === null ? null : usdText(basis),
    washDisallowed: washDisallowed === null ? null : usdText(washDisallowed),
    term: row.term,
    covered: row.covered,
    box: row.box,
  };
}

/** One payer's form of one year. */
export interface FormTotalsView {
  readonly batchId: string;
  readonly fileName: string;
  readonly taxYear: number;
  readonly payer: string;
  readonly lines: number;
  readonly linesWithoutBasis: number;
  readonly proceeds: string;
  /** Of the lines that state one; null when none does. */
  readonly basis: string | null;
}

/** Totals as they are shown. */
export function totalsView({ proceeds, basis, ...plain }: FormTotals): FormTotalsView {
  const hasBasis = plain.linesWithoutBasis < plain.lines;
  return { ...plain, proceeds: usdText(proceeds), basis: hasBasis ? usdText(basis) : null };
}
