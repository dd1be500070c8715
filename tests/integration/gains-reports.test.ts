import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { JobRunId, ReportId } from "@/db/ids";
import { listAuditEvents } from "@/db/queries/audit-events";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { withClient } from "@/db/tenant";
import type { ClientJob } from "@/lib/jobs/client-job";
import { formatFormUsd, formatUsd } from "@/lib/money/format";
import { invariant, ok } from "@/lib/result";
import { downloadReport } from "@/lib/services/download-report";
import { renderReport } from "@/lib/services/render-report";
import type { ReportKind } from "@/lib/services/reports/kinds";
import { requestReport } from "@/lib/services/request-report";
import { viewReports } from "@/lib/services/view-reports";
import { viewYear } from "@/lib/services/view-year";
import { pdfText } from "../support/pdf-text";
import { wagesOnly } from "../support/year-profile";
import type { Owner } from "./books-support";
import { loadDemoClient, NOW } from "./gains-support";
import { makeFolder, makeInvestor, openDatabase, valued, write } from "./support";

vi.setConfig({ testTimeout: 60_000 });
await openDatabase();
const folder = makeFolder();

const at = { now: NOW };
const jane = await makeInvestor();
const nora = await makeInvestor();

beforeAll(async () => {
  await loadDemoClient(jane, "jane");
  await loadDemoClient(nora, "nora");
}, 60_000);

const jobOf = (who: Owner, subjectId: string): ClientJob => ({
  user: who,
  clientId: who.client,
  subjectId,
  progress: async () => undefined,
});

async function made(
  who: Owner,
  year: number,
  kind: ReportKind = "year-end",
): Promise<{ reportId: ReportId; runId: JobRunId }> {
  const requested = await valued(requestReport(who, who.client, { year, kind }, at));
  await renderReport(jobOf(who, requested.reportId));
  return requested;
}

const text = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: false }).decode(bytes);
/** What the paper says, as a person reads it. */
function paperOf(bytes: Uint8Array): string {
  const file = join(folder, "report.pdf");
  writeFileSync(file, bytes);
  return pdfText(file);
}
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("a year-end report", () => {
  it("prints the figures of the page, in the PDF and in the CSV, to the cent", async () => {
    const { reportId } = await made(nora, 2024);
    const year = await valued(viewYear(nora, nora.client, 2024, { box: "F" }, at));
    const pdf = await valued(downloadReport(nora, nora.client, reportId, "pdf"));
    const csv = text((await valued(downloadReport(nora, nora.client, reportId, "csv"))).bytes);
    const paper = paperOf(pdf.bytes);
    for (const box of year.boxes) {
      for (const amount of [box.proceeds, box.basis, box.gain]) {
        expect(paper).toContain(formatFormUsd(amount));
      }
    }
    for (const line of year.scheduleD) {
      expect(paper).toContain(formatFormUsd(line.amount));
    }
    expect(paper).toContain(formatUsd(year.line16));
    const rows = csv.trim().split("\r\n").slice(1);
    expect(rows).toHaveLength(year.boxes.reduce((sum, box) => sum + box.rows, 0));
    for (const row of year.open?.rows ?? []) {
      const printed = rows.find(
        (line) =>
          line.includes(row.transactionId) && line.includes(formatFormUsd(row.gain).slice(0, 20)),
      );
      expect(printed, row.description).toBeDefined();
    }
  });

  it("is the same to the last byte when asked for twice, and its SHA-256 is that of the bytes", async () => {
    const [first, second] = [await made(jane, 2026), await made(jane, 2026)];
    const [a, b] = [
      await valued(downloadReport(jane, jane.client, first.reportId, "pdf")),
      await valued(downloadReport(jane, jane.client, second.reportId, "pdf")),
    ];
    expect(a.sha256).toBe(sha256(a.bytes));
    expect(b.sha256).toBe(a.sha256);
    expect(a.fileName).toMatch(/^Lotwise preliminary-2026 .+\.pdf$/);
    const view = await valued(viewReports(jane, jane.client, at));
    const versions = view.reports.filter((report) => report.year === 2026);
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [2, "ready"],
      [1, "ready"],
    ]);
    expect(versions[0]?.files.find((file) => file.kind === "pdf")).toMatchObject({
      sha256: a.sha256,
      size: a.bytes.byteLength,
    });
  });

  it("is a draft while blocking issues are open, on the list, in its name and on paper", async () => {
    const { reportId } = await made(nora, 2025);
    const view = await valued(viewReports(nora, nora.client, at));
    expect(view.reports.find((report) => report.id === reportId)).toMatchObject({
      status: "draft",
      isOutdated: false,
      requestedBy: expect.stringMatching(/^Person \d+$/),
    });
    expect(view.years.find(({ year }) => year === 2025)?.open).toBeGreaterThan(0);
    const pdf = await valued(downloadReport(nora, nora.client, reportId, "pdf"));
    expect(pdf.fileName).toContain("draft");
    expect(paperOf(pdf.bytes)).toMatch(/not final/);
  });

  it("is made once, however often its job runs", async () => {
    const { reportId } = await made(jane, 2024);
    const before = await valued(downloadReport(jane, jane.client, reportId, "pdf"));
    await renderReport(jobOf(jane, reportId));
    const after = await valued(downloadReport(jane, jane.client, reportId, "pdf"));
    expect(after.sha256).toBe(before.sha256);
  });

  it("is refused, saying why, when the books changed before its turn; later versions are marked", async () => {
    const early = await made(jane, 2023);
    const waiting = await valued(
      requestReport(jane, jane.client, { year: 2023, kind: "year-end" }, at),
    );
    await write(jane, (tx) => insertYearProfile(tx, wagesOnly(2023, "90000", "13850")));
    await expect(renderReport(jobOf(jane, waiting.reportId))).rejects.toThrow(/books changed/);
    const { reports } = await valued(viewReports(jane, jane.client, at));
    expect(reports.find(({ id }) => id === waiting.reportId)).toMatchObject({
      state: "failed",
      failure: expect.stringMatching(/books changed/),
      files: [],
    });
    expect(reports.find(({ id }) => id === early.reportId)?.isOutdated).toBe(true);
    expect((await downloadReport(jane, jane.client, waiting.reportId, "pdf")).ok).toBe(false);
  });

  it("leaves its making and every download in the audit trail", async () => {
    const { reportId } = await made(jane, 2025);
    await downloadReport(jane, jane.client, reportId, "csv");
    const events = await withClient(jane, jane.client, "read", async (tx) =>
      ok((await listAuditEvents(tx)).filter((event) => event.subjectId === reportId)),
    );
    invariant(events.ok, "the trail is open");
    expect(events.value.map(({ deed }) => deed)).toEqual(["report.download", "report.make"]);
  });

  it("is refused for a year without anything, and for one the product has no forms for", async () => {
    expect(
      await requestReport(jane, jane.client, { year: 1999, kind: "year-end" }, at),
    ).toMatchObject({
      ok: false,
      error: { code: "no-such-year" },
    });
  });
});
