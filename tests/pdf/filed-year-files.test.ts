import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { filedYearFiles } from "@/lib/services/reports/paper-files";
import { temporaryFolder } from "@/tests/support/folders";
import { pdfText } from "@/tests/support/pdf-text";

const folder = temporaryFolder("filed-year-files");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const paper = (title: string): Paper => ({
  product: "Lotwise",
  title,
  documentTitle: title,
  client: "Ada Byron",
  edition: "Engine 1",
  generated: "",
  generatedAt: "2026-01-15T09:30:00Z",
  draft: null,
  opening: "",
  sections: [{ ...EMPTY_SECTION, heading: "One" }],
});

it("papers of a filed year with open items are drafts, by their names and on every page", async () => {
  const papers = { changes: paper("What has moved"), form1040x: paper("Form 1040-X") };
  const draft = "2 open items; these figures are not final";
  const files = await filedYearFiles(papers, { year: 2024, draft }, () => undefined);
  expect(files.map(({ name }) => name)).toEqual([
    "changes-2024-draft.pdf",
    "preview-1.png",
    "form-1040x-2024-draft.pdf",
    "preview-form-1040x-1.png",
  ]);
  for (const { name, bytes } of files.filter((one) => one.name.endsWith(".pdf"))) {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    for (const page of pdfText(file).split("\f").slice(0, -1)) {
      expect(page).toContain(draft);
    }
  }
}, 60_000);
