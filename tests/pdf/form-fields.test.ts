import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PDFDocument } from "pdf-lib";
import { afterAll, describe, expect, it } from "vitest";
import { fillForm8949 } from "@/lib/pdf/irs/fill";
import type { OfficialForms } from "@/lib/reports/irs-forms";
import { temporaryFolder } from "../support/folders";
import { ownForm8949 } from "../support/own-blank";
import { pdfText } from "../support/pdf-text";

const folder = temporaryFolder("form-fields");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TOTALS = { d: "", e: "", g: "", h: "" };

async function filled(descriptions: readonly string[]) {
  const rows = descriptions.map((a) => ({ ...TOTALS, a, b: "", c: "", f: "" }));
  const forms: OfficialForms = {
    year: 2025,
    mode: "rows",
    copies: [{ partI: { box: "I", rows, totals: TOTALS }, partII: null }],
    scheduleD: { columns: {}, lines: {}, questions: {} },
    notes: [],
  };
  const options = { title: "Form", moment: "2026-01-15T09:30:00Z" };
  return fillForm8949(await ownForm8949(), forms, options);
}

/** What poppler finds drawn, and what the fields hold, in their order. */
async function readBack(bytes: Uint8Array): Promise<{ drawn: string; held: readonly string[] }> {
  const file = path.join(folder, "form.pdf");
  writeFileSync(file, bytes);
  const form = (await PDFDocument.load(bytes)).getForm();
  const held = [1, 2, 3, 4].map((row) => {
    const name = `copy1.Page1[0].Table_Line1_Part1[0].Row${row}[0].f1_${String(3 + 8 * (row - 1)).padStart(2, "0")}[0]`;
    return form.getTextField(name).getText() ?? "";
  });
  return { drawn: pdfText(file), held };
}

describe("names of assets on the official form", () => {
  it("are drawn as they are in Greek, Cyrillic, Korean and Latin with any mark, in as few bytes as their letters need", async () => {
    const names = ["0.5 Ω-Żółw", "1.25 Биткоин", "1 비트코인", "2 Zoë"];
    const { bytes, warnings } = await filled(names);
    expect(warnings).toEqual([]);
    const { drawn, held } = await readBack(bytes);
    expect(held).toEqual(names);
    for (const name of names) {
      expect(drawn).toContain(name);
    }
    // The two faces are 500 kB and 2.3 MB as files.
    expect(bytes.length).toBeLessThan(100_000);
    expect(Buffer.compare(bytes, (await filled(names)).bytes)).toBe(0);
  });

  it("are drawn in every script our papers have, joined and in their order, in fields that hold them as they are", async () => {
    const names = ["3 山币 (錢)", "0.1 हिन्दी क्षत्रिय", "4 น้ำ ปู่", "5 שקל"];
    const { bytes, warnings } = await filled(names);
    expect(warnings).toEqual([]);
    const { drawn, held } = await readBack(bytes);
    expect(held).toEqual(names);
    for (const name of names) {
      // poppler writes marks of direction around letters from right to left.
      expect(drawn.replace(/[\u202a-\u202e]/g, "")).toContain(name);
    }
    expect(bytes.length).toBeLessThan(120_000);
    expect(Buffer.compare(bytes, (await filled(names)).bytes)).toBe(0);
  });

  it("that no face of ours has lose what cannot be drawn, never the units, and are told", async () => {
    const { bytes, warnings } = await filled(["3 ᠮᠣᠩ", "0.1 山", "4 BTC", "5 ETH"]);
    expect((await readBack(bytes)).held).toEqual(["3 ???", "0.1 山", "4 BTC", "5 ETH"]);
    expect(warnings).toEqual([expect.stringContaining('"3 ᠮᠣᠩ" is printed as "3 ???"')]);
  });

  it("that are too long for the field end in … and are told", async () => {
    const long = `1 ${"LONG".repeat(30)}`;
    const { bytes, warnings } = await filled([long, "", "", ""]);
    const [held = ""] = (await readBack(bytes)).held;
    expect(held).toMatch(/^1 LONG.*…$/);
    expect(warnings).toEqual([`"${long}" is printed as "${held}": the form has no more room`]);
  });
});
