import { PDFDict, PDFDocument, type PDFName } from "pdf-lib";
import { expect, it } from "vitest";
import { pdfDocument } from "@/lib/pdf/file/document";

/** What makes a reader of PDFs do something by itself, or fetch something (ISO 32000-1, 12.6.4). */
const DEEDS = [
  "URI",
  "JS",
  "JavaScript",
  "OpenAction",
  "AA",
  "Launch",
  "SubmitForm",
  "ImportData",
  "EmbeddedFiles",
  "GoToR",
];

it("a paper does nothing by itself and fetches nothing, whatever people call their things", async () => {
  const hostile = "javascript:alert(1) https://evil.example/(a)\\) /OpenAction << /S /URI >>";
  const document = pdfDocument(
    { width: 612, height: 792 },
    { title: hostile, author: hostile, moment: "2026-01-15T09:30:00Z" },
    [],
  );
  document.page("0 0 m 10 10 l S");
  const read = await PDFDocument.load(document.finish([{ label: hostile, page: 0 }]));
  expect(read.getTitle()).toBe(hostile);
  const found = read.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? object.keys() : []))
    .map((name: PDFName) => name.decodeText());
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((name) => DEEDS.includes(name))).toEqual([]);
});
