import { describe, expect, it } from "vitest";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { invariant } from "@/lib/result";
import { loadBooks } from "@/lib/services/load-books";
import { chooseRebuyDays } from "@/lib/services/season/choose-rebuy-days";
import { viewRebuys } from "@/lib/services/season/view-rebuys";
import { instant } from "@/lib/time/instant";
import { wagesOnly } from "../support/year-profile";
import type { Owner } from "./books-support";
import { buy, sell } from "./choices-support";
import { makeInvestor, makeUser, openDatabase, write } from "./support";

await openDatabase({ DB_POOL_SIZE: "6" });

const NOW = instant("2026-11-20T17:00:00Z");

/** 1 BTC of 60,000 sold for 50,000 on September 1, and bought back two days and three hours later for 48,000. */
async function rebuyer() {
  const who = await makeInvestor();
  await buy(who, "2025-01-06", "1", "60000");
  await sell(who, "2026-09-01", "1", "50000", { time: "10:00" });
  await buy(who, "2026-09-03", "1", "48000", { time: "13:00" });
  await write(who, (tx) => insertYearProfile(tx, wagesOnly(2026, "100000", "16100")));
  return who;
}

async function view(who: Owner, withScenario = false) {
  const found = await viewRebuys(who, who.client, { year: 2026, withScenario }, NOW);
  invariant(found.ok, "the page opens");
  return found.value;
}

describe("a rebuy", () => {
  it("is told with its time, its price and its new holding period", async () => {
    const who = await rebuyer();
    expect((await view(who)).rebuys).toMatchObject([
      {
        elapsed: "2 days 3 hours",
        soldPrice: "50000",
        boughtPrice: "48000",
        priceMove: "-2000",
        loss: "-10000",
        heldFrom: "2026-09-04",
        // More than a year after September 3, 2026 (Rev. Rul. 66-7).
        longFrom: "2027-09-04",
        isClose: true,
      },
    ]);
  });

  it("is no purchase made before the loss on the same day; where a time is missing it says that it may be", async () => {
    const who = await makeInvestor();
    await buy(who, "2025-01-06", "1", "60000");
    // Bought at nine, sold at ten: the old coin goes first (FIFO), at a loss. At noon it is bought back.
    await buy(who, "2026-09-01", "1", "51000", { time: "09:00" });
    await sell(who, "2026-09-01", "1", "50000", { time: "10:00" });
    await buy(who, "2026-09-01", "0.5", "24800", { time: "12:00" });
    await write(who, (tx) => insertYearProfile(tx, wagesOnly(2026, "100000", "16100")));
    const [rebuy, ...others] = (await view(who)).rebuys;
    expect(rebuy).toMatchObject({ boughtUnits: "0.5", elapsed: "2 hours", isOrderKnown: true });
    expect(others).toEqual([]);
    // Of this one only the day is known.
    await buy(who, "2026-09-01", "0.25", "12500", { time: "" });
    expect((await view(who)).rebuys).toMatchObject([
      { boughtUnits: "0.25", elapsed: "less than a day", isOrderKnown: false },
      { boughtUnits: "0.5", isOrderKnown: true },
    ]);
  });

  it("is marked within the interval a person chooses, which is checked and kept", async () => {
    const who = await rebuyer();
    expect(await view(who)).toMatchObject({ within: 30, isChosen: false, closeCount: 1 });
    expect((await chooseRebuyDays(who, who.client, "1")).ok).toBe(true);
    expect(await view(who)).toMatchObject({ within: 1, isChosen: true, closeCount: 0 });
    for (const wrong of ["", "-1", "91", "1.5", "24 hours"]) {
      expect(await chooseRebuyDays(who, who.client, wrong)).toMatchObject({
        error: { code: "invalid-input" },
      });
    }
    const stranger = { id: await makeUser() };
    expect(await chooseRebuyDays(stranger, who.client, "2")).toEqual({
      ok: false,
      error: { code: "not-found" },
    });
  });
});

describe("the scenario of section 1091", () => {
  it("denies the loss on this page alone: 10,000 into the basis, 660 of tax (3,000 at 22%), and no books change", async () => {
    const who = await rebuyer();
    expect((await view(who)).scenario).toBeNull();
    const before = await loadBooks(who, who.client, { now: NOW });
    expect((await view(who, true)).scenario).toEqual({
      denied: "10000",
      sales: 1,
      gainNow: "-10000",
      gainThen: "0",
      taxNow: expect.any(String),
      taxThen: expect.any(String),
      taxMore: "660",
      sheets: expect.any(Array),
    });
    const sheets = (await view(who, true)).scenario?.sheets ?? [];
    const line = (form: string, number: string) =>
      sheets.find((each) => each.form === form)?.lines.find((each) => each.line === number);
    // As the law stands 10,000 of loss and 3,000 of it allowed; supposed neither.
    expect(line("Schedule D", "16")).toMatchObject({ without: "-10000", with: "0", isMoved: true });
    expect(line("Schedule D", "21")).toMatchObject({ without: "3000", with: "0" });
    const after = await loadBooks(who, who.client, { now: NOW });
    invariant(before.ok && after.ok, "the books are open");
    expect(after.value.version).toEqual(before.value.version);
    expect(after.value.ledger).toBe(before.value.ledger);
    expect(after.value.settings.washSalesOfDigitalAssetsFrom).toBeNull();
    expect(after.value.ledger.closedLots.flatMap(({ adjustments }) => adjustments)).toEqual([]);
  });
});
