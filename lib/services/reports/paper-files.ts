import type { Drawn, DrawProgress } from "@/lib/pdf/draw";
import { renderPaper, renderYearEnd } from "@/lib/pdf/render";
import { auditPack } from "@/lib/reports/audit-pack";
import { openItemsCsv, statementCsv } from "@/lib/reports/csv";
import type { YearEndInput } from "@/lib/reports/input";
import type { YearEndReport } from "@/lib/reports/model";
import type { Paper } from "@/lib/reports/paper";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { type NewFile, type Preview, pictureFiles, textFile } from "./kinds";

/** "-draft" in the names of papers whose figures are not final. */
const mark = (draft: string | null): string => (draft === null ? "" : "-draft");

/** The report as PDF, its statement as CSV, what is open where something is, and pictures of its first pages. */
export async function yearEndFiles(
  model: YearEndReport,
  onProgress: DrawProgress,
): Promise<readonly NewFile[]> {
  const kind = model.preliminary === null ? "year-end" : "preliminary";
  const stem = `${kind}-${model.year}${mark(model.draft)}`;
  const drawn = await renderYearEnd(model, { onProgress });
  return [
    ...pdfFiles(stem, drawn),
    textFile(`${stem}.csv`, "text/csv", statementCsv(model)),
    ...(model.issues.items.length === 0
      ? []
      : [textFile(`open-items-${model.year}.csv`, "text/csv", openItemsCsv(model))]),
  ];
}

/** The audit pack as PDF, with pictures of its first pages. */
export async function auditPackFiles(
  input: YearEndInput,
  books: ExplainedBooks,
  onProgress: DrawProgress,
): Promise<readonly NewFile[]> {
  const paper = auditPack(input, books);
  const drawn = await renderPaper(paper, { onProgress });
  return pdfFiles(`audit-pack-${input.year}${mark(paper.draft)}`, drawn);
}

/**
 * What has moved since a year was filed and, where figures for it are there, its amended return, with pictures of the first pages of both. `draft`:
 * what keeps the books' figures of the year from being final, said on every page; null for nothing.
 */
export async function filedYearFiles(
  { changes, form1040x }: { readonly changes: Paper; readonly form1040x: Paper | null },
  { year, draft }: { readonly year: number; readonly draft: string | null },
  onProgress: DrawProgress,
): Promise<readonly NewFile[]> {
  const stem = `${year}${mark(draft)}`;
  const first = await renderPaper({ ...changes, draft }, { onProgress });
  const files = pdfFiles(`changes-${stem}`, first);
  if (form1040x === null) {
    return files;
  }
  const second = await renderPaper({ ...form1040x, draft }, { onProgress });
  return [...files, ...pdfFiles(`form-1040x-${stem}`, second, "form-1040x")];
}

function pdfFiles(
  stem: string,
  { bytes, previews }: Pick<Drawn, "bytes" | "previews">,
  file: Preview["file"] = null,
): readonly NewFile[] {
  return [
    { name: `${stem}.pdf`, contentType: "application/pdf", bytes },
    ...pictureFiles(file, previews),
  ];
}
