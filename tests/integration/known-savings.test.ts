import { describe, expect, it } from "vitest";
import { insertQuotes } from "@/db/queries/quotes";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { invariant } from "@/lib/result";
import { viewHarvest } from "@/lib/services/view-harvest";
import { viewSaleChoice } from "@/lib/services/view-sale-choice";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { wagesOnly } from "../support/year-profile";
import type { Owner } from "./books-support";
import { buy, NOW, sell } from "./choices-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase();

const at = { now: NOW };

/** Single, 2026 (standard deduction 16,100, Rev. Proc. 2025-32), so much taxable income before gains; the price of 1 BTC. */
async function yearOf(who: Owner, taxable: number, price: string) {
  await write(who, async (tx) => {
    await insertYearProfile(tx, wagesOnly(2026, String(taxable + 16_100), "16100"));
    const known = instant("2026-11-20T12:00:00Z");
    await insertQuotes(tx, [{ asset: assetId("BTC"), price, at: known, source: "test" }]);
  });
}

async function harvest(who: Owner) {
  const view = await viewHarvest(who, who.client, null, at);
  invariant(view.ok, "the page opens");
  return view.value;
}

/** The federal tax that selling 1 BTC adds, by what any lots can do best. */
async function saleOf(who: Owner, price: string, day = "") {
  const wish = { asset: "BTC", units: "1", price, day };
  const view = await viewSaleChoice(who, who.client, wish, { ...at, waits: 60_000 });
  invariant(view.ok && view.value.answer !== null, "there is an answer");
  const { choices, within } = view.value.answer;
  return { added: choices.find(({ id }) => id === "best")?.addedTax, within };
}

describe("the savings everybody gets wrong", () => {
  it("a $50,000 loss without gains in the 37% bracket saves $1,110 this year, not $18,500", async () => {
    const who = await makeInvestor();
    await buy(who, "2026-06-01", "1", "150000");
    await yearOf(who, 700_000, "100000");
    // Above 640,600 the rate is 37 %; 3,000 of loss against other income (IRC 1211(b)) is 1,110, the other 47,000 only go on.
    const { rows, within, lossUpToCap } = await harvest(who);
    expect(rows.map(({ saving, gain, carryoverAdded }) => [saving, gain, carryoverAdded])).toEqual([
      ["1110", "-3000", "0"],
      ["0", "-47000", "47000"],
    ]);
    expect([within, lossUpToCap]).toEqual([null, "3000"]);
    expect(await saleOf(who, "100,000")).toEqual({ added: "-1110", within: null });
  });

  it("a $5,000 loss against gains already taxed at 0% saves $0: do not harvest, and the page says why", async () => {
    const who = await makeInvestor();
    await buy(who, "2024-01-05", "1", "1000");
    await sell(who, "2026-02-01", "1", "11000");
    await buy(who, "2024-02-01", "1", "15000");
    await yearOf(who, 30_000, "10000");
    // 10,000 of long-term gain on 30,000 stays within 49,450: nothing is owed on it, so a loss against it takes nothing away.
    const { rows, leaveAlone } = await harvest(who);
    expect(rows).toEqual([]);
    expect(leaveAlone.map(({ code, gain }) => [code, gain])).toEqual([["zero-bracket", "-5000"]]);
    expect(leaveAlone[0]?.reason).toMatch(/0 ?%/);
    expect(await saleOf(who, "10,000")).toEqual({ added: "0", within: null });
  });

  it("a $30,000 gain sold three days before it turns long costs $2,700 more, and the page says until when to wait", async () => {
    const who = await makeInvestor();
    await buy(who, "2025-11-23", "1", "10000");
    await yearOf(who, 150_000, "40000");
    // 24 % of 30,000 = 7,200 today; from Nov 24, 2026 15 % of it = 4,500 (IRC 1222(3): more than one year).
    const { rows, leaveAlone } = await harvest(who);
    expect(rows).toEqual([]);
    expect(leaveAlone.map(({ code, gain, firstLongDate }) => [code, gain, firstLongDate])).toEqual([
      ["gain-near-long", "30000", "2026-11-24"],
    ]);
    expect(leaveAlone[0]?.reason).toContain("$2,700");
    expect(await saleOf(who, "40,000")).toEqual({ added: "7200", within: null });
    expect(await saleOf(who, "40,000", "2026-11-24")).toEqual({ added: "4500", within: null });
  });
});
