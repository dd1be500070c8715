import { PDFDocument, PDFTextField } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { readBlankForm } from "@/lib/pdf/irs/blank-forms";
import { fillForm8949 } from "@/lib/pdf/irs/fill";
import { stampIdentity } from "@/lib/pdf/irs/stamp";
import type { OfficialForms, OfficialPage } from "@/lib/reports/irs-forms";
import { ownForm8949 } from "../support/own-blank";
import { whyNotRead } from "../unit/tax/forms/official-reader";

const COPIES = 40;

/** A page of eleven rows, each figure told apart by its copy and row. */
function page(box: "I" | "L", copy: number): OfficialPage {
  const rows = Array.from({ length: 11 }, (_, row) => ({
    a: `0.${copy + 1}${row + 1} BTC`,
    b: "01/02/2025",
    c: "06/30/2025",
    d: `${copy + 1},${String(row + 100)}.25`,
    e: "1,000.00",
    f: "",
    g: "",
    h: "(12.50)",
  }));
  return { box, rows, totals: { d: "9.00", e: "11,000.00", g: "0.00", h: "(137.50)" } };
}

const forms: OfficialForms = {
  year: 2025,
  mode: "rows",
  copies: Array.from({ length: COPIES }, (_, copy) => ({
    partI: page("I", copy),
    partII: page("L", copy),
  })),
  scheduleD: { columns: {}, lines: {}, questions: {} },
  notes: [],
};

async function texts(bytes: Uint8Array): Promise<Map<string, string>> {
  const file = await PDFDocument.load(bytes);
  return new Map(
    file
      .getForm()
      .getFields()
      .flatMap((field) =>
        field instanceof PDFTextField ? [[field.getName(), field.getText() ?? ""] as const] : [],
      ),
  );
}

/** A form of our own with the IRS's names, and the IRS's own where it is here. */
const BLANKS: readonly (readonly [string, () => Promise<Uint8Array>])[] = [
  ["a form of our own", ownForm8949],
  ...(whyNotRead() === undefined ? [["the IRS's form", irsForm8949] as const] : []),
];

async function irsForm8949(): Promise<Uint8Array> {
  const blank = await readBlankForm("../shared/tax/irs-forms", "f8949", 2025);
  if (!blank.ok) {
    throw new Error(blank.error.code);
  }
  return blank.value;
}

describe("a long Form 8949", () => {
  it.each(BLANKS)(
    "on %s has every row of eighty pages, its drawings once, and takes name and number on each",
    async (_, blank) => {
      const moment = "2026-01-15T09:30:00Z";
      const { bytes, pages } = await fillForm8949(await blank(), forms, { title: "Long", moment });
      expect(pages).toBe(2 * COPIES);
      const read = await texts(bytes);
      forms.copies.forEach(({ partI, partII }, copy) => {
        for (const [part, sheet] of [partI, partII].entries()) {
          const table = `copy${copy + 1}.Page${part + 1}[0].Table_Line1_Part${part + 1}[0]`;
          sheet?.rows.forEach((row, index) => {
            // Fields of a row are numbered on from 3, eight a row (the IRS's own names in its 2025 form).
            const at = (column: number): string =>
              `${table}.Row${index + 1}[0].f${part + 1}_${String(3 + 8 * index + column).padStart(2, "0")}[0]`;
            expect([0, 1, 3, 4, 7].map((column) => read.get(at(column)))).toEqual([
              row.a,
              row.b,
              row.d,
              row.e,
              row.h,
            ]);
          });
        }
      });
      // A blank's drawings and typefaces are 60 KB a copy.
      expect(bytes.length).toBeLessThan(25_000 * pages);
      const stamped = await stampIdentity(bytes, { name: "Nora Field", ssn: "123-45-6789" });
      const filled = stamped.ok ? [...(await texts(stamped.value)).values()] : [];
      expect(filled.filter((text) => text === "Nora Field")).toHaveLength(2 * COPIES);
      expect(filled.filter((text) => text === "123-45-6789")).toHaveLength(2 * COPIES);
    },
  );
});
