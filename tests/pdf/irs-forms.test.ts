import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PDFCheckBox, PDFDocument, PDFTextField } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { drawYearEnd } from "@/lib/pdf/draw";
import { readBlankForm } from "@/lib/pdf/irs/blank-forms";
import { fillForm8949, fillScheduleD } from "@/lib/pdf/irs/fill";
import { stampIdentity } from "@/lib/pdf/irs/stamp";
import { OFFICIAL_YEARS, type OfficialForms, officialForms } from "@/lib/reports/irs-forms";
import { yearEndReport } from "@/lib/reports/year-end";
import type { Transaction } from "@/lib/tax/transaction";
import type { Form8949Part, YearResult } from "@/lib/tax/year-result";
import { pdfText } from "@/tests/support/pdf-text";
import { yearEndInput } from "@/tests/support/report-builders";
import { twoAccountYear } from "@/tests/support/report-samples";
import { fieldMaps, whyNotRead } from "../unit/tax/forms/official-reader";
import { buy, ledgerOf, profile, sell, yearOf } from "../unit/tax/make";

const FOLDER = "../shared/tax/irs-forms";
const why = whyNotRead();
const OPTIONS = { title: "Form 8949", moment: "2026-01-15T09:30:00Z" };

/** Thirty short sales and sixteen long ones: three pages of Part I, two of Part II, in either edition of the form. */
function books(year: number, losing: boolean): readonly Transaction[] {
  const sales = (count: number, bought: string, term: string): Transaction[] =>
    Array.from({ length: count }, (_, index) => {
      const day = String((index % 27) + 1).padStart(2, "0");
      const asset = `${term}${index}`;
      const proceeds = losing ? 900.25 - index * 10.5 : 1500.75 + index * 7.25;
      return [
        buy(bought, "2", "1000.1", { asset }),
        sell(`${year}-06-${day}`, "2", proceeds.toFixed(2), { asset }),
      ];
    }).flat();
  return [...sales(30, `${year}-01-02`, "S"), ...sales(16, `${year - 2}-03-04`, "L")];
}

function result(year: number, losing: boolean): YearResult {
  const told = profile(year, {
    ordinaryIncome: usd("80000"),
    deduction: usd("12000"),
    shortCarryoverIn: usd("1234.5"),
    longCarryoverIn: usd("77"),
    qualifiedDividends: usd("10"),
  });
  return yearOf(ledgerOf(books(year, losing)), [told], year);
}

/** "1,234.50" and "(8.00)", made here without the product's formats. */
function paper(amount: Usd): string {
  const [whole = "0", cents = ""] = usdText(amount).replace("-", "").split(".");
  const text = `${Number(whole).toLocaleString("en-US")}.${cents.padEnd(2, "0").slice(0, 2)}`;
  return usdText(amount).startsWith("-") ? `(${text})` : text;
}

const plus = (amounts: readonly Usd[]): bigint =>
  amounts.reduce((sum, one) => sum + BigInt(Math.round(Number(usdText(one)) * 100)), 0n);

/** All filled fields of a file, by full name. */
async function read(bytes: Uint8Array): Promise<Map<string, string>> {
  const file = await PDFDocument.load(bytes);
  const values = new Map<string, string>();
  for (const field of file.getForm().getFields()) {
    if (field instanceof PDFTextField && (field.getText() ?? "") !== "") {
      values.set(field.getName(), field.getText() ?? "");
    } else if (field instanceof PDFCheckBox && field.isChecked()) {
      values.set(field.getName(), "checked");
    }
  }
  return values;
}

async function filled(year: number, losing = false, mode?: OfficialForms["mode"]) {
  const found = result(year, losing);
  const forms = officialForms(yearEndInput({ year, result: found }), mode);
  const blank = await readBlankForm(FOLDER, "f8949", year);
  const schedule = await readBlankForm(FOLDER, "f1040sd", year);
  if (forms === null || !blank.ok || !schedule.ok) {
    throw new Error(`no forms of ${year}`);
  }
  return {
    forms,
    result: found,
    form8949: await fillForm8949(blank.value, forms, OPTIONS),
    scheduleD: await fillScheduleD(schedule.value, forms, OPTIONS),
  };
}

/** What must stand on Form 8949, by the field names others collected from the IRS's files. */
function expected8949(year: number, parts: readonly Form8949Part[]): Map<string, string> {
  const map = fieldMaps().f8949[String(year)];
  const values = new Map<string, string>();
  for (const [key, term] of [["partI", "short"] as const, ["partII", "long"] as const]) {
    const fields = map?.[key];
    const part = parts.find((one) => one.term === term);
    const size = fields?.rowCount ?? 0;
    part?.rows.forEach((row, index) => {
      const copy = `copy${Math.floor(index / size) + 1}`;
      const cells = fields?.rows[index % size] ?? {};
      const at = (name: string | undefined): string => `${copy}.${name?.replace(/^[^.]*\./, "")}`;
      values.set(at(cells["a"]), row.description);
      values.set(at(cells["b"]), row.acquired);
      values.set(at(cells["c"]), row.sold);
      values.set(at(cells["d"]), paper(row.proceeds));
      values.set(at(cells["e"]), paper(row.basis));
      values.set(at(cells["h"]), paper(row.gain));
      const box = fields?.boxes[part.box] as { field: string };
      values.set(at(box.field), "checked");
      const page = part.rows.slice(Math.floor(index / size) * size).slice(0, size);
      values.set(at(fields?.totals["d"]), money(plus(page.map((one) => one.proceeds))));
      values.set(at(fields?.totals["e"]), money(plus(page.map((one) => one.basis))));
      values.set(at(fields?.totals["g"]), "0.00");
      values.set(at(fields?.totals["h"]), money(plus(page.map((one) => one.gain))));
    });
  }
  return values;
}

function money(cents: bigint): string {
  const size = cents < 0n ? -cents : cents;
  const text = `${(size / 100n).toLocaleString("en-US")}.${String(size % 100n).padStart(2, "0")}`;
  return cents < 0n ? `(${text})` : text;
}

function expectedScheduleD(found: YearResult): Map<string, string> {
  const map = fieldMaps().f1040sd[String(found.year)] ?? {};
  const form = found.scheduleDForm;
  const values = new Map<string, string>();
  const put = (name: unknown, text: string): void => {
    values.set(`schedule.${String(name).replace(/^[^.]*\./, "")}`, text);
  };
  for (const row of form?.rows ?? []) {
    const names = map[row.line] as Record<string, string>;
    put(names["d"], paper(row.proceeds));
    put(names["e"], paper(row.basis));
    put(names["g"], "0.00");
    put(names["h"], paper(row.gain));
  }
  const loss = form !== null && form.line21 !== null;
  // The paper prints the parentheses of lines 6, 14 and 21: 1,234.50 and 77 of the profile, and the limit of IRC 1211(b).
  put(map["6"], "1,234.50");
  put(map["14"], "77.00");
  put(map["7"], paper(found.line7));
  put(map["15"], paper(found.line15));
  put(map["16"], paper(found.line16));
  const yes = (line: string, answer: "yes" | "no") =>
    put((map[line] as Record<string, string>)[answer], "checked");
  if (loss) {
    put(map["21"], "3,000.00");
    yes("22", "yes");
  } else {
    put(map["18"], "0.00");
    put(map["19"], "0.00");
    yes("17", "yes");
    yes("20", "yes");
  }
  return values;
}

describe("name and number on our own statement", () => {
  it("stand on the lines of each statement page, and nowhere else", async () => {
    const { bytes } = await drawYearEnd(yearEndReport(twoAccountYear()), "public/fonts");
    const stamped = await stampIdentity(bytes, { name: "Amelia Vaughn-Ortiz", ssn: "123 45 6789" });
    if (!stamped.ok) {
      throw new Error(stamped.error.code);
    }
    const folder = mkdtempSync(path.join(tmpdir(), "lotwise-stamp-"));
    const file = path.join(folder, "stamped.pdf");
    writeFileSync(file, stamped.value);
    const sheets = pdfText(file).split("\f").slice(0, -1);
    rmSync(folder, { recursive: true, force: true });
    for (const sheet of sheets) {
      const line =
        /Name\(s\) shown on return +Amelia Vaughn-Ortiz +Social security number +123-45-6789/;
      expect(line.test(sheet)).toBe(sheet.includes("Statement page"));
      expect(sheet.includes("123-45-6789")).toBe(sheet.includes("Statement page"));
    }
  });

  it.each([
    [{ name: "Ada", ssn: "12-345-6789" }, "not-a-number"],
    [{ name: "王小明", ssn: "123-45-6789" }, "cannot-draw"],
  ])("%o is refused: %s", async (identity, code) => {
    const { bytes } = await drawYearEnd(yearEndReport(twoAccountYear()), "public/fonts");
    expect(await stampIdentity(bytes, identity)).toMatchObject({ ok: false, error: { code } });
  });

  it("a file without a place for them is refused", async () => {
    const other = await PDFDocument.create();
    other.addPage();
    const bytes = await other.save();
    expect(await stampIdentity(bytes, { name: "Ada", ssn: "123-45-6789" })).toMatchObject({
      ok: false,
      error: { code: "not-our-file" },
    });
  });
});

describe.skipIf(why !== undefined /* the IRS's blank forms are not part of the project */)(
  `the IRS's own forms, filled (${why ?? "read"})`,
  () => {
    it.each(OFFICIAL_YEARS.map((year) => [year]))(
      "%i: every field of Form 8949 read back is what the engine has, continuation pages included",
      async (year) => {
        const { form8949, result: found, forms } = await filled(year);
        expect(forms.copies).toHaveLength(3);
        // Three pages of Part I; Part II has 16 rows on two pages, the third copy goes without it.
        expect(form8949.pages).toBe(5);
        expect(form8949.warnings).toEqual([]);
        expect(await read(form8949.bytes)).toEqual(expected8949(year, found.parts));
      },
    );

    it.each(
      OFFICIAL_YEARS.flatMap(
        (year) =>
          [
            [year, false],
            [year, true],
          ] as const,
      ),
    )(
      "%i: every field of Schedule D read back is the engine's line (loss: %s)",
      async (year, losing) => {
        const { scheduleD, result: found } = await filled(year, losing);
        expect(scheduleD.pages).toBe(2);
        expect(await read(scheduleD.bytes)).toEqual(expectedScheduleD(found));
      },
    );

    it("is the same to the last byte for the same figures", async () => {
      const [one, two] = [await filled(2025), await filled(2025)];
      expect(Buffer.compare(one.form8949.bytes, two.form8949.bytes)).toBe(0);
      expect(Buffer.compare(one.scheduleD.bytes, two.scheduleD.bytes)).toBe(0);
    });

    it("summary: one row for the account with code M and blank dates, totals of the box", async () => {
      const { form8949, result: found, forms } = await filled(2025, true, "summary");
      expect(forms.notes.join(" ")).toContain("Form 8453");
      const values = await read(form8949.bytes);
      const row = "copy1.Page1[0].Table_Line1_Part1[0].Row1[0]";
      const [part] = found.parts;
      expect(values.get(`${row}.f1_03[0]`)).toBe("A see attached statement");
      expect(values.get(`${row}.f1_04[0]`)).toBeUndefined();
      expect(values.get(`${row}.f1_08[0]`)).toBe("M");
      expect(values.get(`${row}.f1_06[0]`)).toBe(paper(part?.proceeds ?? usd("0")));
      expect(values.get("copy1.Page1[0].f1_95[0]")).toBe(paper(part?.gain ?? usd("0")));
    });

    it("a name and a number are stamped on every page that asks, and nothing else changes", async () => {
      const { form8949, scheduleD } = await filled(2024);
      for (const { bytes, pages, places } of [
        { bytes: form8949.bytes, pages: form8949.pages, places: 10 },
        { bytes: scheduleD.bytes, pages: scheduleD.pages, places: 2 },
      ]) {
        const stamped = await stampIdentity(bytes, { name: "Zoë Müller", ssn: "123456789" });
        if (!stamped.ok) {
          throw new Error(stamped.error.code);
        }
        const [before, after] = [await read(bytes), await read(stamped.value)];
        const added = [...after].filter(([name]) => !before.has(name));
        expect(added).toHaveLength(places);
        expect(new Set(added.map(([, text]) => text))).toEqual(
          new Set(["Zoë Müller", "123-45-6789"]),
        );
        expect([...before].every(([name, text]) => after.get(name) === text)).toBe(true);
        expect((await PDFDocument.load(stamped.value)).getPageCount()).toBe(pages);
      }
    });

    it("another file than the pinned one is not used", async () => {
      expect(await readBlankForm("docs", "f8949", 2025)).toEqual({
        ok: false,
        error: { code: "blank-missing", file: "f8949--2025.pdf" },
      });
    });
  },
);
