import { describe, expect, it } from "vitest";
import { insertQuotes } from "@/db/queries/quotes";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { BLANK_SCENARIO } from "@/lib/planner/scenario";
import { invariant } from "@/lib/result";
import type { GoalId, GoalWish } from "@/lib/services/best-harvest/goal-wish";
import { correctTransaction } from "@/lib/services/enter-transaction";
import type { TypedCosts } from "@/lib/services/gains/typed-costs";
import { markPosition } from "@/lib/services/mark-position";
import { BLANK_YEAR, FIRST_WISH } from "@/lib/services/plan-years/years-wish";
import { setAccountCosts } from "@/lib/services/set-account-costs";
import { viewBestHarvest, viewNamingWorth } from "@/lib/services/view-best-harvest";
import { viewHarvest } from "@/lib/services/view-harvest";
import { viewYearsAnswer } from "@/lib/services/view-plan-years";
import { viewSaleChoice } from "@/lib/services/view-sale-choice";
import { viewTransaction } from "@/lib/services/view-transaction";
import { viewWhatIf } from "@/lib/services/view-what-if";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { wagesOnly } from "../support/year-profile";
import { buyRow, coinbaseFile, imported, type Owner } from "./books-support";
import { buy, NOW } from "./choices-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase();

const at = { now: NOW };

/** One FIFO wallet: 1 BTC of 2024 for 40,000, 1 BTC of 2026 for 103,000; the price is 100,000. Single, 2026, so much taxable income. */
async function wallet(taxable: number) {
  const who = await makeInvestor();
  const old = await buy(who, "2024-02-01", "1", "40000");
  const late = await buy(who, "2026-06-01", "1", "103000");
  await write(who, async (tx) => {
    await insertYearProfile(tx, wagesOnly(2026, String(taxable + 16_100), "16100"));
    const source = "test";
    await insertQuotes(tx, [
      { asset: assetId("BTC"), price: "100000", at: instant("2026-11-20T12:00:00Z"), source },
    ]);
  });
  return { who, old, late };
}

async function harvest(
  who: Owner,
  goal: GoalId,
  wish: Partial<GoalWish> = {},
  costs: TypedCosts = {},
) {
  const view = await viewBestHarvest(
    who,
    who.client,
    { goal, isNamed: false, ...wish },
    { ...at, waits: 60_000 },
    costs,
  );
  invariant(view.ok && view.value.goal !== null, "there is a harvest");
  return view.value.goal;
}

const named = { isNamed: true };

describe("the best harvest of a year", () => {
  it("is nothing where FIFO sells the gain first, and 360 where the loss is named", async () => {
    const { who, late } = await wallet(50_000);
    const unasked = await harvest(who, "best");
    expect(unasked).toMatchObject({ isProven: true, netSaving: "0", orders: [] });
    const best = await harvest(who, "best", named);
    // 3,000 of short loss off 50,000 in the 12 % bracket.
    expect(best).toMatchObject({ isProven: true, netSaving: "360", carryoverAdded: "0" });
    expect(best.orders).toMatchObject([
      { asset: "BTC", units: "1.00000000", lots: [{ key: late, isWhole: true }] },
    ]);
    const worth = await viewNamingWorth(who, who.client, at);
    expect(worth).toMatchObject({ ok: true, value: { worth: "360", tax: "-360", costs: "0" } });
    expect(worth.ok && worth.value?.sums).toMatchObject([
      { gross: "0", basis: "0", gain: "0" },
      { gross: "100000", fees: "0", basis: "103000", gain: "-3000", uses: { deducted: "3000" } },
    ]);
    // The list sells nothing; the named lot takes 3,000 off income.
    const [scheduleD] = (worth.ok && worth.value?.sheets) || [];
    expect(scheduleD?.lines.find(({ line }) => line === "21")).toMatchObject({
      without: "0",
      with: "3000",
      isMoved: true,
    });
  });

  it("counts costs: at 0.1 % it stops where the limit is met, at 1 % nothing is worth selling", async () => {
    const { who } = await wallet(50_000);
    const cheap = await harvest(who, "best", named, { fee: "0.1" });
    // A unit loses 3,100 with its fee of 100: 3,000 / 3,100 = 0.967741935… units cost 96.77 and save 360.
    expect(cheap.orders[0]?.units).toMatch(/^0\.9677419[34]$/);
    expect([cheap.saving, cheap.fees, cheap.netSaving]).toEqual(["360", "96.77", "263.23"]);
    // 1,000 a unit against at most 12 % of 4,000 = 480.
    expect(await harvest(who, "best", named, { fee: "1" })).toMatchObject({
      orders: [],
      netSaving: "0",
    });
    const list = await viewHarvest(who, who.client, null, at, { fee: "61", feeFixed: "x" });
    invariant(list.ok, "the list opens");
    expect(Object.keys(list.value.costs.errors)).toEqual(["fee", "feeFixed"]);
  });

  it("fills the 0 % band with long-term gain for no tax", async () => {
    const { who, old } = await wallet(30_000);
    const band = await harvest(who, "fill-zero-band");
    // 49,450 - 30,000 = 19,450 of room; 60,000 a unit: 0.32416666 units, cut down.
    expect(band).toMatchObject({ room: "19450", saving: "0", usesLosses: "0", isProven: true });
    expect(band.orders).toMatchObject([{ units: "0.32416666", lots: [{ key: old }] }]);
    expect(band.gain).toBe("19450");
  });

  it("reaches the loss limit, and says what is missing where the lots do not lead there", async () => {
    const { who } = await wallet(50_000);
    expect(await harvest(who, "reach-loss-limit", named)).toMatchObject({
      missing: null,
      saving: "360",
    });
    // As the wallet sells, only a gain comes first: 3,000 are missing.
    expect(await harvest(who, "reach-loss-limit")).toMatchObject({ missing: "3000", orders: [] });
    // There is no gain to use up.
    expect(await harvest(who, "use-up-gains", named)).toMatchObject({ missing: null, orders: [] });
  });

  it("shows the return without and with, and nothing to strangers", async () => {
    const { who } = await wallet(50_000);
    const { sheets } = await harvest(who, "best", named);
    const line21 = sheets[0]?.lines.find(({ line }) => line === "21");
    expect(line21).toMatchObject({ without: "0", with: "3000", isMoved: true });
    const stranger = await makeInvestor();
    const refused = { ok: false, error: { code: "not-found" } };
    const wish = { goal: "best", isNamed: false } as const;
    expect(await viewBestHarvest(stranger, who.client, wish, at)).toEqual(refused);
    expect(await viewNamingWorth(stranger, who.client, at)).toEqual(refused);
    expect(await viewBestHarvest(stranger, stranger.client, wish, at)).toEqual({
      ok: true,
      value: { goal: null, working: null },
    });
  });

  it("is looked for once: a page that does not wait says how far it is, and a later look finds it", async () => {
    const { who } = await wallet(50_000);
    // Enough lots, and a fixed cost of each sale, that no machine is through before it lets others have their turn.
    const rows = Array.from({ length: 3_000 }, (_, index) => {
      const price = String(90_000 + ((index * 7919) % 30_000));
      const day = String(1 + (index % 28)).padStart(2, "0");
      const time = `2026-${index % 2 === 0 ? "03" : "04"}-${day} 10:${String(index % 60).padStart(2, "0")}:05 UTC`;
      return buyRow(`row${index}`, time, "1", price, price);
    });
    await imported(who, "coinbase.csv", coinbaseFile(rows));
    const wish = { goal: "best", isNamed: true } as const;
    const costs = { fee: "0.4", feeFixed: "5" };
    const ask = (waits: number) => viewBestHarvest(who, who.client, wish, { ...at, waits }, costs);
    const first = await ask(0);
    // A block of sales is cut in two, 300 blocks at most.
    expect(first).toMatchObject({ ok: true, value: { goal: null, working: { total: 600 } } });
    const later = await ask(60_000);
    expect(later).toMatchObject({ ok: true, value: { working: null } });
    expect(later.ok && later.value.goal?.isProven).toBe(true);
    expect(await ask(60_000)).toEqual(later);

    // The list of the same books, as their account sells.
    const list = (waits?: number) =>
      viewHarvest(who, who.client, null, waits === undefined ? at : { ...at, waits }, costs);
    expect(await list(0)).toMatchObject({
      ok: true,
      value: { panel: null, rows: [], stepCount: 0, working: { total: 600 } },
    });
    const whole = await list();
    expect(whole).toMatchObject({ ok: true, value: { working: null } });
    expect(whole.ok && whole.value.panel).not.toBeNull();
    expect(await list(60_000)).toEqual(whole);
  });
});

describe("a row of the list", () => {
  it("says why it ends where it does, and what the other account does", async () => {
    const { who } = await wallet(50_000);
    const second = { account: "Exchange" };
    await buy(who, "2024-03-01", "1", "102000", second);
    await buy(who, "2024-04-01", "1", "70000", second);
    const list = await viewHarvest(who, who.client, null, at);
    invariant(list.ok, "the list opens");
    // 2,000 of long loss off income at 12 %: 240. Behind it 30,000 of gain; in the wallet FIFO has 60,000 of gain first.
    expect(list.value.rows).toMatchObject([
      {
        account: "Exchange",
        saving: "240",
        stop: { text: "Next in line is the lot of Apr 1, 2024, a gain of $30,000.00." },
        elsewhere: [{ text: "Wallet is left: its next lot has a gain of $60,000.00." }],
      },
    ]);
    // The wallet's lot on top: 58,000 of long gain instead of 2,000 of loss. 15 % of it is 8,700, and the 240 are gone.
    const why = list.value.rows[0]?.elsewhere[0]?.why ?? "";
    const asked = await viewHarvest(who, who.client, null, at, {}, { why });
    expect(asked).toMatchObject({
      value: {
        asked: { title: "The lot of Feb 1, 2024, on top of all sales that save", tax: "8940" },
      },
    });
    // 3,000 of the limit: nothing else is left to lose, so the place past which it only carries is not reached.
    expect(list.value).toMatchObject({ lossUpToCap: "3000", within: null });
  });

  it("leaves out what a person says cannot be sold, everywhere, until it is taken back", async () => {
    const { who } = await wallet(50_000);
    const list = async () => {
      const view = await viewHarvest(who, who.client, null, at);
      invariant(view.ok, "the page opens");
      return view.value;
    };
    const [position] = (await list()).marks;
    expect(position).toMatchObject({ asset: "BTC", account: "Wallet", reason: null });
    const told = (reason: string) =>
      markPosition(who, who.client, { position: position?.key ?? "", reason });
    expect(await told("related-buyer")).toEqual({ ok: true, value: null });
    expect((await harvest(who, "best", named)).orders).toEqual([]);
    expect((await harvest(who, "fill-zero-band", named)).orders).toEqual([]);
    const years = await viewYearsAnswer(who, who.client, null, { ...at, waits: 60_000 });
    expect(years.ok && years.value.answer?.years.flatMap(({ orders }) => orders)).toEqual([]);
    const marked = await list();
    expect(marked.leaveAlone).toMatchObject([{ code: "related-buyer", account: "Wallet" }]);
    expect(marked.marks).toMatchObject([{ reason: "related-buyer" }]);
    expect(await told("")).toEqual({ ok: true, value: null });
    expect((await harvest(who, "best", named)).netSaving).toBe("360");
  });

  it("leaves out one lot a person says cannot be sold, and sells around it where lots are named", async () => {
    const { who, old, late } = await wallet(50_000);
    const list = async (mark = {}) => {
      const view = await viewHarvest(who, who.client, null, at, {}, { mark });
      invariant(view.ok, "the page opens");
      return view.value;
    };
    const [position] = (await list()).marks;
    expect(position?.lots).toEqual([]);
    const asked = await list({ position: position?.key });
    // The highest basis first; nothing typed finds both, and a part of a day one of them.
    const lots = asked.toMark?.lots.toReversed() ?? [];
    expect(lots.map(({ name, basis }) => [name, basis])).toEqual([
      ["the lot of Feb 1, 2024, 1 BTC", "40000"],
      ["the lot of Jun 1, 2026, 1 BTC", "103000"],
    ]);
    expect((await list({ position: position?.key, lot: "jun" })).toMark).toMatchObject({
      lots: [{ key: lots[1]?.key }],
      lotCount: 2,
      foundCount: 1,
    });
    expect((await list({ position: "of nobody" })).toMark).toBeNull();
    const told = (key: string | undefined, reason: string) =>
      markPosition(who, who.client, { position: key ?? "", reason });
    // The gain lot that FIFO sells first: the loss behind it is still there to be named.
    expect(await told(lots[0]?.key, "illiquid")).toEqual({ ok: true, value: null });
    expect((await harvest(who, "best")).orders).toEqual([]);
    expect(await harvest(who, "best", named)).toMatchObject({
      netSaving: "360",
      orders: [{ lots: [{ key: late, isWhole: true }] }],
    });
    expect((await harvest(who, "fill-zero-band", named)).orders).toEqual([]);
    const marked = await list();
    expect(marked.leaveAlone.map(({ code }) => code)).toEqual(["illiquid", "not-reachable"]);
    expect(marked.marks).toMatchObject([
      { reason: null, lots: [{ key: lots[0]?.key, reason: "illiquid" }] },
    ]);
    const tried = await viewWhatIf(who, who.client, null, at);
    invariant(tried.ok, "the page opens");
    expect(tried.value.rows).toMatchObject([
      { said: null, saidOfLots: { "2024-02-01": "illiquid" } },
    ]);
    // An intended sale of one coin takes the other lot; with nothing written down FIFO still takes the marked one.
    const sale = await viewSaleChoice(who, who.client, { asset: "BTC", units: "1" }, at);
    invariant(sale.ok && sale.value.answer !== null, "there is an answer");
    expect(sale.value.form).toMatchObject({ isPartlyMarked: true, accounts: [{ units: "1" }] });
    const { best, choices } = sale.value.answer;
    expect(best.orders[0]?.lots.map(({ key }) => key)).toEqual([late]);
    const lotsOf = (wanted: string) =>
      choices.find(({ id }) => id === wanted)?.orders[0]?.lots.map(({ key }) => key);
    expect([lotsOf("in-force"), lotsOf("fifo"), lotsOf("hifo")]).toEqual([[old], [old], [late]]);
    // Now the loss lot too: nothing is left to advise, for this year or for several.
    expect(await told(lots[1]?.key, "no-bid")).toEqual({ ok: true, value: null });
    expect((await harvest(who, "best", named)).orders).toEqual([]);
    const years = await viewYearsAnswer(who, who.client, null, { ...at, waits: 60_000 });
    expect(years.ok && years.value.answer?.years.flatMap(({ orders }) => orders)).toEqual([]);
    expect(await told(lots[1]?.key, "")).toEqual({ ok: true, value: null });
    expect((await harvest(who, "best", named)).netSaving).toBe("360");
    // The mark follows its lot when the purchase is corrected.
    const seen = await viewTransaction(who, who.client, old);
    invariant(seen.ok && seen.value.form.kind !== null, "the purchase is there");
    const { kind, typed } = seen.value.form;
    const form = { ...typed, value: "41000" };
    expect((await correctTransaction(who, who.client, old, kind, form)).ok).toBe(true);
    expect((await list()).marks).toMatchObject([{ lots: [{ reason: "illiquid" }] }]);
    expect(await told(`${lots[0]?.key.split("~").slice(0, 2).join("~")}~nothing`, "")).toEqual({
      ok: false,
      error: { code: "not-found" },
    });
  });

  it("takes marks from nobody else, and none of what is not there", async () => {
    const { who } = await wallet(50_000);
    const stranger = await makeInvestor();
    const view = await viewHarvest(who, who.client, null, at);
    invariant(view.ok, "the page opens");
    const form = { position: view.value.marks[0]?.key ?? "", reason: "illiquid" };
    const notFound = { ok: false, error: { code: "not-found" } };
    expect(await markPosition(stranger, who.client, form)).toEqual(notFound);
    expect(await markPosition(stranger, stranger.client, form)).toEqual(notFound);
    expect(await markPosition(who, who.client, { ...form, reason: "because" })).toMatchObject({
      error: { code: "invalid-input", fields: { reason: "What stands in the way?" } },
    });
    expect(await markPosition(who, who.client, { ...form, position: "x" })).toMatchObject({
      error: { code: "invalid-input", fields: { position: "Which position?" } },
    });
  });

  it("counts what accounts are said to charge where no fee is typed, on every page", async () => {
    const { who } = await wallet(50_000);
    const list = async (typed: TypedCosts = {}) => {
      const view = await viewHarvest(who, who.client, null, at, typed);
      invariant(view.ok, "the page opens");
      return view.value;
    };
    const [account] = (await list()).accounts;
    expect(account).toMatchObject({ name: "Wallet", fee: "", feeFixed: "" });
    const say = (fee: string, feeFixed: string) =>
      setAccountCosts(who, who.client, { account: account?.id ?? "", fee, feeFixed });
    expect(await say("0.1", "")).toEqual({ ok: true, value: null });
    expect((await list()).accounts).toMatchObject([{ fee: "0.1", feeFixed: "" }]);
    // As with 0.1 % typed; a fee of nothing typed overrides it, and so does another.
    expect(await harvest(who, "best", named)).toEqual(
      await harvest(who, "best", named, { fee: "0.1" }),
    );
    expect(await harvest(who, "best", named, { fee: "0" })).toMatchObject({
      netSaving: "360",
      fees: "0",
    });
    const whatIf = await viewWhatIf(who, who.client, null, at);
    invariant(whatIf.ok, "the page opens");
    const all = { ...BLANK_SCENARIO, picks: whatIf.value.rows.map(({ key }) => key) };
    const tried = async (fee: string) => {
      const view = await viewWhatIf(who, who.client, { ...all, fee }, at);
      return view.ok ? view.value.answer?.fees : null;
    };
    // Two BTC at 100,000: 0.1 % of 200,000.
    expect([await tried(""), await tried("0"), await tried("1")]).toEqual(["200", "0", "2000"]);
    const years = async (fee: string) => {
      const view = await viewYearsAnswer(
        who,
        who.client,
        { ...ONE_YEAR, fee },
        { ...at, waits: 60_000 },
      );
      return view.ok ? [view.value.answer?.saving, view.value.answer?.costs] : null;
    };
    expect(await years("")).toEqual(await years("0.1"));
    const sale = await viewSaleChoice(
      who,
      who.client,
      { asset: "BTC", units: "1", price: "100000" },
      at,
    );
    expect(sale.ok && sale.value.answer?.fees).toBe("100");
    // At 1 % a sale of 100,000 costs 1,000 and saves 360 at most.
    expect(await say("1", "")).toEqual({ ok: true, value: null });
    expect((await harvest(who, "best", named)).orders).toEqual([]);
    expect(await say("x", "-1")).toMatchObject({
      error: {
        code: "invalid-input",
        fields: { fee: expect.any(String), feeFixed: expect.any(String) },
      },
    });
    const stranger = await makeInvestor();
    const form = { account: account?.id ?? "", fee: "1", feeFixed: "" };
    const notFound = { ok: false, error: { code: "not-found" } };
    expect(await setAccountCosts(stranger, who.client, form)).toEqual(notFound);
    expect(await setAccountCosts(stranger, stranger.client, form)).toEqual(notFound);
  });
});

const ONE_YEAR = { ...FIRST_WISH, years: [BLANK_YEAR] };
