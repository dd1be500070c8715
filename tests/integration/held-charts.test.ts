import { describe, expect, it } from "vitest";
import { insertQuotes } from "@/db/queries/quotes";
import { heldCharts } from "@/lib/services/gains/held-charts";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { books, buy } from "./choices-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase();

describe("the charts of what is held", () => {
  it("part gains by term, and place short-term lots on the day they turn long", async () => {
    const who = await makeInvestor();
    await buy(who, "2024-02-01", "1", "40000");
    await buy(who, "2025-12-10", "1", "103000");
    await buy(who, "2026-06-01", "0.5", "45000");
    // Without a price: in no picture.
    await buy(who, "2026-06-01", "3", "900", { receivedAsset: "ETH" });
    await write(who, (tx) =>
      insertQuotes(tx, [
        {
          asset: assetId("BTC"),
          price: "100000",
          at: instant("2026-11-20T12:00:00Z"),
          source: "test",
        },
      ]),
    );
    const charts = heldCharts(await books(who));
    // Long: 100,000 - 40,000. Short: -3,000 and 50,000 - 45,000.
    expect(charts.byTerm).toEqual([{ asset: "BTC", short: "2000", long: "60000" }]);
    // Of 2025-12-10 long from 2026-12-11 (Rev. Rul. 66-7): 21 days after November 20; of 2026-06-01 from 2027-06-02.
    expect(charts.turning.map(({ date, days, gain }) => [date, days, gain])).toEqual([
      ["2026-12-11", 21, "-3000"],
      ["2027-06-02", 194, "5000"],
    ]);
    expect(charts.turningAll).toBe(charts.turning.length);
  });
});
