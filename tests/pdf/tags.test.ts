import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
} from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { drawYearEnd } from "@/lib/pdf/draw";
import { yearEndReport } from "@/lib/reports/year-end";
import { twoAccountYear } from "@/tests/support/report-samples";

const report = yearEndReport(twoAccountYear());
let file: PDFDocument;
beforeAll(async () => {
  file = await PDFDocument.load((await drawYearEnd(report, "public/fonts")).bytes);
}, 60_000);

const name = (text: string) => PDFName.of(text);
const nameOf = (dict: PDFDict, key: string): string => dict.lookup(name(key), PDFName).decodeText();

function contentOf(index: number): string {
  const stream = file.getPage(index).node.Contents();
  if (!(stream instanceof PDFRawStream)) {
    throw new Error("a page of ours has one content stream");
  }
  return Buffer.from(decodePDFRawStream(stream).decode()).toString("latin1");
}

/** Elements below one, in reading order. */
function kidsOf(element: PDFDict): readonly PDFDict[] {
  return element
    .lookup(name("K"), PDFArray)
    .asArray()
    .flatMap((kid) => {
      const found = file.context.lookup(kid);
      return found instanceof PDFDict ? [found] : [];
    });
}

function tree(): PDFDict {
  const root = file.catalog.lookup(name("StructTreeRoot"), PDFDict);
  const [whole] = root.lookup(name("K"), PDFArray).asArray();
  return file.context.lookup(whole, PDFDict);
}

describe("for who has it read to them, a report", () => {
  it("says that it is tagged, its language and its title", () => {
    const marks = file.catalog.lookup(name("MarkInfo"), PDFDict);
    expect(marks.get(name("Marked"))?.toString()).toBe("true");
    expect(file.catalog.get(name("Lang"))?.toString()).toBe("(en-US)");
    expect(file.getTitle()).toBe(report.documentTitle);
    expect(nameOf(tree(), "S")).toBe("Document");
  });

  it("has every operator that shows something inside marked content, each number once, owned by one element", () => {
    const root = file.catalog.lookup(name("StructTreeRoot"), PDFDict);
    const numbers = root.lookup(name("ParentTree"), PDFDict).lookup(name("Nums"), PDFArray);
    for (let page = 0; page < file.getPageCount(); page += 1) {
      const marked: number[] = [];
      let isOpen = false;
      for (const line of contentOf(page).split("\n")) {
        const begun = /^\/(?:Artifact BMC|\w+ <<\/MCID (\d+)>> BDC)$/.exec(line);
        if (begun !== null) {
          expect(isOpen, "marked content is not nested").toBe(false);
          isOpen = true;
          marked.push(...(begun[1] === undefined ? [] : [Number(begun[1])]));
        } else if (line === "EMC") {
          isOpen = false;
        } else if (/(?:T[jJ] ET| [fS])$/.test(line)) {
          expect(isOpen, line).toBe(true);
        }
      }
      expect(isOpen).toBe(false);
      expect(marked).toEqual(marked.map((_, index) => index));
      const key = file.getPage(page).node.lookup(name("StructParents"), PDFNumber).asNumber();
      expect(key).toBe(page);
      const owners = numbers.lookup(2 * key + 1, PDFArray);
      expect(owners.size()).toBe(marked.length);
      for (let at = 0; at < owners.size(); at += 1) {
        const own = owners.lookup(at, PDFDict).lookup(name("K"), PDFArray);
        expect(own.asArray().map(String)).toContain(String(at));
      }
    }
  });

  it("tells each row of the statement cell by cell, with the heads of its columns", () => {
    const first = file.getPages().findIndex((_, index) => contentOf(index).includes("/H1"));
    expect(first).toBe(0);
    const tables = kidsOf(tree()).filter((one) => nameOf(one, "S") === "Table");
    const statements = tables.filter((one) => kidsOf(kidsOf(one)[0] ?? one).length === 8);
    expect(statements).toHaveLength(report.attachment.pages.length);
    statements.forEach((table, index) => {
      const [head, ...rows] = kidsOf(table);
      expect(kidsOf(head ?? table).map((cell) => nameOf(cell, "S"))).toEqual(Array(8).fill("TH"));
      expect(rows).toHaveLength(report.attachment.pages[index]?.rows.length ?? -1);
      for (const row of rows) {
        expect(kidsOf(row).map((cell) => nameOf(cell, "S"))).toEqual(Array(8).fill("TD"));
      }
    });
  });

  it("has a heading of the first level for each section", () => {
    const count = kidsOf(tree()).filter((one) => nameOf(one, "S") === "H1").length;
    // The cover, nine sections less the statement, and each page of the statement.
    const sections = [
      "Summary",
      "Schedule D",
      "On the return",
      "Form 8949",
      "Harvest checklist",
      "Settings used",
      "About",
    ];
    expect(count).toBe(1 + sections.length + report.attachment.pages.length);
  });
});
