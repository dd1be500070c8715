import { describe, expect, it } from "vitest";
import { insertQuotes } from "@/db/queries/quotes";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { invariant } from "@/lib/result";
import { AS_EXPECTED } from "@/lib/services/plan-years/years-views";
import { BLANK_YEAR, FIRST_WISH, type YearsWish } from "@/lib/services/plan-years/years-wish";
import { viewBestHarvest } from "@/lib/services/view-best-harvest";
import { viewPlanYears, viewYearsAnswer } from "@/lib/services/view-plan-years";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { wagesOnly } from "../support/year-profile";
import { buyRow, coinbaseFile, imported, type Owner } from "./books-support";
import { buy, NOW } from "./choices-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase();

const at = { now: NOW };

/** 1 BTC of 2024 for 40,000, 1 BTC of 2026 for 103,000; the price is 100,000. Single, 2026, 50,000 of taxable income. */
async function wallet() {
  const who = await makeInvestor();
  await buy(who, "2024-02-01", "1", "40000");
  await buy(who, "2026-06-01", "1", "103000");
  await write(who, async (tx) => {
    await insertYearProfile(tx, wagesOnly(2026, "66100", "16100"));
    const quoted = { at: instant("2026-11-20T12:00:00Z"), source: "test" };
    await insertQuotes(tx, [{ asset: assetId("BTC"), price: "100000", ...quoted }]);
  });
  return who;
}

async function planned(who: Owner, change: Partial<YearsWish>) {
  const wish = { ...FIRST_WISH, ...change };
  const answer = await viewYearsAnswer(who, who.client, wish, { ...at, waits: 60_000 });
  const form = await viewPlanYears(who, who.client, wish, at);
  invariant(answer.ok && form.ok, "the page opens");
  return { answer: answer.value.answer, form: form.value };
}

describe("a plan of several years", () => {
  it("of one year alone saves what the best harvest with named lots saves", async () => {
    const who = await wallet();
    const { answer } = await planned(who, { years: [BLANK_YEAR] });
    const wish = { goal: "best", isNamed: true } as const;
    const best = await viewBestHarvest(who, who.client, wish, { ...at, waits: 60_000 });
    // 3,000 of short loss off income in the 12 % bracket.
    expect(answer).toMatchObject({ saving: "360", within: null });
    expect(best.ok && best.value.goal?.saving).toBe("360");
    expect(answer?.years).toMatchObject([
      { year: 2026, isProjected: false, suggestedGain: "-3000" },
    ]);
  });

  it("realises gains in a year of little income, taxed at 0 %, before a sale meant for later", async () => {
    const who = await wallet();
    const little = { ...BLANK_YEAR, income: "30,000", deduction: "16100" };
    const later = { ...BLANK_YEAR, sellAsset: "BTC", sellUnits: "1" };
    const { answer, form } = await planned(who, { years: [little, later], indexing: "0" });
    expect(form.errors).toEqual({});
    const [first, second] = answer?.years ?? [];
    expect(first).toMatchObject({ year: 2026, isProjected: false });
    expect(second).toMatchObject({ year: 2027, isProjected: true, basedOn: 2026 });
    // Without the plan 60,000 of long gain in 2027 on 50,000 of other taxable income, all of it above the 49,450 of the band: 9,000.
    // And tax of 50,000: 1,240 + 12 % of 37,600 = 5,752.
    expect(second?.taxWithout).toBe("14752");
    expect(Number(answer?.saving)).toBeGreaterThan(360);
    // Adding a year never lowers what is found: this year alone saves at most 12 % of 3,000.
    const alone = await planned(who, { years: [little], indexing: "0" });
    expect(Number(answer?.saving)).toBeGreaterThanOrEqual(Number(alone.answer?.saving));
    const total = Number(answer?.taxWithout) - Number(answer?.tax) - Number(answer?.costs);
    expect(total.toFixed(2)).toBe(Number(answer?.saving).toFixed(2));
  });

  it("tells prices apart and says by the field what it cannot take", async () => {
    const who = await wallet();
    const { answer } = await planned(who, { years: [BLANK_YEAR, BLANK_YEAR] });
    expect(answer?.cases.map(({ change }) => change)).toEqual([
      "50% lower",
      "25% lower",
      "as expected",
      "25% higher",
      "50% higher",
    ]);
    expect(answer?.cases[2]).toMatchObject({ key: AS_EXPECTED, saved: answer?.saving });
    // The worksheets behind the headline: what the years save less their costs is all that is saved.
    const years = answer?.cases[2]?.years ?? [];
    const saved = years.reduce(
      (sum, each) => sum - Number(each.difference) - Number(each.costs),
      0,
    );
    expect(saved.toFixed(2)).toBe(Number(answer?.saving).toFixed(2));
    const wrong = { ...BLANK_YEAR, income: "x", sellAsset: "BTC", sellUnits: "9" };
    const { form } = await planned(who, { years: [wrong], indexing: "-100", fee: "70" });
    expect(Object.keys(form.errors).sort()).toEqual([
      "fee",
      "indexing",
      "y0.income",
      "y0.sellUnits",
    ]);
  });

  it("is made once: a page that does not wait says how far it is, and a later look finds it", async () => {
    const who = await wallet();
    // Enough lots that no machine is through with them before it lets others have their turn.
    const rows = Array.from({ length: 400 }, (_, index) => {
      const price = String(90_000 + ((index * 7919) % 30_000));
      const time = `2026-${index % 2 === 0 ? "03" : "04"}-${String(1 + (index % 28)).padStart(2, "0")} 10:${String(index % 60).padStart(2, "0")}:05 UTC`;
      return buyRow(`row${index}`, time, "1", price, price);
    });
    await imported(who, "coinbase.csv", coinbaseFile(rows));
    const wish = { ...FIRST_WISH, years: [BLANK_YEAR, BLANK_YEAR] };
    const first = await viewYearsAnswer(who, who.client, wish, { ...at, waits: 0 });
    // Two years and five prices.
    expect(first).toMatchObject({ ok: true, value: { answer: null, working: { total: 7 } } });
    const later = await viewYearsAnswer(who, who.client, wish, { ...at, waits: 60_000 });
    const again = await viewYearsAnswer(who, who.client, wish, { ...at, waits: 60_000 });
    expect(later).toMatchObject({ ok: true, value: { working: null } });
    expect(later.ok && later.value.answer?.years.map(({ year }) => year)).toEqual([2026, 2027]);
    expect(again).toEqual(later);
  });

  it("is shown to nobody else", async () => {
    const who = await wallet();
    const stranger = await makeInvestor();
    const refused = { ok: false, error: { code: "not-found" } };
    expect(await viewPlanYears(stranger, who.client, null, at)).toEqual(refused);
    expect(await viewYearsAnswer(stranger, who.client, null, at)).toEqual(refused);
  });
});
