import { insertAuditEvent } from "@/db/queries/audit-events";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import type { Paper } from "@/lib/reports/paper";
import { shortPaper } from "@/lib/reports/short-paper";
import { err, ok, type Result } from "@/lib/result";
import type { Books } from "../gains/books";
import { type BooksOptions, loadBooks } from "../load-books";
import { type PaperFile, paperFile } from "../paper-file";
import { booksHead } from "../reports/books-head";
import { changesPaper, form1040xPaper } from "./filing-papers";

/** The papers of a filed year: what has moved, and the worksheet of its amended return; each as PDF and as CSV. */
export const FILING_FILES = [
  "difference-pdf",
  "difference-csv",
  "amended-pdf",
  "amended-csv",
] as const;

/** One of them. */
export type FilingFile = (typeof FILING_FILES)[number];

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
      ? await paperFile(shortPaper(made.value), name, "pdf")
      : await paperFile(made.value, name, "csv"),
  );
}

async function paperOf(
  tx: ClientTx,
  books: Books,
  year: number,
  file: FilingFile,
): Promise<Paper | null> {
  const asked = { year, auditHead: await booksHead(tx) };
  return file.startsWith("difference")
    ? changesPaper(tx, books, asked)
    : form1040xPaper(tx, books, asked);
}
