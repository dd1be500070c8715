import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { drawYearEnd } from "@/lib/pdf/draw";
import type { YearEndInput } from "@/lib/reports/input";
import { yearEndReport } from "@/lib/reports/year-end";
import { pdfText } from "@/tests/support/pdf-text";
import { engineYear } from "@/tests/support/report-books";
import { part, yearEndInput, yearResult } from "@/tests/support/report-builders";
import { emptyYear, openYear, twoAccountYear } from "@/tests/support/report-samples";

const folder = mkdtempSync(path.join(tmpdir(), "lotwise-golden-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The words of each page, line by line; runs of spaces are two, for they differ between versions of pdftotext. */
async function textOf(input: YearEndInput, name: string): Promise<string> {
  const { bytes } = await drawYearEnd(yearEndReport(input), "public/fonts");
  const file = path.join(folder, `${name}.pdf`);
  writeFileSync(file, bytes);
  return pdfText(file)
    .split("\n")
    .map((line) => line.trim().replace(/ {2,}/g, "  "))
    .filter((line) => line !== "")
    .join("\n")
    .replaceAll("\f", "\n--- page ---\n");
}

const oneRow = yearEndInput({
  client: "Amélie Oświęcimska-Vaughn and Bartholomew Featherstonehaugh-Montgomery the Younger",
  result: yearResult([part("I", [{ proceeds: "1", basis: "1000000.01" }])]),
});

/**
 * Committed words of whole reports, reviewed line by line when they change (git shows). Their figures are worked out elsewhere: the
 * rows of `report-samples` are made of plain arithmetic, those of `report-books` are the engine's, whose tests have them by hand.
 */
describe("the words of a report", () => {
  it.each([
    ["empty-year", emptyYear()],
    ["one-row-long-name", oneRow],
    ["two-accounts", twoAccountYear()],
    ["draft", openYear()],
    ["engine-final", engineYear("2025-12-31")],
    ["engine-preliminary", engineYear("2025-09-14")],
  ])("%s", async (name, input) => {
    await expect(await textOf(input, name)).toMatchFileSnapshot(`../golden/pdf/${name}.txt`);
  });
});

describe("figures of the engine's year, by hand", () => {
  it("sales of both terms, income, and what is deducted for a donation", () => {
    const report = yearEndReport(engineYear("2025-12-31"));
    const facts = new Map(report.headline.map(({ label, value }) => [label, value]));
    // Long: 900+1300+1700+2100 = 6,000 proceeds; a unit cost 400, 600, 800, 1,000 = 2,800: 3,200.
    expect(facts.get("Net long-term gain or loss")).toBe("$3,200.00");
    // Short: 300+400+500+600 = 1,800; 0.25 of 1.25 is a fifth of 2,000, 2,125, 2,250, 2,375 = 1,750: 50.
    expect(facts.get("Net short-term gain or loss")).toBe("$50.00");
    // 100.25 + 50.01 + 1,000.
    expect(facts.get("Income received in units")).toBe("$1,150.26");
    const donated = report.otherPapers.find(({ heading }) => heading === "Donations to charity");
    // 0.5 of what cost 400 a unit, held since 2023: market value counts.
    expect(donated?.rows[0]?.slice(3)).toEqual(["6,000.00", "200.00", "6,000.00"]);
  });
});
