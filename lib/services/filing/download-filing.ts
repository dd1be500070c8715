import { insertAuditEvent } from "@/db/queries/audit-events";
import { lastChangeAt } from "@/db/queries/last-change";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { amendedPaper } from "@/lib/reports/amended-paper";
import { attachmentOf } from "@/lib/reports/attachment";
import { differencePaper, type FilingPaperInput } from "@/lib/reports/difference-paper";
import type { Paper } from "@/lib/reports/paper";
import { err, ok, type Result } from "@/lib/result";
import type { Books } from "../gains/books";
import { yearEndInput } from "../gains/year-end-input";
import { type BooksOptions, loadBooks } from "../load-books";
import { type PaperFile, paperFile } from "../paper-file";
import { amendRun, papersOf } from "./amend-run";
import { type LoadedYear, loadFiledYear } from "./filed-years";

/** The papers of a filed year: what has moved, and the worksheet of its amended return; each as PDF and as CSV. */
export const FILING_FILES = [
  "difference-pdf",
  "difference-csv",
  "amended-pdf",
  "amended-csv",
] as const;

/** One of them. */
export type FilingFile = (typeof FILING_FILES)[number];

const PRODUCT = "Lotwise";

/** Rows of a difference printed in the PDF; the CSV has them all. */
const PDF_ROWS = 2000;

/** A paper of a filed year, noted in the audit trail. Not there while the year is not filed, or figures for its form are missing. */
export async function downloadFiling(
  user: Asking,
  clientId: string,
  { year, file }: { readonly year: number; readonly file: FilingFile },
  options: BooksOptions = {},
): Promise<Result<PaperFile, GateRefusal>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  const made = await withClient<Paper, GateRefusal>(
    user,
    clientId,
    "read",
    async (tx) => {
      const paper = await paperOf(tx, books.value, year, file);
      return paper === null ? err({ code: "not-found" }) : ok(paper);
    },
    { deadlineMs: 60_000 },
  );
  if (!made.ok) {
    return made;
  }
  await withClient<null, never>(user, clientId, "write", async (tx) => {
    await insertAuditEvent(tx, { deed: "filing.download", detail: { year, file } });
    return ok(null);
  });
  const what = file.startsWith("amended") ? `1040-X ${year}` : `changes ${year}`;
  const name = `Lotwise ${what} ${books.value.clientName}`;
  return ok(
    file.endsWith("pdf")
      ? await paperFile(shortened(made.value), name, "pdf")
      : await paperFile(made.value, name, "csv"),
  );
}

async function paperOf(
  tx: ClientTx,
  books: Books,
  year: number,
  file: FilingFile,
): Promise<Paper | null> {
  const generatedAt = await lastChangeAt(tx, year);
  const input = (loaded: LoadedYear): FilingPaperInput => ({
    product: PRODUCT,
    client: books.clientName,
    year,
    filedOn: loaded.filing.filedDate,
    asOf: books.asOf.date,
    engine: books.version.engine,
    generatedAt,
  });
  if (file.startsWith("difference")) {
    const loaded = await loadFiledYear(tx, books, year);
    return loaded === null ? null : differencePaper(input(loaded), loaded.difference);
  }
  const papers = papersOf(await amendRun(tx, books), books, year);
  if (papers === null || !papers.form.ok) {
    return null;
  }
  const { loaded, amended, corrected, explanation, packet } = papers;
  return amendedPaper({
    ...input(loaded),
    form: papers.form.value,
    amended,
    corrected,
    explanation,
    packet,
    forms: books.forms,
    statement: attachmentOf(yearEndInput(books, corrected, [], generatedAt)),
  });
}

/** A paper with its long tables cut, and saying so. */
function shortened(paper: Paper): Paper {
  return {
    ...paper,
    sections: paper.sections.map((section) => {
      const longest = Math.max(0, ...section.tables.map(({ rows }) => rows.length));
      return longest <= PDF_ROWS
        ? section
        : {
            ...section,
            paragraphs: [
              ...section.paragraphs,
              `The first ${PDF_ROWS.toLocaleString("en-US")} lines of ${longest.toLocaleString("en-US")}; the CSV has them all.`,
            ],
            tables: section.tables.map((table) => ({
              ...table,
              rows: table.rows.slice(0, PDF_ROWS),
            })),
          };
    }),
  };
}
