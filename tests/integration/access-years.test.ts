import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import type { ReportId, UserId } from "@/db/ids";
import { putGrant, type Scope } from "@/db/queries/access-grants";
import { finishReport, insertReport, insertReportFile } from "@/db/queries/reports";
import { err } from "@/lib/result";
import { downloadReport } from "@/lib/services/download-report";
import { explainFigure } from "@/lib/services/explain-figure";
import { viewFiledYears } from "@/lib/services/filing/view-filed-years";
import { readLedgerFilter } from "@/lib/services/ledger-filter";
import { loadBooks } from "@/lib/services/load-books";
import { viewPreview } from "@/lib/services/report-preview";
import { viewHarvest } from "@/lib/services/view-harvest";
import { viewLedger } from "@/lib/services/view-ledger";
import { viewLots } from "@/lib/services/view-lots";
import { viewOverview } from "@/lib/services/view-overview";
import { viewReports } from "@/lib/services/view-reports";
import { viewReview } from "@/lib/services/view-review";
import { viewSettings } from "@/lib/services/view-settings";
import { viewShell } from "@/lib/services/view-shell";
import { viewYear } from "@/lib/services/view-year";
import { viewYears } from "@/lib/services/view-years";
import { instantFromEpoch } from "@/lib/time/instant";
import type { Owner } from "./books-support";
import { loadDemoClient } from "./gains-support";
import { makeInvestor, makeUser, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const ALL: Scope = { role: "viewer", years: null, until: null, endsAt: null };

async function letIn(owner: Owner, scope: Partial<Scope>): Promise<UserId> {
  const id = await makeUser();
  await write(owner, (tx) => putGrant(tx, id, { ...ALL, ...scope }));
  return id;
}

/** A report that is made, with one file and one picture. */
function addReport(owner: Owner, year: number, kind: string): Promise<ReportId> {
  return write(owner, async (tx) => {
    const asOf = instantFromEpoch(Date.now());
    const id = await insertReport(tx, { year, kind, asOf, ledgerVersion: 0, settingsVersion: 0 });
    const bytes = new TextEncoder().encode(`${year} ${kind}`);
    await insertReportFile(tx, id, { name: "paper.pdf", contentType: "application/pdf", bytes });
    await insertReportFile(tx, id, { name: "preview-1.png", contentType: "image/png", bytes });
    await finishReport(tx, id, { state: "ready", engineVersion: "1", inputHash: "0".repeat(64) });
    return id;
  });
}

describe("a grant of some years", () => {
  it("sees those years' pages and papers and refuses everything that spans others", async () => {
    const owner = await makeInvestor();
    await loadDemoClient(owner, "nora");
    const all = await viewYears(owner, owner.client);
    expect(all.ok && all.value.years.map(({ year }) => year)).toEqual(
      expect.arrayContaining([2023, 2024, 2025]),
    );
    const id = await letIn(owner, { years: [2024] });
    const reports = new Map<string, ReportId>();
    for (const [year, kind] of [
      [2023, "year-end"],
      [2024, "year-end"],
      [2024, "books"],
      [2024, "audit-pack"],
    ] as const) {
      reports.set(`${year} ${kind}`, await addReport(owner, year, kind));
    }
    const years = await viewYears({ id }, owner.client);
    expect(years.ok && years.value.years.map(({ year }) => year)).toEqual([2024]);
    // Nothing on these pages leads to what is closed.
    expect(years).toMatchObject({ value: { isWhole: false } });
    expect(await viewYear({ id }, owner.client, 2024)).toMatchObject({ value: { isWhole: false } });
    expect(await viewReports({ id }, owner.client)).toMatchObject({ value: { isWhole: false } });
    expect(await viewYear(owner, owner.client, 2024)).toMatchObject({ value: { isWhole: true } });
    expect(await viewYear({ id }, owner.client, 2023)).toEqual(err({ code: "outside-years" }));
    const filed = await viewFiledYears({ id }, owner.client);
    expect(filed.ok && filed.value.every(({ year }) => year === 2024)).toBe(true);
    for (const view of [loadBooks, viewOverview, viewLots, viewHarvest, viewReview, viewSettings]) {
      expect(await view({ id }, owner.client), view.name).toEqual(err({ code: "outside-years" }));
    }
    expect(await viewLedger({ id }, owner.client, readLedgerFilter({}))).toEqual(
      err({ code: "outside-years" }),
    );
    expect(await explainFigure({ id }, owner.client, 2024, "short")).toEqual(
      err({ code: "outside-years" }),
    );
    const shell = await viewShell({ id }, owner.client);
    expect(shell).toMatchObject({
      value: {
        years: [2024],
        reviewCount: null,
        acting: { by: "grant", mayWrite: false, years: [2024] },
      },
    });
    const shown = await viewReports({ id }, owner.client);
    expect(shown.ok && shown.value.reports.map((one) => one.id)).toEqual([
      reports.get("2024 year-end"),
    ]);
    expect(shown.ok && shown.value.years.map(({ year }) => year)).toEqual([2024]);
    for (const [name, report] of reports) {
      const file = await downloadReport({ id }, owner.client, report, "pdf");
      expect(file.ok, name).toBe(name === "2024 year-end");
      const picture = await viewPreview({ id }, owner.client, report, "preview-1.png");
      expect(picture.ok, name).toBe(name === "2024 year-end");
      expect((await downloadReport(owner, owner.client, report, "pdf")).ok).toBe(true);
    }
  });

  it("cannot be given to prepare: a change of one year moves the lots of the next", async () => {
    const owner = await makeInvestor();
    const given = letIn(owner, { role: "editor", years: [2024] });
    await expect(given).rejects.toMatchObject({ code: "23514" });
  });

  it("is noted in the owner's log when it takes a paper away, also by who may only read", async () => {
    const owner = await makeInvestor();
    const reader = { id: await letIn(owner, {}) };
    const report = await addReport(owner, 2024, "year-end");
    expect((await downloadReport(reader, owner.client, report, "pdf")).ok).toBe(true);
    const { rows } = await admin.query(
      "select user_id, deed from audit_events where client_id = $1 and subject_id = $2",
      [owner.client, report],
    );
    expect(rows).toEqual([{ user_id: reader.id, deed: "report.download" }]);
  });
});
