import { lastChangeAt } from "@/db/queries/last-change";
import type { ClientTx } from "@/db/tenant";
import { amendedPaper } from "@/lib/reports/amended-paper";
import { attachmentOf } from "@/lib/reports/attachment";
import { differencePaper, type FilingPaperInput } from "@/lib/reports/difference-paper";
import { filedHashOf } from "@/lib/reports/filed-facts";
import { draftSentence } from "@/lib/reports/open-items";
import type { Paper } from "@/lib/reports/paper";
import { type PaperFacts, provenPaper } from "@/lib/reports/paper-proof";
import { inputHashOf } from "@/lib/reports/proof";
import { invariant } from "@/lib/result";
import type { Books } from "../gains/books";
import { yearEndInput } from "../gains/year-end-input";
import { amendRun, papersOf } from "./amend-run";
import { filedFacts } from "./filed-facts";
import { type LoadedYear, loadFiledYear } from "./filed-years";

const PRODUCT = "Lotwise";

/** Which year, and the head of the books' history when its paper was asked for; null: nothing was done yet. */
export interface AskedYear {
  readonly year: number;
  readonly auditHead: string | null;
}

/** What has moved since a year was filed, row by row; null while it is not filed. */
export async function changesPaper(
  tx: ClientTx,
  books: Books,
  asked: AskedYear,
): Promise<Paper | null> {
  const loaded = await loadFiledYear(tx, books, asked.year);
  return loaded === null
    ? null
    : provenPaper(
        differencePaper(await paperInput(tx, books, loaded), loaded.difference),
        await paperFacts(tx, books, asked, "changes"),
      );
}

/** The worksheet of a year's amended return with its statement; null while the year stands, or figures for its form are missing. */
export async function form1040xPaper(
  tx: ClientTx,
  books: Books,
  asked: AskedYear,
): Promise<Paper | null> {
  const papers = papersOf(await amendRun(tx, books), books, asked.year);
  if (papers === null || !papers.form.ok) {
    return null;
  }
  const { loaded, amended, corrected, explanation, packet } = papers;
  const input = await paperInput(tx, books, loaded);
  const paper = amendedPaper({
    ...input,
    form: papers.form.value,
    amended,
    corrected,
    explanation,
    packet,
    forms: books.forms,
    statement: attachmentOf(yearEndInput(books, corrected, [], input.generatedAt)),
  });
  return provenPaper(paper, await paperFacts(tx, books, asked, "form-1040x"));
}

async function paperInput(
  tx: ClientTx,
  books: Books,
  { record, filing, now }: LoadedYear,
): Promise<FilingPaperInput> {
  const { year } = record;
  const { issues } = books.ledger;
  return {
    product: PRODUCT,
    client: books.clientName,
    year,
    filedOn: filing.filedDate,
    asOf: books.asOf.date,
    engine: books.version.engine,
    generatedAt: await lastChangeAt(tx, year),
    draft: now === null ? null : draftSentence({ issues, year, result: now }),
  };
}

async function paperFacts(
  tx: ClientTx,
  books: Books,
  { year, auditHead }: AskedYear,
  kind: PaperFacts["kind"],
): Promise<PaperFacts> {
  const { settings, profiles, forms, transactions } = books;
  const filed = await filedFacts(tx, books, year);
  invariant(filed !== null, "a paper is made of a filed year");
  const hash = inputHashOf({ settings, profiles, forms, transactions: transactions.values() });
  return {
    kind,
    year,
    day: books.today,
    engineVersion: books.version.engine,
    inputHash: filedHashOf(hash, filed),
    auditHead: auditHead ?? "",
  };
}
