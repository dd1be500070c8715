import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PDFArray, PDFDocument, PDFRawStream } from "pdf-lib";
import { afterAll, describe, expect, it } from "vitest";
import { drawYearEnd } from "@/lib/pdf/draw";
import { stampIdentity } from "@/lib/pdf/irs/stamp";
import { winAnsiString } from "@/lib/pdf/irs/win-ansi";
import { yearEndReport } from "@/lib/reports/year-end";
import { temporaryFolder } from "@/tests/support/folders";
import { pdfText } from "@/tests/support/pdf-text";
import { hugeYear } from "@/tests/support/report-samples";

const folder = temporaryFolder("stamp");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WHO = { name: "Zoë Œuvrard – Müller", ssn: "123456789" };

async function stamped(bytes: Uint8Array): Promise<Uint8Array> {
  const result = await stampIdentity(bytes, WHO);
  if (!result.ok) {
    throw new Error(result.error.code);
  }
  return result.value;
}

const { bytes: statement, pages } = await drawYearEnd(
  yearEndReport(hugeYear(1000)),
  "public/fonts",
);

describe("name and number appended to a long statement", () => {
  it("what was there stays byte for byte, and little is added", async () => {
    const after = await stamped(statement);
    expect(Buffer.from(after.subarray(0, statement.length)).equals(Buffer.from(statement))).toBe(
      true,
    );
    // 92 statement pages of some 250 bytes each.
    expect(after.length - statement.length).toBeLessThan(40_000);
  });

  it("stand on every statement page and on no other, as written, read by poppler", async () => {
    const file = path.join(folder, "long.pdf");
    writeFileSync(file, await stamped(statement));
    const sheets = pdfText(file).split("\f").slice(0, -1);
    expect(sheets).toHaveLength(pages);
    const marked = sheets.filter((sheet) => sheet.includes("Statement page"));
    expect(marked).toHaveLength(92);
    for (const sheet of sheets) {
      const isMarked = sheet.includes("Statement page");
      expect(/shown on return +Zoë Œuvrard – Müller +/.test(sheet)).toBe(isMarked);
      expect(/security number +123-45-6789/.test(sheet)).toBe(isMarked);
    }
  });

  it("is read by another library too: each page has its own contents first, then what was added", async () => {
    const [before, after] = await Promise.all(
      [statement, await stamped(statement)].map((bytes) => PDFDocument.load(bytes)),
    );
    const first = before?.getPages()[10]?.node.Contents();
    const contents = after?.getPages()[10]?.node.Contents();
    expect(contents).toBeInstanceOf(PDFArray);
    const parts = contents instanceof PDFArray ? contents.asArray() : [];
    const [own, added] = parts.map((part) => after?.context.lookup(part));
    expect(own instanceof PDFRawStream && first instanceof PDFRawStream).toBe(true);
    expect(own?.toString()).toBe(first?.toString());
    expect(added?.toString()).toContain("/Artifact BMC");
    expect(after?.getPageCount()).toBe(pages);
  });

  it("is not written twice on one another", async () => {
    expect(await stampIdentity(await stamped(statement), WHO)).toEqual({
      ok: false,
      error: { code: "not-our-file" },
    });
  });

  it("a file cut short is refused, not guessed at", async () => {
    const cut = statement.subarray(0, statement.length - 2000);
    expect(await stampIdentity(cut, WHO)).toMatchObject({ ok: false });
  });
});

describe("text in code page 1252", () => {
  // Codes from the table of Windows code page 1252: € 80, Œ 8C, ’ 92, – 96, ž 9E, Ÿ 9F; Latin-1 stands for itself.
  it.each([
    ["Az", "<417a>"],
    ["ë", "<eb>"],
    ["€Œ’–žŸ", "<808c92969e9f>"],
    ["王", "<3f>"],
  ])("%s is %s", (text, codes) => {
    expect(winAnsiString(text)).toBe(codes);
  });
});
