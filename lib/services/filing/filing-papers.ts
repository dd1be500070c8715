import { lastChangeAt } from "@/db/queries/last-change";
import type { ClientTx } from "@/db/tenant";
import { amendedPaper } from "@/lib/reports/amended-paper";
import { attachmentOf } from "@/lib/reports/attachment";
import { differencePaper, type FilingPaperInput } from "@/lib/reports/difference-paper";
import type { Paper } from "@/lib/reports/paper";
import type { Books } from "../gains/books";
import { yearEndInput } from "../gains/year-end-input";
import { amendRun, papersOf } from "./amend-run";
import { type LoadedYear, loadFiledYear } from "./filed-years";

const PRODUCT = "Lotwise";

/** What has moved since a year was filed, row by row; null while it is not filed. */
export async function changesPaper(
  tx: ClientTx,
  books: Books,
  year: number,
): Promise<Paper | null> {
  const loaded = await loadFiledYear(tx, books, year);
  return loaded === null
    ? null
    : differencePaper(await paperInput(tx, books, loaded), loaded.difference);
}

/** The worksheet of a year's amended return with its statement; null while the year stands, or figures for its form are missing. */
export async function form1040xPaper(
  tx: ClientTx,
  books: Books,
  year: number,
): Promise<Paper | null> {
  const papers = papersOf(await amendRun(tx, books), books, year);
  if (papers === null || !papers.form.ok) {
    return null;
  }
  const { loaded, amended, corrected, explanation, packet } = papers;
  const input = await paperInput(tx, books, loaded);
  return amendedPaper({
    ...input,
    form: papers.form.value,
    amended,
    corrected,
    explanation,
    packet,
    forms: books.forms,
    statement: attachmentOf(yearEndInput(books, corrected, [], input.generatedAt)),
  });
}

async function paperInput(
  tx: ClientTx,
  books: Books,
  { record, filing }: LoadedYear,
): Promise<FilingPaperInput> {
  const { year } = record;
  return {
    product: PRODUCT,
    client: books.clientName,
    year,
    filedOn: filing.filedDate,
    asOf: books.asOf.date,
    engine: books.version.engine,
    generatedAt: await lastChangeAt(tx, year),
  };
}
