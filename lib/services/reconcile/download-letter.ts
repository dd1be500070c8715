import { insertAuditEvent } from "@/db/queries/audit-events";
import { lastChangeAt } from "@/db/queries/last-change";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { brokerLetter } from "@/lib/reports/broker-letter";
import { LETTER_ROWS, shortPaper } from "@/lib/reports/short-paper";
import { err, ok, type Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { type BooksOptions, loadBooks } from "../load-books";
import { type PaperFile, paperFile } from "../paper-file";
import { askedOf, formKey } from "./view-forms";

/**
 * The letter to a payer about every line somebody decided to ask about, as PDF or its table as CSV; not there while nobody asked about any. The PDF
 * has the first 2,000 lines: more are read from the table.
 */
export async function downloadLetter(
  user: Asking,
  clientId: string,
  wanted: { readonly form: string; readonly as: "pdf" | "csv" },
  options: BooksOptions = {},
): Promise<Result<PaperFile, GateRefusal>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  const { clientName, asOf, version, reconciliation } = books.value;
  const form = reconciliation.forms.find((one) => formKey(one) === wanted.form);
  const asked = form === undefined ? [] : askedOf(form);
  if (form === undefined || asked.length === 0) {
    return err({ code: "not-found" });
  }
  const noted = await withClient<Instant, never>(user, clientId, "write", async (tx) => {
    await insertAuditEvent(tx, { deed: "form.letter", detail: { year: form.taxYear } });
    return ok(await lastChangeAt(tx, form.taxYear));
  });
  if (!noted.ok) {
    return noted;
  }
  const paper = brokerLetter({
    product: "Lotwise",
    client: clientName,
    form,
    asked,
    asOf: asOf.date,
    engine: version.engine,
    generatedAt: noted.value,
  });
  const printed = wanted.as === "pdf" ? shortPaper(paper, LETTER_ROWS) : paper;
  return ok(await paperFile(printed, `Lotwise letter ${form.payer} ${form.taxYear}`, wanted.as));
}
