import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { verifyReport } from "@/lib/cli/verify";
import { resetEnv } from "@/lib/env";
import { invariant } from "@/lib/result";
import { downloadReport } from "@/lib/services/download-report";
import { addTransaction } from "@/lib/services/enter-transaction";
import { explainFigure } from "@/lib/services/explain-figure";
import { markAsFiled } from "@/lib/services/filing/mark-as-filed";
import { viewFiling } from "@/lib/services/filing/view-filing";
import { decideDifference } from "@/lib/services/reconcile/decide";
import { enterFormRow } from "@/lib/services/reconcile/enter-row";
import { viewForms } from "@/lib/services/reconcile/view-forms";
import type { ReportFileKind, ReportKind } from "@/lib/services/reports/kinds";
import { viewYear } from "@/lib/services/view-year";
import { pdfText } from "../support/pdf-text";
import { NOW } from "./gains-support";
import { BLANKS, fieldTexts, hasBlanks, makeReport } from "./report-jobs";
import { makeFolder, makeInvestor, openDatabase, valued } from "./support";

vi.setConfig({ testTimeout: 60_000 });
await openDatabase();
const folder = makeFolder();

const at = { now: NOW };
const who = await makeInvestor();
const KEY = "2025 Harbor Exchange, Inc.";

const row = (form: Record<string, string>) =>
  valued(enterFormRow(who, who.client, { payer: "Harbor Exchange, Inc.", asset: "btc", ...form }));

async function decide(units: string, choice: string): Promise<void> {
  const { open } = await valued(viewForms(who, who.client, KEY, at));
  const difference = open?.differences.find(({ lines }) =>
    lines.some((one) => one.units === units),
  );
  invariant(difference !== undefined, "a difference");
  await valued(
    decideDifference(who, who.client, { difference: difference.key, choice, note: "" }, at),
  );
}

async function pack(
  kind: ReportKind = "year-end",
): Promise<(kind: ReportFileKind) => Promise<Uint8Array>> {
  const report = await makeReport(who, 2025, kind);
  return async (file) => (await valued(downloadReport(who, who.client, report, file))).bytes;
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const boxes = async () =>
  (await valued(viewYear(who, who.client, 2025, {}, at))).boxes.map(
    ({ box, rows, proceeds, basis, adjustment, gain }) =>
      `${box} ${rows}: ${proceeds} ${basis} ${adjustment} ${gain}`,
  );

// One sale: 1 BTC for 90,000, bought for 40,000. The form has it, 0.25 BTC moved to a wallet and told as sold for 22,000, and 0.5 BTC of a friend's
// for 45,000, of which it knows the basis, 30,000, and told the IRS.
beforeAll(async () => {
  process.env["FORMS_DIR"] = BLANKS;
  resetEnv();
  const enter = (kind: "buy" | "sell", form: Record<string, string>) =>
    valued(addTransaction(who, who.client, kind, { account: "Harbor Exchange", ...form }));
  await enter("buy", {
    date: "2024-01-10",
    receivedQuantity: "2",
    receivedAsset: "BTC",
    value: "80000",
  });
  await enter("sell", { date: "2025-03-01", sentQuantity: "1", sentAsset: "BTC", value: "90000" });
  await row({ units: "1", sold: "2025-03-01", proceeds: "90000" });
  await row({ units: "0.25", sold: "2025-04-01", proceeds: "22000" });
  await row({
    units: "0.5",
    sold: "2025-05-01",
    proceeds: "45000",
    basis: "30000",
    term: "long",
    covered: "covered",
  });
});

describe("a line that is no sale", () => {
  it("is on the year's form, in the box and with the code its decision leads to, and moves no gain", async () => {
    expect(await boxes()).toEqual(["K 1: 90000 40000 0 50000"]);
    await decide("0.25", "self-transfer");
    await decide("0.5", "not-mine");
    expect(await boxes()).toEqual([
      "H 1: 22000 22000 0 0",
      "J 1: 45000 30000 -15000 0",
      "K 1: 90000 40000 0 50000",
    ]);
    const { open } = await valued(viewForms(who, who.client, KEY, at));
    // (d) of the three rows is what the form reports: 90,000 + 22,000 + 45,000.
    expect(open).toMatchObject({
      state: "ready",
      proceeds: { reported: "157000", unexplained: "0" },
      sight: { reported: { rows: 3, proceeds: "157000", gain: "50000" } },
    });
    const entries = open?.differences.map(({ entry }) => [entry?.box, entry?.code, entry?.why]);
    expect(entries).toEqual([
      ["H", "O", "row:H:0"],
      ["J", "N", "row:J:0"],
    ]);
  });

  it("is explained where it stands, every column", async () => {
    const told = await valued(explainFigure(who, who.client, 2025, "row:J:0", at));
    expect(told).toMatchObject({ title: "0.5 BTC", amount: "0" });
    expect(told.operands.map(({ key, amount }) => [key, amount])).toEqual([
      ["d", "45000"],
      ["e", "30000"],
      ["g", "-15000"],
      ["h", "0"],
    ]);
    const column = told.operands.find(({ key }) => key === "g")?.why ?? "";
    expect(await valued(explainFigure(who, who.client, 2025, column, at))).toMatchObject({
      amount: "-15000",
      sentence: expect.stringContaining("Harbor Exchange"),
    });
  });

  it("is in every file of the pack, with the explanation codes ask for; another decision is another pack", async () => {
    const fileOf = await pack();
    const generic = text(await fileOf("rows")).split("\r\n");
    expect(generic.slice(1, 4)).toEqual([
      'H,short,0.25 BTC,,04/01/2025,22000.00,22000.00,O,0.00,0.00,"Harbor Exchange, Inc.",,',
      'J,long,0.5 BTC,,05/01/2025,45000.00,30000.00,N,-15000.00,0.00,"Harbor Exchange, Inc.",,',
      expect.stringMatching(
        /^K,long,1 BTC,01\/10\/2024,03\/01\/2025,90000.00,40000.00,,0.00,50000.00,Harbor Exchange,/,
      ),
    ]);
    expect(text(await fileOf("csv"))).toContain("22,000.00");
    expect(text(await fileOf("taxact"))).toContain(
      "0.25 BTC,,04/01/2025,22000.00,22000.00,,O,0.00,H",
    );
    expect(text(await fileOf("turbotax"))).toContain("BTC,,30000.00,05/01/2025,45000.00");
    expect(text(await fileOf("txf")).match(/^TD\r$/gm)).toHaveLength(3);
    const paper = join(folder, "pack.pdf");
    writeFileSync(paper, await fileOf("pdf"));
    const pages = pdfText(paper).replaceAll(/\s+/g, " ");
    expect(pages).toContain("Explanation of transfers");
    expect(pages).toContain("Explanation of nominee sales");
    await decide("0.25", "on-1099-b");
    expect(
      text(await (await pack())("rows"))
        .split("\r\n")
        .slice(1, -1),
    ).toHaveLength(2);
    await decide("0.25", "self-transfer");
  });

  it("is in Schedule D's lines", async () => {
    const year = await valued(viewYear(who, who.client, 2025, {}, at));
    // Line 8b takes box J, line 9 box K, line 2 box H: 0, 50,000 and 0.
    const lines = year.scheduleD.map(({ line, amount }) => `${line} ${amount}`);
    expect(lines).toEqual(
      expect.arrayContaining(
        [2, "8b", 9, 15].map(
          (line) => `Schedule D ${line} ${line === 9 || line === 15 ? 50000 : 0}`,
        ),
      ),
    );
  });

  it.skipIf(
    !hasBlanks /* the IRS's blank forms are not part of the project, and no other file is filled in their place */,
  )("is on the official form", async () => {
    const values = await fieldTexts(await (await pack())("form-8949"));
    expect(values).toEqual(expect.arrayContaining(["0.25 BTC", "O", "N", "(15,000.00)"]));
  });

  it("is in the audit pack and in the export, by which the report is proved", async () => {
    const bytes = await (await pack("audit-pack"))("audit-pack");
    const paper = join(folder, "audit.pdf");
    writeFileSync(paper, bytes);
    const pages = pdfText(paper).replaceAll(/\s+/g, " ");
    expect(pages).toContain("a line of the Form 1099-DA of Harbor Exchange, Inc.");
    const report = await (await pack())("pdf");
    const verdict = await verifyReport(report, text(await (await pack("books"))("books")));
    expect(verdict.lines[0]).toMatch(/^Confirmed: /);
  });

  it("leaves a filed year as it was filed: what is decided later is a row added, without tax", async () => {
    await decide("0.25", "");
    const { version } = await valued(viewFiling(who, who.client, 2025, at));
    await valued(
      markAsFiled(who, who.client, { year: "2025", version, filedOn: "2026-04-10" }, at),
    );
    const same = (await valued(viewFiling(who, who.client, 2025, at))).frozen?.difference;
    expect(same?.isEqual).toBe(true);
    await decide("0.25", "self-transfer");
    const later = (await valued(viewFiling(who, who.client, 2025, at))).frozen?.difference;
    expect(later?.isEqual).toBe(false);
    expect(later?.rows.map(({ kind, after }) => [kind, after?.box, after?.codes])).toEqual([
      ["added", "H", "O"],
    ]);
    expect(later?.causes.map(({ added, short, long }) => [added, short, long])).toEqual([
      [1, "0", "0"],
    ]);
  });
});
