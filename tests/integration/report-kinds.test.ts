import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { listReports } from "@/db/queries/reports";
import { withClient } from "@/db/tenant";
import { verifyReport } from "@/lib/cli/verify";
import { resetEnv } from "@/lib/env";
import { stampIdentity } from "@/lib/pdf/irs/stamp";
import { invariant, ok } from "@/lib/result";
import { downloadReport } from "@/lib/services/download-report";
import { viewPreview } from "@/lib/services/report-preview";
import { fileKind, previewName, type ReportFileKind } from "@/lib/services/reports/kinds";
import { viewReports } from "@/lib/services/view-reports";
import { pdfText } from "../support/pdf-text";
import { loadDemoClient, NOW } from "./gains-support";
import { BLANKS, fieldTexts, hasBlanks, makeReport } from "./report-jobs";
import { makeFolder, makeInvestor, openDatabase, valued } from "./support";

vi.setConfig({ testTimeout: 60_000 });
await openDatabase();
const folder = makeFolder();
const at = { now: NOW };
const nora = await makeInvestor();

beforeAll(async () => {
  await loadDemoClient(nora, "nora");
}, 60_000);

const fileOf = async (report: string, kind: ReportFileKind): Promise<Uint8Array> =>
  (await valued(downloadReport(nora, nora.client, report, kind))).bytes;
const textOf = async (report: string, kind: ReportFileKind): Promise<string> =>
  new TextDecoder().decode(await fileOf(report, kind));

const kindsOf = async (report: string): Promise<readonly ReportFileKind[]> => {
  const view = await valued(viewReports(nora, nora.client, at));
  return view.reports.find(({ id }) => id === report)?.files.map(({ kind }) => kind) ?? [];
};

describe("papers to file from", () => {
  it("have every row of the statement in every file for other programs", async () => {
    const report = await makeReport(nora, 2024, "year-end");
    const rows = (await textOf(report, "csv")).trim().split("\r\n").length - 1;
    expect(rows).toBeGreaterThan(0);
    for (const kind of ["rows", "taxact", "turbotax"] as const) {
      expect((await textOf(report, kind)).trim().split("\r\n"), kind).toHaveLength(rows + 1);
    }
    expect((await textOf(report, "txf")).match(/^TD\r$/gm)).toHaveLength(rows);
  });

  // Taxable income $91,380.23, single, 2024: $77,646.33 at ordinary rates stands in the row of $77,600 to $77,650, at its middle $5,426 + 22 % of $30,475
  // = $12,130.50, which the table prints as $12,131; 15 % of $13,733.90 is $2,060.09. The schedule would say $12,135.19.
  it("tell the tax of a year that is over by the Tax Table, as the return has it", async () => {
    const file = join(folder, "tax.pdf");
    writeFileSync(file, await fileOf(await makeReport(nora, 2024, "year-end"), "pdf"));
    const text = pdfText(file).replace(/\s+/g, " ");
    expect(text).toContain("Tax 14,191.09");
    expect(text).not.toContain("exact rate schedule");
  });

  it.skipIf(
    !hasBlanks /* the IRS's blank forms are not part of the project, and no other file is filled in their place */,
  )(
    "have the official forms filled where the blanks are here, and name and number are stamped outside the server",
    async () => {
      process.env["FORMS_DIR"] = BLANKS;
      resetEnv();
      const report = await makeReport(nora, 2024, "year-end");
      expect(await kindsOf(report)).toEqual(expect.arrayContaining(["form-8949", "schedule-d"]));
      const blank = await fileOf(report, "form-8949");
      const stamped = await stampIdentity(blank, { name: "Nora Field", ssn: "123-45-6789" });
      invariant(stamped.ok, "it is stamped");
      expect(await fieldTexts(blank)).not.toContain("Nora Field");
      expect(await fieldTexts(stamped.value)).toEqual(
        expect.arrayContaining(["Nora Field", "123-45-6789"]),
      );
      expect(await textOf(report, "by-hand")).toContain("qualified opportunity funds");
      const view = await valued(viewReports(nora, nora.client, at));
      const shown = view.reports.find(({ id }) => id === report)?.previews ?? [];
      expect(shown.map(({ file, page }) => [file, page])).toEqual([
        [null, 1],
        [null, 2],
        [null, 3],
        ["form-8949", 1],
        ["form-8949", 2],
        ["schedule-d", 1],
        ["schedule-d", 2],
      ]);
      for (const one of shown) {
        const picture = await valued(viewPreview(nora, nora.client, report, previewName(one)));
        // "\x89PNG", then its size, 612 by 792 points, one pixel each.
        const bytes = Buffer.from(picture);
        expect([bytes.readUInt32BE(0), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([
          0x89504e47, 612, 792,
        ]);
      }
      // What is kept of a report besides its pictures is downloaded, which is noted; it is not looked at.
      const file = await viewPreview(nora, nora.client, report, "form-8949-2024.pdf");
      expect(file).toMatchObject({ ok: false, error: { code: "not-found" } });
    },
  );

  it("say that the blanks are missing where they are, and that a year to come has none", async () => {
    process.env["FORMS_DIR"] = join(folder, "nothing");
    resetEnv();
    const { years } = await valued(viewReports(nora, nora.client, at));
    expect(years.find(({ year }) => year === 2025)?.blanks).toBe("missing");
    expect(years.find(({ year }) => year === 2026)?.blanks).toBe("unknown");
    const report = await makeReport(nora, 2025, "year-end");
    expect(await kindsOf(report)).not.toContain("form-8949");
  });
});

describe("the books as data", () => {
  it.each([2024, 2025, 2026])(
    "confirm the report and the audit pack of %i made from them",
    async (year) => {
      const books = await textOf(await makeReport(nora, year, "books"), "books");
      const paper = await fileOf(await makeReport(nora, year, "year-end"), "pdf");
      const confirmed = await verifyReport(paper, books);
      expect(confirmed.lines[0]).toMatch(/^Confirmed: /);
      expect(confirmed.lines.at(-1)).toMatch(/^History up to \d+-[0-9a-f]{64}$/);
      const pack = await fileOf(await makeReport(nora, year, "audit-pack"), "audit-pack");
      const verdict = await verifyReport(pack, books);
      expect(verdict.isConfirmed, verdict.lines.join("\n")).toBe(true);
    },
  );

  it("come with journals for two other programs", async () => {
    const report = await makeReport(nora, 2025, "books");
    expect(await kindsOf(report)).toEqual(["books", "hledger", "beancount"]);
    expect(await textOf(report, "hledger")).toMatch(/^\d{4}-\d\d-\d\d \(/m);
    expect(await textOf(report, "beancount")).toMatch(/^\d{4}-\d\d-\d\d balance Assets:/m);
  });
});

describe("the audit pack", () => {
  it("is made with pictures of its first pages and names files and lines", async () => {
    const report = await makeReport(nora, 2025, "audit-pack");
    const view = await valued(viewReports(nora, nora.client, at));
    expect(view.reports.find(({ id }) => id === report)).toMatchObject({
      kind: "audit-pack",
      previews: [1, 2, 3].map((page) => ({ file: null, page })),
    });
    const file = join(folder, "pack.pdf");
    writeFileSync(file, await fileOf(report, "audit-pack"));
    expect(pdfText(file)).toMatch(/\.csv, lines? \d+/);
  });
});

describe("versions", () => {
  it("are counted by year and kind, and only a later one of the same kind supersedes", async () => {
    await makeReport(nora, 2023, "year-end");
    await makeReport(nora, 2023, "books");
    await makeReport(nora, 2023, "books");
    const { reports } = await valued(viewReports(nora, nora.client, at));
    const of2023 = reports.filter(({ year }) => year === 2023);
    expect(of2023.map(({ kind, version }) => [kind, version])).toEqual([
      ["books", 2],
      ["books", 1],
      ["year-end", 1],
    ]);
    expect(of2023.map(({ status }) => status === "superseded")).toEqual([false, true, false]);
  });

  it("have no file of a kind that was not made or that does not exist", async () => {
    const [first] = await withClient(nora, nora.client, "read", async (tx) =>
      ok(await listReports(tx, 2023)),
    ).then((found) => (found.ok ? found.value : []));
    expect(first?.kind).toBe("books");
    for (const kind of ["txf", fileKind("../secrets")] as const) {
      expect(await downloadReport(nora, nora.client, first?.id ?? "", kind)).toMatchObject({
        ok: false,
        error: { code: "not-found" },
      });
    }
  });
});
