import { beforeAll, describe, expect, it, vi } from "vitest";
import { listAuditEvents } from "@/db/queries/audit-events";
import { listFiledReturns, listFilingHistory } from "@/db/queries/filed-returns";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { withClient } from "@/db/tenant";
import { usd } from "@/lib/money/usd";
import { invariant, ok } from "@/lib/result";
import { addTransaction } from "@/lib/services/enter-transaction";
import {
  addPayment,
  dropEdit,
  dropPayment,
  editFiled,
  reopenYear,
} from "@/lib/services/filing/change-filing";
import { frozenInputs } from "@/lib/services/filing/filed-years";
import { markAsFiled } from "@/lib/services/filing/mark-as-filed";
import { viewFiledYears } from "@/lib/services/filing/view-filed-years";
import { type FilingView, viewFiling } from "@/lib/services/filing/view-filing";
import { readHistoryFilter } from "@/lib/services/history/history-filter";
import { viewHistory } from "@/lib/services/history/view-history";
import { voidTransaction } from "@/lib/services/void-transaction";
import { computeFiled } from "@/lib/tax/amend/year-inputs";
import { wagesOnly } from "../support/year-profile";
import type { Owner } from "./books-support";
import { loadDemoClient, NOW } from "./gains-support";
import { makeInvestor, openDatabase, valued, write } from "./support";

vi.setConfig({ testTimeout: 60_000 });
await openDatabase();

const at = { now: NOW };
const nora = await makeInvestor();
const other = await makeInvestor();

beforeAll(async () => {
  await loadDemoClient(nora, "nora");
  await loadDemoClient(other, "jane");
}, 60_000);

const look = (who: Owner, year: number) => valued(viewFiling(who, who.client, year, at));

async function file(who: Owner, year: number, form: Record<string, string> = {}) {
  const { version } = await look(who, year);
  return markAsFiled(
    who,
    who.client,
    { year: String(year), version, filedOn: `${year + 1}-04-10`, ...form },
    at,
  );
}

const frozenOf = (view: FilingView) => {
  invariant(view.frozen !== null, "the year is filed");
  return view.frozen;
};

describe("a year marked as filed", () => {
  it("is refused while it runs, before its end, on a day to come, and for books that moved meanwhile", async () => {
    expect(await file(nora, 2026)).toMatchObject({ ok: false, error: { code: "invalid-input" } });
    expect(await file(nora, 2023, { filedOn: "2023-12-31" })).toMatchObject({
      error: { fields: { filedOn: expect.stringContaining("after the year") } },
    });
    expect(await file(nora, 2023, { filedOn: "2026-12-01" })).toMatchObject({
      error: { fields: { filedOn: expect.stringContaining("to come") } },
    });
    expect(await file(nora, 2023, { version: "1.1.0" })).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
  });

  it("keeps facts, settings, engine, figures, day and payments, noted in the audit trail", async () => {
    expect(await file(nora, 2023, { withheld: "9,000", estimated: "100", paid: "250.50" })).toEqual(
      {
        ok: true,
        value: 2023,
      },
    );
    const view = await look(nora, 2023);
    const frozen = frozenOf(view);
    expect(frozen.payments.map(({ kind, date, amount }) => [kind, date, amount])).toEqual([
      ["Withheld", "2024-04-15", "9000"],
      ["Estimated tax", "2024-04-15", "100"],
      ["Paid", "2024-04-10", "250.5"],
    ]);
    expect(frozen.difference.isEqual).toBe(true);
    const record = await valued(
      withClient(nora, nora.client, "read", async (tx) => {
        const [row] = await listFiledReturns(tx);
        invariant(row !== undefined, "a filing");
        const inputs = await frozenInputs(tx, row.inputSha256 ?? "");
        const events = await listAuditEvents(tx, 1);
        return ok({ row, inputs, deed: events[0]?.deed });
      }),
    );
    expect(record.deed).toBe("year.file");
    // Computed anew from what was kept, the year has the figures the page shows.
    const again = computeFiled(record.inputs).years.find(({ year }) => year === 2023);
    const shown = view.figures.find(({ name }) => name === "line16")?.computed;
    invariant(again !== undefined && shown !== undefined && shown !== null, "both years are there");
    expect(again.line16).toEqual(usd(shown));
    expect(await file(nora, 2023)).toMatchObject({ error: { code: "changed-meanwhile" } });
  });

  it("does not move when an older purchase is entered; the difference names it, and it goes with it", async () => {
    const before = await look(nora, 2023);
    const enter = (kind: "buy" | "sell", form: Record<string, string>) =>
      valued(addTransaction(nora, nora.client, kind, { account: "Old wallet", ...form }));
    const bought = await enter("buy", {
      date: "2023-01-05",
      receivedQuantity: "0.1",
      receivedAsset: "BTC",
      value: "1,700",
    });
    const sold = await enter("sell", {
      date: "2023-05-05",
      sentQuantity: "0.1",
      sentAsset: "BTC",
      value: "2,900",
    });
    const moved = await look(nora, 2023);
    expect(moved.figures.map(({ computed }) => computed)).toEqual(
      before.figures.map(({ computed }) => computed),
    );
    expect(frozenOf(moved).inputSha256).toBe(frozenOf(before).inputSha256);
    // 2,900 - 1,700 = 1,200, held four months.
    const { difference } = frozenOf(moved);
    expect(difference.causes.map(({ words, added, short }) => [words, added, short])).toEqual([
      ["entered by hand, 2 rows", 1, "1200"],
    ]);
    expect(difference.rows.map(({ kind, transactionId }) => [kind, transactionId])).toEqual([
      ["added", sold],
    ]);
    await valued(voidTransaction(nora, nora.client, bought, "typed by mistake"));
    await valued(voidTransaction(nora, nora.client, sold, "typed by mistake"));
    expect(frozenOf(await look(nora, 2023)).difference.isEqual).toBe(true);
  });

  it("a changed profile is a difference of tax by that cause", async () => {
    await write(nora, (tx) => insertYearProfile(tx, wagesOnly(2023, "91000", "13850")));
    const { difference } = frozenOf(await look(nora, 2023));
    expect(difference).toMatchObject({ isEqual: false, rowCount: 0 });
    expect(difference.causes.map(({ key }) => key)).toEqual(["profile"]);
    expect(await valued(viewFiledYears(nora, nora.client, at))).toEqual([
      { year: 2023, filedOn: "2024-04-10", differs: true },
    ]);
  });

  it("takes a figure filed otherwise with its reason, and drops it again; versions stay", async () => {
    expect(
      await editFiled(nora, nora.client, {
        year: "2023",
        figure: "totalTax",
        amount: "x",
        reason: "",
      }),
    ).toMatchObject({ error: { fields: { reason: expect.any(String) } } });
    await valued(
      editFiled(nora, nora.client, {
        year: "2023",
        figure: "totalTax",
        amount: "14,000",
        reason: "as on the return",
      }),
    );
    const told = (await look(nora, 2023)).figures.find(({ name }) => name === "totalTax");
    expect(told).toMatchObject({ filed: "14000", reason: "as on the return" });
    await valued(dropEdit(nora, nora.client, { year: 2023, figure: "totalTax" }));
    await valued(
      addPayment(nora, nora.client, {
        year: "2023",
        kind: "later",
        paidOn: "2025-02-01",
        amount: "12",
      }),
    );
    const history = await valued(
      withClient(nora, nora.client, "read", async (tx) => ok(await listFilingHistory(tx, 2023))),
    );
    expect(
      history.map(({ state, edits, payments }) => [state, edits.length, payments.length]),
    ).toEqual([
      ["filed", 0, 4],
      ["filed", 0, 3],
      ["filed", 1, 3],
      ["filed", 0, 3],
    ]);
    expect(new Set(history.map(({ inputSha256 }) => inputSha256)).size).toBe(1);
    expect((await look(nora, 2023)).history.map(({ what, reason }) => [what, reason])).toEqual([
      ["Paid, Feb 1, 2025: $12.00", ""],
      ["Together, Tax and net investment income tax: as computed again", ""],
      ["Together, Tax and net investment income tax: filed as $14,000.00", "as on the return"],
      ["Marked as filed", ""],
    ]);
  });

  it("tells in the history what a filed figure and the payments were before and after, event by event", async () => {
    const total = "Together, Tax and net investment income tax";
    const { events } = await valued(viewHistory(nora, nora.client, readHistoryFilter({})));
    const told = events.filter(({ what }) => /what was filed|payment/i.test(what));
    expect(told.map(({ what, changes }) => [what, changes])).toEqual([
      [
        "Changed the payments of 2023.",
        [{ term: "Paid, Feb 1, 2025", before: "none", after: "$12.00" }],
      ],
      ["Changed what was filed for 2023.", [{ term: total, before: "$14,000.00", after: "none" }]],
      ["Changed what was filed for 2023.", [{ term: total, before: "none", after: "$14,000.00" }]],
    ]);
    await valued(
      editFiled(nora, nora.client, {
        year: "2023",
        figure: "totalTax",
        amount: "14,000",
        reason: "as on the return",
      }),
    );
    await valued(
      editFiled(nora, nora.client, {
        year: "2023",
        figure: "totalTax",
        amount: "14,001",
        reason: "read again",
      }),
    );
    const again = await valued(viewHistory(nora, nora.client, readHistoryFilter({})));
    expect(again.events[0]?.changes).toEqual([
      { term: total, before: "$14,000.00", after: "$14,001.00" },
    ]);
    await valued(dropEdit(nora, nora.client, { year: 2023, figure: "totalTax" }));
  });

  it("a payment told by mistake is taken back, once", async () => {
    const payment = { kind: "later", date: "2025-02-01", amount: "12" } as const;
    const drop = () => dropPayment(nora, nora.client, { year: 2023, payment });
    await valued(drop());
    expect(await drop()).toMatchObject({ error: { code: "changed-meanwhile" } });
    const { frozen, history } = await look(nora, 2023);
    expect(frozen?.payments).toHaveLength(3);
    expect(history[0]?.what).toBe("Paid, Feb 1, 2025: $12.00, taken back");
  });

  it("is reopened only with a reason, stays on record, and can be filed anew", async () => {
    expect(await reopenYear(nora, nora.client, { year: "2023", reason: " " })).toMatchObject({
      error: { fields: { reason: expect.any(String) } },
    });
    await valued(reopenYear(nora, nora.client, { year: "2023", reason: "wrong year" }));
    const view = await look(nora, 2023);
    expect(view.frozen).toBeNull();
    expect(view.history.map(({ what }) => what)).toContain("Reopened");
    expect(await file(nora, 2023)).toMatchObject({ ok: true });
    expect(await file(nora, 2024)).toMatchObject({ ok: true });
    expect((await valued(viewFiledYears(nora, nora.client, at))).map(({ year }) => year)).toEqual([
      2023, 2024,
    ]);
  });

  it("is nobody else's: not to see, not to change", async () => {
    expect(await viewFiling(other, nora.client, 2023, at)).toMatchObject({
      error: { code: "not-found" },
    });
    expect(
      await reopenYear(other, nora.client, { year: "2023", reason: "not mine" }),
    ).toMatchObject({ error: { code: "not-found" } });
    const mine = await withClient(other, other.client, "read", async (tx) =>
      ok(await listFiledReturns(tx)),
    );
    expect(mine).toEqual({ ok: true, value: [] });
  });
});
