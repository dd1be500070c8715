import { existsSync } from "node:fs";
import { PDFDocument, PDFTextField } from "pdf-lib";
import type { ReportId } from "@/db/ids";
import { renderReport } from "@/lib/services/render-report";
import type { ReportKind } from "@/lib/services/reports/kinds";
import { requestReport } from "@/lib/services/request-report";
import type { Owner } from "./books-support";
import { NOW } from "./gains-support";
import { valued } from "./support";

/** Where the IRS's blank forms are when they are here at all: they are not part of the project, and only they can be filled. */
export const BLANKS = "../shared/tax/irs-forms";
export const hasBlanks = existsSync(BLANKS);

/** Asks for a report of a year and makes it, as the worker does; its id. */
export async function makeReport(who: Owner, year: number, kind: ReportKind): Promise<ReportId> {
  const asked = requestReport(who, who.client, { year, kind }, { now: NOW });
  const { reportId } = await valued(asked);
  await renderReport({
    user: who,
    clientId: who.client,
    subjectId: reportId,
    progress: async () => undefined,
  });
  return reportId;
}

/** What stands in the text fields of a filled form. */
export async function fieldTexts(form: Uint8Array): Promise<readonly string[]> {
  const fields = (await PDFDocument.load(form)).getForm().getFields();
  return fields.flatMap((field) => (field instanceof PDFTextField ? [field.getText() ?? ""] : []));
}
