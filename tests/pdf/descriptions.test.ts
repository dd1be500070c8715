import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { drawYearEnd } from "@/lib/pdf/draw";
import { yearEndReport } from "@/lib/reports/year-end";
import { temporaryFolder } from "@/tests/support/folders";
import { pdfText } from "@/tests/support/pdf-text";
import { part, yearEndInput, yearResult } from "@/tests/support/report-builders";

const folder = temporaryFolder("descriptions");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CASES = [
  { asset: "比特幣測試代幣中華民國數位資產", quantity: "123456789.123456789012345678" },
  { asset: "VeryLongAssetNameThatNeverEndsWrapped", quantity: "1" },
  { asset: "ETH", quantity: "0.123456789012345678" },
];

/** The text of the statement page, line by line, and the height of each line's type as poppler measures it. */
async function statement(): Promise<string> {
  const specs = CASES.map((one, index) => ({ id: `t${index}`, ...one }));
  const input = yearEndInput({
    year: 2025,
    result: yearResult([part("I", specs)], { year: 2025 }),
  });
  const { bytes } = await drawYearEnd(yearEndReport(input), "public/fonts");
  const file = path.join(folder, "statement.pdf");
  writeFileSync(file, bytes);
  const pages = pdfText(file).split("\f");
  return pages.find((page) => page.includes("Statement page 1")) ?? "";
}

describe("column (a)", () => {
  it("puts a long quantity on a line of its own when its asset beside it would be too small to read", async () => {
    const text = await statement();
    expect(text).toMatch(/^123456789\.123456789012345678 +\d\d\/\d\d\/\d{4}/m);
    expect(text).toMatch(/^比特幣測試代幣中華民國數位資產$/m);
  });

  it("keeps a quantity and a short asset together", async () => {
    expect(await statement()).toMatch(/^0\.123456789012345678 ETH +\d\d\/\d\d\/\d{4}/m);
  });

  it("breaks a long name over both lines before anything of it is left out", async () => {
    const text = await statement();
    expect(text).not.toContain("…");
    const [, first = "", second = ""] = /^1 (VeryLong\S*) .*\n(\S+)$/m.exec(text) ?? [];
    expect(first + second).toBe("VeryLongAssetNameThatNeverEndsWrapped");
  });
});
