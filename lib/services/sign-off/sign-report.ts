import { isUuid, reportId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getClient, lockClient } from "@/db/queries/clients";
import { insertFrozenRecord, packRecord } from "@/db/queries/frozen-records";
import { getReport, listReportFiles, type Report } from "@/db/queries/reports";
import { insertSignOff, listSignOffs } from "@/db/queries/sign-offs";
import {
  type Asking,
  type ClientTx,
  type ClientWriteTx,
  type GateRefusal,
  withClient,
} from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { filedYearOf } from "@/lib/tax/amend/filed-year";
import { filedYearText, inputsText } from "@/lib/tax/amend/frozen-text";
import { inputsOf, paperYears } from "../filing/filed-years";
import type { Books } from "../gains/books";
import { type BooksOptions, loadBooks } from "../load-books";
import { reportKind } from "../reports/kinds";
import type { FieldErrors } from "../transaction-form";

/** Why a version was not signed, or not given up. */
export type SignRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" | "second-person" | "not-final" }
  | { readonly code: "no-such-year"; readonly message?: string }
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

const NOTE_MAX = 1000;

/**
 * A second person signs a version of a year's papers: an owner or reviewer of the firm that keeps the books, never who asked for the version.
 * The version is of the books as they are now and final: no open item keeps its figures from it. What it stands on and what it came to are kept
 * under their hashes; what changes later shows as a difference and does not touch it.
 */
export async function signReport(
  user: Asking,
  clientId: string,
  told: { readonly report: string; readonly note: string },
  options: BooksOptions = {},
): Promise<Result<null, SignRefusal>> {
  const note = told.note.trim();
  if (note.length > NOTE_MAX) {
    return err({ code: "invalid-input", fields: { note: "At most 1,000 characters." } });
  }
  const asked = await withClient<Report, SignRefusal>(
    user,
    clientId,
    "sign-off",
    (tx) => signable(tx, told.report),
    { asksOnly: true },
  );
  if (!asked.ok) {
    return asked;
  }
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  const result = paperYears(books.value).find(({ year }) => year === asked.value.year);
  if (result === undefined || result.refusal !== null) {
    const message = result?.refusal?.message;
    return err({ code: "no-such-year", ...(message === undefined ? {} : { message }) });
  }
  const [inputs, figures] = await Promise.all([
    packRecord(inputsText(inputsOf(books.value))),
    packRecord(filedYearText(filedYearOf(result))),
  ]);
  return withClient<null, SignRefusal>(user, clientId, "sign-off", async (tx) => {
    await lockClient(tx);
    const again = await signable(tx, told.report);
    if (!again.ok) {
      return again;
    }
    if (!(await isOfNow(tx, again.value, books.value))) {
      return err({ code: "changed-meanwhile" });
    }
    const { version, asOf } = books.value;
    await insertFrozenRecord(tx, inputs);
    await insertFrozenRecord(tx, figures);
    await insertSignOff(tx, again.value.id, {
      note: note === "" ? null : note,
      on: {
        asOf: asOf.date,
        ledgerVersion: version.ledger,
        settingsVersion: version.settings,
        engineVersion: version.engine,
        inputSha256: inputs.sha256,
        figuresSha256: figures.sha256,
      },
    });
    const { id, year } = again.value;
    await insertAuditEvent(tx, { deed: "report.sign", subjectId: id, detail: { year } });
    return ok(null);
  });
}

/** Made of the very facts, settings and engine the books have now. */
async function isOfNow(tx: ClientTx, report: Report, { version }: Books): Promise<boolean> {
  const client = await getClient(tx);
  return (
    report.ledgerVersion === version.ledger &&
    report.settingsVersion === version.settings &&
    report.engineVersion === version.engine &&
    client.ledgerVersion === version.ledger &&
    client.settingsVersion === version.settings
  );
}

async function signable(tx: ClientWriteTx, id: string): Promise<Result<Report, SignRefusal>> {
  const report = isUuid(id) ? await getReport(tx, reportId(id)) : null;
  if (report === null || report.state !== "ready" || !isSignedKind(report.kind)) {
    return err({ code: "not-found" });
  }
  if (report.requestedBy === tx.userId) {
    return err({ code: "second-person" });
  }
  if ((await listSignOffs(tx)).get(report.id)?.state === "signed") {
    return err({ code: "changed-meanwhile" });
  }
  const files = await listReportFiles(tx, report.id);
  // Papers of a year that still runs are preliminary, whatever is open.
  return files.some(({ name }) => name.includes("-draft.") || name.startsWith("preliminary-"))
    ? err({ code: "not-final" })
    : ok(report);
}

/** Papers of one year are signed; the whole books as files for other programs are not. */
export function isSignedKind(kind: string): boolean {
  const known = reportKind(kind);
  return known === "year-end" || known === "audit-pack";
}

/** Takes a sign-off back, with the reason. The version and the word on it stay on record. */
export async function takeSignOffBack(
  user: Asking,
  clientId: string,
  told: { readonly report: string; readonly reason: string },
): Promise<Result<null, SignRefusal>> {
  const reason = told.reason.trim();
  if (reason.length < 3 || reason.length > NOTE_MAX) {
    return err({ code: "invalid-input", fields: { reason: "Say why, in 3 to 1,000 characters." } });
  }
  return withClient<null, SignRefusal>(user, clientId, "sign-off", async (tx) => {
    await lockClient(tx);
    const report = isUuid(told.report) ? await getReport(tx, reportId(told.report)) : null;
    if (report === null || (await listSignOffs(tx)).get(report.id)?.state !== "signed") {
      return err({ code: "not-found" });
    }
    await insertSignOff(tx, report.id, { on: null, note: reason });
    const { id, year } = report;
    await insertAuditEvent(tx, { deed: "report.unsign", subjectId: id, detail: { year } });
    return ok(null);
  });
}
