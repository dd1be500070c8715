import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { verifyReport } from "@/lib/cli/verify";
import { invariant } from "@/lib/result";
import { downloadReport } from "@/lib/services/download-report";
import { addTransaction } from "@/lib/services/enter-transaction";
import { downloadFiling } from "@/lib/services/filing/download-filing";
import { markAsFiled } from "@/lib/services/filing/mark-as-filed";
import { saveOriginalFigures } from "@/lib/services/filing/save-original-figures";
import { viewAmend } from "@/lib/services/filing/view-amend";
import { viewAmendedYear } from "@/lib/services/filing/view-amended-year";
import { viewFiling } from "@/lib/services/filing/view-filing";
import { renderReport } from "@/lib/services/render-report";
import { requestReport } from "@/lib/services/request-report";
import { viewReports } from "@/lib/services/view-reports";
import { pdfText } from "../support/pdf-text";
import { wagesOnly } from "../support/year-profile";
import { NOW } from "./gains-support";
import { makeReport } from "./report-jobs";
import { makeFolder, makeInvestor, openDatabase, valued, write } from "./support";

vi.setConfig({ testTimeout: 90_000 });
await openDatabase();

const at = { now: NOW };
const who = await makeInvestor();
const other = await makeInvestor();
const folder = makeFolder();

const enter = (kind: "buy" | "sell", form: Record<string, string>) =>
  valued(addTransaction(who, who.client, kind, { account: "Harbor Exchange", ...form }));

const DEDUCTIONS = { 2023: "13850", 2024: "14600", 2025: "15750" } as const;

async function file(year: number) {
  const { version } = await valued(viewFiling(who, who.client, year, at));
  return markAsFiled(
    who,
    who.client,
    { year: String(year), version, filedOn: `${year + 1}-04-15`, withheld: "20000" },
    at,
  );
}

beforeAll(async () => {
  await enter("buy", {
    date: "2020-01-10",
    receivedQuantity: "2",
    receivedAsset: "BTC",
    value: "40000",
  });
  await enter("sell", {
    date: "2024-06-03",
    sentQuantity: "0.5",
    sentAsset: "BTC",
    value: "30000",
  });
  for (const year of [2023, 2024, 2025] as const) {
    await write(who, (tx) => insertYearProfile(tx, wagesOnly(year, "90000", DEDUCTIONS[year])));
  }
  for (const year of [2023, 2024, 2025]) {
    invariant((await file(year)).ok, "the year is filed");
  }
}, 60_000);

describe("filed years", () => {
  it("stand while nothing moves", async () => {
    const view = await valued(viewAmend(who, who.client, at));
    expect(view).toMatchObject({ filedYears: [2023, 2024, 2025], years: [], hurdle: null });
    expect(await viewAmendedYear(who, who.client, 2024, at)).toMatchObject({
      error: { code: "no-such-year" },
    });
  });

  // A loss of 15,000 in 2023 left out: 3,000 allowed then (22 % of it is 660), 12,000 against the long-term gain of 2024 (15 % of it is 1,800).
  it("are run through from the first wrong one on, with dates and what a return costs", async () => {
    await enter("buy", {
      date: "2023-01-05",
      receivedQuantity: "10",
      receivedAsset: "ETH",
      value: "25000",
    });
    await enter("sell", {
      date: "2023-10-05",
      sentQuantity: "10",
      sentAsset: "ETH",
      value: "10000",
    });
    const view = await valued(viewAmend(who, who.client, { ...at, fee: "700" }));
    expect(
      view.years.map(({ year, action, taxChange, deadline, lessCost }) => [
        year,
        action,
        taxChange,
        deadline,
        lessCost,
      ]),
    ).toEqual([
      [2023, "amend-refund", "-660", "2027-04-15", "-40"],
      [2024, "amend-refund", "-1800", "2028-04-15", "1100"],
      [2025, "none", "0", "2029-04-15", "-700"],
    ]);
    expect(view).toMatchObject({
      refundAllowed: "2460",
      additionalTax: "0",
      refundLost: "0",
      filingOrder: [2023, 2024],
      onward: { year: 2026, short: "0", long: "0", profileSays: null },
    });
  });

  it("ask for the lines of the original return, and then fill in Form 1040-X", async () => {
    const before = await valued(viewAmendedYear(who, who.client, 2023, at));
    expect(before.form).toBeNull();
    expect(before.missing).toEqual(["4a", "7", "10", "12", "13", "14", "15", "16", "18"]);
    // What was told with the filing is offered, not taken.
    expect(before.asked.find(({ line }) => line === "12")?.original).toBe("20000");
    expect(
      await downloadFiling(who, who.client, { year: 2023, file: "amended-pdf" }, at),
    ).toMatchObject({ error: { code: "not-found" } });
    expect(
      await saveOriginalFigures(who, who.client, { year: "2023", "line-7": "-1" }),
    ).toMatchObject({ error: { fields: { "line-7": expect.any(String) } } });
    await valued(
      saveOriginalFigures(who, who.client, {
        year: "2023",
        "line-12": "20,000",
        "line-18": "7934",
        restZero: "on",
      }),
    );
    const { form, explanation, packet } = await valued(viewAmendedYear(who, who.client, 2023, at));
    const at11 = form?.lines.find(({ line }) => line === "11");
    expect([at11?.a, at11?.b, at11?.c]).toEqual(["12066", "-660", "11406"]);
    // 20,000 - 7,934 refunded before - 11,406.
    expect(form?.overpaid).toBe("660");
    expect(form?.unevenBy).toBe("0");
    expect(explanation.join(" ")).toContain("1 transaction left out of the original return");
    expect(packet.delivery).toBe("e-file");
  });

  it("print the same on paper and in the table", async () => {
    const pdf = await valued(
      downloadFiling(who, who.client, { year: 2023, file: "amended-pdf" }, at),
    );
    writeFileSync(join(folder, "amended.pdf"), pdf.bytes);
    const paper = pdfText(join(folder, "amended.pdf"));
    const csv = new TextDecoder().decode(
      (await valued(downloadFiling(who, who.client, { year: 2023, file: "amended-csv" }, at)))
        .bytes,
    );
    for (const words of [
      "12,066.00",
      "(660.00)",
      "11,406.00",
      "April 15, 2027",
      "The original return",
    ]) {
      expect(paper).toContain(words);
      expect(csv).toContain(words);
    }
    const changes = await valued(
      downloadFiling(who, who.client, { year: 2024, file: "difference-csv" }, at),
    );
    expect(new TextDecoder().decode(changes.bytes)).toContain("(12,000.00)");
    const twice = await valued(
      downloadFiling(who, who.client, { year: 2023, file: "amended-pdf" }, at),
    );
    expect(Buffer.from(twice.bytes).equals(Buffer.from(pdf.bytes))).toBe(true);
  });

  it("are made whole by a job, every version kept, with pictures; not for a year that is not filed", async () => {
    const asked = await valued(
      requestReport(who, who.client, { year: 2023, kind: "filed-year" }, at),
    );
    const told: string[] = [];
    await renderReport({
      user: who,
      clientId: who.client,
      subjectId: asked.reportId,
      progress: async (done, of, doing) => {
        told.push(`${doing} ${done}/${of}`);
      },
    });
    const { reports } = await valued(viewReports(who, who.client, at));
    const [made] = reports;
    expect(made).toMatchObject({ kind: "filed-year", year: 2023, version: 1, status: "final" });
    expect(made?.files.map(({ kind }) => kind)).toEqual(["changes", "form-1040x"]);
    // Both papers are shown: the changes under the report's own name, the worksheet under its file's.
    expect(new Set(made?.previews.map(({ file }) => file))).toEqual(new Set([null, "form-1040x"]));
    // The changes are two pages or more, then the worksheet: each tells its last page.
    expect(told.filter((words) => words.startsWith("Drawing pages")).length).toBe(2);
    const file = await valued(downloadReport(who, who.client, asked.reportId, "form-1040x"));
    const direct = await valued(
      downloadFiling(who, who.client, { year: 2023, file: "amended-pdf" }, at),
    );
    expect(Buffer.from(file.bytes).equals(Buffer.from(direct.bytes))).toBe(true);
    expect(
      await requestReport(who, who.client, { year: 2026, kind: "filed-year" }, at),
    ).toMatchObject({ ok: false, error: { code: "no-such-year" } });
  });

  // 10 ETH bought for 25,000 on January 5 and sold for 10,000 on October 5, 2023: one row of box C, and 12,000 carried on after 3,000.
  it("carry every corrected row, Schedule D and the carryover worksheet, as the year-end report writes them", async () => {
    const pdf = await valued(
      downloadFiling(who, who.client, { year: 2023, file: "amended-pdf" }, at),
    );
    writeFileSync(join(folder, "rows.pdf"), pdf.bytes);
    const pages = pdfText(join(folder, "rows.pdf")).split("\f");
    const statement = pages.find((page) => page.includes("Statement page 1 of 1")) ?? "";
    expect(statement.replace(/\s+/g, " ")).toContain(
      "10 ETH 01/05/2023 10/05/2023 10,000.00 25,000.00 (15,000.00)",
    );
    const text = pages.join(" ").replace(/\s+/g, " ");
    for (const words of [
      "Schedule D of 2023, corrected",
      "Capital Loss Carryover Worksheet, 2023 to 2024, corrected",
      "12,000.00",
      "Part I, lines 24 to 30, dependents",
      "have every row, 1 in all",
    ]) {
      expect(text).toContain(words);
    }
    const csv = await valued(
      downloadFiling(who, who.client, { year: 2023, file: "amended-csv" }, at),
    );
    expect(new TextDecoder().decode(csv.bytes)).toContain(
      'C,short,10 ETH,01/05/2023,10/05/2023,"10,000.00","25,000.00",',
    );
  });

  it("carry their figures and the head of the history, and are confirmed from the books of their year alone", async () => {
    const textOf = async (year: number) =>
      new TextDecoder().decode(
        (
          await valued(
            downloadReport(who, who.client, await makeReport(who, year, "books"), "books"),
          )
        ).bytes,
      );
    const paperOf = async (year: number, file: "amended-pdf" | "difference-pdf") =>
      (await valued(downloadFiling(who, who.client, { year, file }, at))).bytes;
    const books = await textOf(2023);
    for (const file of ["difference-pdf", "amended-pdf"] as const) {
      const paper = await paperOf(2023, file);
      const { isConfirmed, lines } = await verifyReport(paper, books);
      expect(isConfirmed, lines.join("\n")).toBe(true);
      expect(lines.at(-1)).toMatch(/^History up to \d+-[0-9a-f]{64}$/);
      writeFileSync(join(folder, "proven.pdf"), paper);
      const printed = pdfText(join(folder, "proven.pdf")).replace(/\s+/g, " ");
      expect(printed).toContain("What these figures stand on");
      expect(printed).toContain("Head of the history");
    }
    const paper = await paperOf(2023, "amended-pdf");
    // 20,000 was withheld, as told; the return was filed on April 15, 2024.
    const otherLine = books.replace('"original": "20000"', '"original": "21000"');
    const otherDay = books.replace('"filedDate": "2024-04-15"', '"filedDate": "2024-04-16"');
    const without = JSON.stringify({ ...JSON.parse(books), filed: undefined });
    expect(otherLine).not.toBe(books);
    expect(otherDay).not.toBe(books);
    expect((await verifyReport(paper, otherLine)).lines[0]).toMatch(
      /^Not confirmed: 2023\/Lines 1 to 23/,
    );
    expect((await verifyReport(paper, otherDay)).lines[0]).toMatch(/^Not confirmed: 2023\/opening/);
    expect((await verifyReport(paper, without)).lines[0]).toMatch(
      /^Not verified: the export does not have the return of 2023 as it was filed/,
    );
    // 2024 moved by its carryover only; it has an amended return once the lines of its original are told.
    const later = await verifyReport(await paperOf(2024, "difference-pdf"), await textOf(2024));
    expect(later.isConfirmed, later.lines.join("\n")).toBe(true);
    expect((await verifyReport(paper, await textOf(2024))).lines[0]).toMatch(/^Not /);
  });

  it("put what is told of an overpayment on line 23, no more than there is", async () => {
    const told = { year: "2023", "line-12": "20,000", "line-18": "7934", restZero: "on" };
    const line23 = async (typed: string) => {
      await valued(saveOriginalFigures(who, who.client, { ...told, "line-23": typed }));
      const { form, applied } = await valued(viewAmendedYear(who, who.client, 2023, at));
      const of = (wanted: string) => form?.lines.find(({ line }) => line === wanted)?.c;
      return [applied, of("22"), of("23")];
    };
    expect(await line23("200")).toEqual(["200", "460", "200"]);
    expect(await line23("5000")).toEqual(["5000", "0", "660"]);
    expect(await line23("")).toEqual(["", "660", "0"]);
  });

  it("are nobody else's", async () => {
    expect(await viewAmend(other, who.client, at)).toMatchObject({ error: { code: "not-found" } });
    expect(
      await saveOriginalFigures(other, who.client, { year: "2023", restZero: "on" }),
    ).toMatchObject({ error: { code: "not-found" } });
    expect(
      await downloadFiling(other, who.client, { year: 2023, file: "amended-csv" }, at),
    ).toMatchObject({ error: { code: "not-found" } });
  });
});
