import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { pdfDocument } from "@/lib/pdf/file/document";
import { dateString, num, textString } from "@/lib/pdf/file/syntax";
import { writer } from "@/lib/pdf/file/writer";

const SIZE = { width: 612, height: 792 };
const ABOUT = { title: "Łódź (2025)", author: "Lotwise", moment: "2026-01-15T09:30:00Z" };

describe("what a PDF says", () => {
  it.each([
    [0, "0"],
    [-0.001, "0"],
    [12.345, "12.35"],
    [-7.1, "-7.1"],
    [1e-7, "0"],
    [1234567.891, "1234567.89"],
  ])("number %d is written %s", (value, expected) => {
    expect(num(value)).toBe(expected);
  });

  it.each([
    ["plain", "(plain)"],
    ["a(b)\\", "(a\\(b\\)\\\\)"],
    // U+00E9 is e9; UTF-16BE with its mark FEFF (ISO 32000-1, 7.9.2.2).
    ["é", "<feff00e9>"],
    ["🚀", "<feffd83dde80>"],
  ])("text %s is written %s", (text, expected) => {
    expect(textString(text)).toBe(expected);
  });

  it("a date is UTC to the second", () => {
    expect(dateString("2026-01-15T09:30:00.123Z")).toBe("(D:20260115093000Z)");
  });
});

describe("a written file", () => {
  it("is read back by another library: pages, title, bookmarks with their pages", async () => {
    const document = pdfDocument(SIZE, ABOUT, []);
    for (let page = 0; page < 130; page += 1) {
      document.page("0 0 m 10 10 l S");
    }
    const bytes = document.finish([
      { label: "First", page: 0 },
      { label: "Zażółć", page: 100, children: [{ label: "Inside", page: 129 }] },
    ]);
    const read = await PDFDocument.load(bytes);
    expect(read.getPageCount()).toBe(130);
    expect(read.getTitle()).toBe("Łódź (2025)");
    expect(read.getPage(129).getSize()).toEqual(SIZE);
    const outlines = read.catalog.lookup(PDFName.of("Outlines"), PDFDict);
    const first = outlines.lookup(PDFName.of("First"), PDFDict);
    const second = first.lookup(PDFName.of("Next"), PDFDict);
    const inside = second.lookup(PDFName.of("First"), PDFDict);
    const said = [first, second, inside].map((item) => {
      const title = item.lookup(PDFName.of("Title"));
      const text =
        title instanceof PDFString || title instanceof PDFHexString ? title.decodeText() : "";
      const [target] = item.lookup(PDFName.of("Dest"), PDFArray).asArray();
      return [text, read.getPages().findIndex(({ ref }) => ref === target)];
    });
    expect(said).toEqual([
      ["First", 0],
      ["Zażółć", 100],
      ["Inside", 129],
    ]);
  });

  it("is the same for the same pages and another for another page", () => {
    const made = (content: string): Buffer => {
      const document = pdfDocument(SIZE, ABOUT, []);
      document.page(content);
      return Buffer.from(document.finish([]));
    };
    expect(made("1 w").equals(made("1 w"))).toBe(true);
    expect(made("1 w").equals(made("2 w"))).toBe(false);
  });

  it("is refused when an object was promised and never written", () => {
    const file = writer();
    const id = file.reserve();
    expect(() => file.finish({ root: id, info: id })).toThrow("never written");
  });
});
