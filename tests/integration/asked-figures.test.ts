import { describe, expect, it } from "vitest";
import { insertQuotes } from "@/db/queries/quotes";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { usd } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { tickedKey } from "@/lib/services/gains/picks";
import type { PairedSheet } from "@/lib/services/gains/worksheet-pair";
import { viewBestHarvest } from "@/lib/services/view-best-harvest";
import { viewHarvest } from "@/lib/services/view-harvest";
import { viewSaleChoice } from "@/lib/services/view-sale-choice";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { wagesOnly } from "../support/year-profile";
import type { Owner } from "./books-support";
import { buy, NOW } from "./choices-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase();

const at = { now: NOW };

/** Lots of one FIFO wallet, bought on a day for so many dollars a coin; the price is 100,000. Single, 2026, so much taxable income. */
async function wallet(taxable: number, lots: readonly (readonly [string, string])[]) {
  const who = await makeInvestor();
  for (const [day, cost] of lots) {
    await buy(who, day, "1", cost);
  }
  await write(who, async (tx) => {
    await insertYearProfile(tx, wagesOnly(2026, String(taxable + 16_100), "16100"));
    const source = "test";
    await insertQuotes(tx, [
      { asset: assetId("BTC"), price: "100000", at: instant("2026-11-20T12:00:00Z"), source },
    ]);
  });
  return who;
}

async function list(who: Owner, why?: string, picks: readonly string[] | null = null, fee = "") {
  const view = await viewHarvest(who, who.client, picks, at, { fee }, { why });
  invariant(view.ok, "the list opens");
  return view.value;
}

async function asked(who: Owner, why: string, picks: readonly string[] | null = null, fee = "") {
  const { asked: found } = await list(who, why, picks, fee);
  invariant(found !== null, `${why} is a figure of the list`);
  return found;
}

/** A line of one form without and with. */
const line = (sheets: readonly PairedSheet[], form: string, number: string) =>
  sheets.find((sheet) => sheet.form === form)?.lines.find((each) => each.line === number);

describe("a figure of the list", () => {
  // A loss of 3,000, then in line a gain of 1,000. 50,000 of taxable income: 12 %.
  const lots = [
    ["2026-06-01", "103000"],
    ["2026-07-01", "99000"],
  ] as const;

  it("of a row opens the sale written out, where its loss goes, and the year without and with", async () => {
    const who = await wallet(50_000, lots);
    const { rows } = await list(who);
    expect(rows).toMatchObject([{ saving: "360", gain: "-3000" }]);
    const sheets = await asked(who, rows[0]?.key ?? "");
    expect(sheets).toMatchObject({
      title: "Row 1",
      sides: null,
      tax: "-360",
      sum: {
        gross: "100000",
        fees: "0",
        basis: "103000",
        gain: "-3000",
        short: "-3000",
        long: "0",
        uses: { offset: "0", deducted: "3000", carried: "0" },
      },
    });
    expect(line(sheets.sheets, "Schedule D", "21")).toMatchObject({ without: "0", with: "3000" });
  });

  it("adds up to the cent with costs: what is sold, less costs and basis, is the loss", async () => {
    const who = await wallet(50_000, lots);
    const { rows } = await list(who, undefined, null, "0.1");
    // 3,000 / 3,100 of the lot, as an order can be typed: 0.96774193 of 100,000 less 0.1 %, basis 0.96774193 of 103,000 = 99,677.42.
    expect((await asked(who, rows[0]?.key ?? "", null, "0.1")).sum).toMatchObject({
      gross: "96774.19",
      fees: "96.77",
      basis: "99677.42",
      gain: "-3000",
    });
  });

  it("of a row says why it shows another cent than its worksheets", async () => {
    // 12 % of losses of 1,000.04 and 500.04: 120.0048 and 60.0048, each 120.00 and 60.00 by itself, and 180.01 together.
    const who = await wallet(50_000, [["2026-06-01", "101000.04"]]);
    await buy(who, "2026-06-02", "1", "100500.04", { account: "Exchange" });
    const { rows } = await list(who);
    expect(rows.map(({ saving }) => saving)).toEqual(["120", "60.01"]);
    const keys = rows.map(({ key }) => key);
    const [first, second, ticked] = await Promise.all(
      [keys[0] ?? "", keys[1] ?? "", tickedKey(keys[1] ?? "")].map((key) => asked(who, key)),
    );
    expect(first).toMatchObject({ tax: "-120", shown: null });
    expect(second).toMatchObject({ tax: "-60", shown: "60.01" });
    expect(ticked).toMatchObject({ tax: "-60", shown: null });
  });

  it("of the lot that is next in line opens the year with that lot sold too", async () => {
    const who = await wallet(50_000, lots);
    const [row] = (await list(who)).rows;
    expect(row?.stop.text).toBe("Next in line is the lot of Jul 1, 2026, a gain of $1,000.00.");
    const more = await asked(who, row?.stop.why ?? "");
    // 2,000 off other income instead of 3,000: 120 more of tax at 12 %.
    expect(more).toMatchObject({
      title: "The lot of Jul 1, 2026, on top of all sales that save",
      sides: ["Without it", "With it"],
      tax: "120",
      sum: { gross: "100000", basis: "99000", gain: "1000", short: "1000", uses: null },
    });
    expect(line(more.sheets, "Schedule D", "21")).toMatchObject({ without: "3000", with: "2000" });
  });

  it("of a lot that saves no more is run on top of all rows that save, not only of its own", async () => {
    // The first two lots lose 2,000 and 1,500 in two wallets; 3,000 count, so the second wallet stops inside its lot.
    const who = await wallet(50_000, [
      ["2026-06-01", "102000"],
      ["2026-07-01", "100500"],
    ]);
    await buy(who, "2026-06-02", "1", "101500", { account: "Exchange" });
    const { rows } = await list(who);
    const next = rows.find(({ stop }) => stop.why !== null);
    expect(next?.stop.text).toBe(
      "Next in line is the lot of Jul 1, 2026: its loss of $500.00 saves no more this year.",
    );
    expect(await asked(who, next?.stop.why ?? "")).toMatchObject({
      tax: "0",
      sum: { gain: "-500", uses: { offset: "0", deducted: "0", carried: "500" } },
    });
  });

  it("beside what is ticked is run beside that, and of nobody else's list is not there", async () => {
    const who = await wallet(50_000, lots);
    const [row] = (await list(who)).rows;
    const key = row?.key ?? "";
    expect(await asked(who, `${key}~ticked`, [])).toMatchObject({ title: "Row 1", tax: "-360" });
    expect(await asked(who, `${key}~ticked`, [key])).toMatchObject({ title: "Row 1", tax: "-360" });
    for (const why of ["", "row", `${key}~beside~x~y`, `${key}x`]) {
      expect((await list(who, why)).asked).toBeNull();
    }
  });
});

describe("a figure of what is left alone", () => {
  it("opens what selling it alone does: a gain adds tax, a loss behind it would save", async () => {
    const who = await wallet(50_000, [
      ["2024-02-01", "40000"],
      ["2026-06-01", "103000"],
    ]);
    const { leaveAlone } = await list(who);
    expect(leaveAlone.map(({ code, isAskable }) => [code, isAskable])).toEqual([
      ["gain", true],
      ["not-reachable", true],
    ]);
    const [gain, loss] = leaveAlone;
    // 60,000 of long-term gain above the 49,450 of the 0 % band: all at 15 %.
    expect(await asked(who, gain?.key ?? "")).toMatchObject({
      tax: "9000",
      sum: { gross: "100000", basis: "40000", gain: "60000", long: "60000", uses: null },
    });
    expect(await asked(who, loss?.key ?? "")).toMatchObject({
      tax: "-360",
      sum: { gain: "-3000", uses: { deducted: "3000" } },
    });
  });

  it("that turns long-term soon stands beside the day it does", async () => {
    // Bought on Dec 3, 2025: long-term from Dec 4, 2026. 10,000 of gain on 50,000: 22 % above 50,400, or 15 %.
    const who = await wallet(50_000, [["2025-12-03", "90000"]]);
    const [near] = (await list(who)).leaveAlone;
    expect(near).toMatchObject({ code: "gain-near-long", isAskable: true });
    const sheets = await asked(who, near?.key ?? "");
    // 400 at 12 % and 9,600 at 22 % are 2,160; 15 % of 10,000 are 1,500.
    expect(sheets).toMatchObject({
      sides: ["Sold today", "From Dec 4, 2026"],
      tax: "-660",
      sum: null,
    });
    expect(near?.reason).toContain("waiting saves $660.00");
  });

  it("whose loss would be used up at 0 % stands without and with it", async () => {
    const who = await wallet(10_000, [["2024-06-01", "103000"]]);
    await write(who, async (tx) => {
      await insertYearProfile(tx, { ...wagesOnly(2026, "26100", "16100"), otherLong: usd("5000") });
    });
    const [wasted] = (await list(who)).leaveAlone;
    expect(wasted).toMatchObject({ code: "zero-bracket", isAskable: true });
    const sheets = await asked(who, wasted?.key ?? "");
    expect(sheets.tax).toBe("0");
    expect(line(sheets.sheets, "Schedule D", "15")).toMatchObject({
      without: "5000",
      with: "2000",
    });
  });
});

describe("a figure of a goal or an intended sale", () => {
  it("opens its orders written out", async () => {
    const who = await wallet(30_000, [["2024-02-01", "40000"]]);
    const wish = { goal: "fill-zero-band", isNamed: false } as const;
    const view = await viewBestHarvest(who, who.client, wish, { ...at, waits: 60_000 });
    invariant(view.ok && view.value.goal !== null, "there is a harvest");
    // 0.32416666 of the lot: 32,416.67 less a basis of 12,966.67 is the room of 19,450.
    expect(view.value.goal.sum).toMatchObject({
      gross: "32416.67",
      basis: "12966.67",
      gain: "19450",
      long: "19450",
      uses: null,
    });
  });

  it("that tells how much worse a way is stands the best lots beside these", async () => {
    const who = await wallet(10_000, [
      ["2024-02-01", "40000"],
      ["2026-06-01", "70000"],
    ]);
    const wish = { asset: "BTC", units: "1" };
    const view = await viewSaleChoice(who, who.client, wish, at);
    invariant(view.ok && view.value.answer !== null, "the lots are found");
    const hifo = view.value.answer.choices.find(({ id }) => id === "hifo");
    // HIFO 3,552.00 against the best 2,418.00, as in sale-choice.test.ts.
    expect(hifo?.over).toBe("1134");
    expect(line(hifo?.besideBest ?? [], "Schedule D", "7")).toMatchObject({
      without: "20550",
      with: "30000",
    });
    expect(hifo?.sum).toMatchObject({ gross: "100000", basis: "70000", gain: "30000" });
  });
});
