import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { renderPaperPdf } from "@/lib/pdf/render";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { pdfText } from "../support/pdf-text";

const PAPER: Paper = {
  product: "Lotwise",
  title: "Identification of BTC before its sale",
  documentTitle: "Identification of BTC before its sale, Ada Spring",
  client: "Ada Spring",
  edition: "Ticket 0f3a9c12",
  generated: "Nov 22, 2026, 16:31 UTC",
  generatedAt: "2026-11-22T16:31:05.120Z",
  draft: null,
  opening: "These units were named before they were sold.",
  sections: [
    {
      ...EMPTY_SECTION,
      heading: "The record",
      facts: [{ label: "Written", value: "2026-11-22 11:31:05.120 EST", note: "in UTC too" }],
      tables: [
        {
          heading: "Lots",
          intro: "",
          columns: [
            { label: "Lot", align: "left", share: 1 },
            { label: "Units", align: "right", share: 1 },
          ],
          rows: Array.from({ length: 120 }, (_, row) => [`lot ${row + 1}`, `${row + 1}.25`]),
          total: ["Together", "7,290"],
          empty: "",
        },
      ],
    },
    { ...EMPTY_SECTION, heading: "The words", quoted: ["To Big Exchange:", "", "1. 0.5 BTC"] },
  ],
};

const folder = mkdtempSync(join(tmpdir(), "lotwise-paper-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The text of each page. */
function pagesOf(bytes: Uint8Array): readonly string[] {
  const file = join(folder, `${crypto.randomUUID()}.pdf`);
  writeFileSync(file, bytes);
  return pdfText(file)
    .split("\f")
    .filter((page) => page.trim() !== "");
}

describe("a short paper", () => {
  it("prints every string, on as many pages as it needs, the same bytes each time", async () => {
    const [first, second] = await Promise.all([renderPaperPdf(PAPER), renderPaperPdf(PAPER)]);
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    const pages = pagesOf(first);
    const text = pages.join("\n");
    for (const words of [
      "Ada Spring",
      "2026-11-22 11:31:05.120 EST",
      "lot 1",
      "lot 120",
      "7,290",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain("To Big Exchange:");
    expect(text).toContain(`Page ${pages.length} of ${pages.length}`);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map((page) => page.includes("Lots, continued"))).toEqual(
      pages.map((_, index) => index > 0),
    );
  });

  it("calls a table without a name of its own by that of its section where it goes on", async () => {
    const sections = PAPER.sections.map((section) => ({
      ...section,
      tables: section.tables.map((table) => ({ ...table, heading: "" })),
    }));
    const [first, second] = pagesOf(await renderPaperPdf({ ...PAPER, sections }));
    expect(first).not.toContain("continued");
    expect(second).toContain("The record, continued");
  });

  it("says in a bar on every page that it does not hold", async () => {
    const pages = pagesOf(await renderPaperPdf({ ...PAPER, draft: "Withdrawn before a sale" }));
    expect(pages.every((page) => page.includes("Withdrawn before a sale"))).toBe(true);
  });
});
