import { describe, expect, it } from "vitest";
import { insertAccountFacts } from "@/db/queries/account-facts";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { invariant } from "@/lib/result";
import { lotField } from "@/lib/services/identify-lots";
import type { SaleWish } from "@/lib/services/sale-choice/asked-sale";
import type { ChoiceId } from "@/lib/services/sale-choice/sale-views";
import { viewTicketForm } from "@/lib/services/season/view-ticket-form";
import { writeTicket } from "@/lib/services/season/write-ticket";
import { viewSaleChoice } from "@/lib/services/view-sale-choice";
import { wagesOnly } from "../support/year-profile";
import { buyRow, coinbaseFile, imported, type Owner } from "./books-support";
import { books, buy, NOW } from "./choices-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase();

const at = { now: NOW };

async function profileOf(who: Owner, ordinaryIncome: string, deduction: string) {
  await write(who, (tx) => insertYearProfile(tx, wagesOnly(2026, ordinaryIncome, deduction)));
}

/** A (1 BTC, long, basis 40,000) and B (1 BTC, short, basis 70,000); $10,000 of other taxable income, single, 2026. */
async function twoLots(second: { account?: string } = {}) {
  const who = await makeInvestor();
  const a = await buy(who, "2024-02-01", "1", "40000");
  const b = await buy(who, "2026-06-01", "1", "70000", second);
  await profileOf(who, "26100", "16100");
  return { who, a, b };
}

async function chosen(who: Owner, wish: SaleWish) {
  const view = await viewSaleChoice(who, who.client, { asset: "BTC", ...wish }, at);
  invariant(view.ok, "the page opens");
  return view.value;
}

const ONE_AT_100K = { units: "1", price: "100,000" };

describe("a sale of 1 BTC at $100,000 out of a long and a short lot", () => {
  it("costs 2,418.00 with 0.315 of the long lot, proven; HIFO 3,552.00 and FIFO 3,082.50", async () => {
    const { who, a, b } = await twoLots();
    const { answer, form } = await chosen(who, ONE_AT_100K);
    expect(form?.errors).toEqual({});
    invariant(answer !== null, "there is an answer");
    // By hand, single 2026 on 10,000 (tax 1,000). HIFO: 30,000 short, 40,000 in all: 1,240 + 12 % of 27,600 = 4,552.
    // FIFO: 60,000 long; 70,000 - 49,450 = 20,550 above the 0 % band at 15 % = 3,082.50.
    // Best: 0.315 x 60,000 = 18,900 long and 0.685 x 30,000 = 20,550 short reach 49,450 exactly: 12 % of 18,150 + 1,240 = 3,418.
    const taxes = Object.fromEntries(answer.choices.map(({ id, addedTax }) => [id, addedTax]));
    expect(taxes).toEqual({
      best: "2418",
      "in-force": "3082.5",
      fifo: "3082.5",
      hifo: "3552",
      lifo: "3552",
    } satisfies Record<ChoiceId, string>);
    expect(answer.within).toBeNull();
    expect(answer.best.orders).toHaveLength(1);
    const lots = answer.best.orders[0]?.lots.map(({ key, units, isWhole }) => [
      key,
      units,
      isWhole,
    ]);
    expect(Object.fromEntries(lots?.map(([key, units]) => [key, units]) ?? [])).toEqual({
      [a]: "0.31500000",
      [b]: "0.68500000",
    });
    expect(answer.split).toBe(
      "0.315 BTC of the lot of Feb 1, 2024 fills the 0% band to its edge, $49,450 of taxable income; long-term gain above it is taxed at 15%.",
    );
    expect(answer.needsNoRecord).toBe(false);
    const unasked = answer.choices.find(({ id }) => id === "in-force");
    // 3,082.50 - 2,418.00.
    expect(unasked?.over).toBe("664.5");
    expect(unasked?.orders[0]).toMatchObject({
      method: "FIFO",
      lots: [{ key: a, units: "1.00000000" }],
    });
  });

  it("shows every worksheet line without and with the sale", async () => {
    const { who } = await twoLots();
    const { answer } = await chosen(who, ONE_AT_100K);
    const sheets = answer?.best.sheets ?? [];
    const lineOf = (form: string, line: string) =>
      sheets.find((sheet) => sheet.form === form)?.lines.find((each) => each.line === line);
    expect(lineOf("Schedule D", "7")).toMatchObject({ without: "0", with: "20550" });
    expect(lineOf("Schedule D", "15")).toMatchObject({ without: "0", with: "18900" });
    // Only the run with a net long gain has the worksheet; its last line is the tax: 3,418.
    expect(lineOf("QDCG", "25")).toMatchObject({ without: null, with: "3418", isMoved: true });
    const first = answer?.choices.find(({ id }) => id === "hifo")?.sheets[0];
    expect(first?.form).toBe("Schedule D");
  });

  it("fills the ticket with the lots it names", async () => {
    const { who, a, b } = await twoLots();
    const { answer } = await chosen(who, ONE_AT_100K);
    const [order] = answer?.best.orders ?? [];
    invariant(order !== undefined, "there is an order");
    const form = await viewTicketForm(
      who,
      who.client,
      {
        account: order.accountId,
        asset: "BTC",
        take: order.lots.map(({ key, units }) => `${units}@${key}`),
      },
      NOW,
    );
    invariant(form.ok, "the form opens");
    const proposed = form.value.lots.map(({ field, proposed: units }) => [field, units]);
    expect(Object.fromEntries(proposed)).toEqual({
      [lotField(a)]: "0.315",
      [lotField(b)]: "0.685",
    });
  });

  it("finds the same over two accounts, and says what each sells unasked", async () => {
    const { who } = await twoLots({ account: "Exchange" });
    const { answer } = await chosen(who, ONE_AT_100K);
    invariant(answer !== null, "there is an answer");
    expect(answer.best.addedTax).toBe("2418");
    expect(answer.within).toBeNull();
    expect(answer.best.orders.map(({ account, units }) => [account, units]).sort()).toEqual([
      ["Exchange", "0.68500000"],
      ["Wallet", "0.31500000"],
    ]);
    // Each account has one lot, so its own order takes the same.
    expect(answer.needsNoRecord).toBe(true);
  });

  it("does not place a second order that costs more than it saves, and that is proven too", async () => {
    const { who } = await twoLots({ account: "Exchange" });
    const { answer } = await chosen(who, { ...ONE_AT_100K, feeFixed: "1,000" });
    invariant(answer !== null, "there is an answer");
    // By hand. A alone: 59,000 long, 19,550 above the 0 % band at 15 % = 2,932.50, and 1,000 of fee: 3,932.50. B alone: 3,432 and 1,000.
    // Both, the band filled: 0.38166667 of A, 17,550 short, 12 % of 15,150 + 1,240 - 1,000 = 2,058, and 2,000 of fees: 4,058.
    expect(answer.best.addedTax).toBe("2932.5");
    expect(answer.best.orders.map(({ account, units }) => [account, units])).toEqual([
      ["Wallet", "1.00000000"],
    ]);
    expect(answer.within).toBeNull();
  });

  it("sells from the accounts that are ticked", async () => {
    const { who, b } = await twoLots({ account: "Exchange" });
    const account = (await books(who)).transactions.get(b)?.account;
    const { answer, form } = await chosen(who, { ...ONE_AT_100K, accounts: [account ?? ""] });
    expect(form?.accounts.map(({ name, isChosen }) => [name, isChosen])).toEqual([
      ["Exchange", true],
      ["Wallet", false],
    ]);
    // Only the short lot: HIFO's 3,552.
    expect(answer?.best.addedTax).toBe("3552");
  });

  it("takes dollars instead of units, and a day on which the lot is long", async () => {
    const { who } = await twoLots();
    const { answer } = await chosen(who, { dollars: "50,000", price: "100000", day: "2026-12-31" });
    expect(answer?.units).toBe("0.5");
    expect(answer?.day).toBe("2026-12-31");
    // 0.5 of the long lot: 30,000 of long gain on 10,000 stays within the 0 % band of 49,450.
    expect(answer?.best.addedTax).toBe("0");
    expect(answer?.needsNoRecord).toBe(true);
  });

  it("says by the field what cannot be asked", async () => {
    const { who } = await twoLots();
    const errors = async (wish: SaleWish) => (await chosen(who, wish)).form?.errors;
    expect(await errors({ units: "3", price: "100000" })).toEqual({
      units: "These accounts have 2 units with a known basis.",
    });
    expect(await errors({ units: "1" })).toEqual({
      price: "There is no price for it: say what one unit would bring.",
    });
    expect(await errors({ units: "1", dollars: "5", price: "1" })).toEqual({
      dollars: "Give units or dollars, not both.",
    });
    expect(await errors({ units: "0.123456789", price: "1" })).toHaveProperty("units");
    // Everything that is wrong is said at once.
    expect(
      Object.keys((await errors({ units: "abc", price: "x", day: "2026-02-30" })) ?? {}),
    ).toEqual(["units", "price", "day"]);
    expect(await errors({ units: "1", price: "100000", day: "2027-01-02" })).toHaveProperty("day");
    expect(await errors({ units: "1", price: "100000", fee: "51" })).toHaveProperty("fee");
    expect(await errors({ units: "1", price: "100000", feeFixed: "100000" })).toHaveProperty(
      "feeFixed",
    );
  });

  it("lowers the gain by fees: half a percent of 100,000 at the edge of the band", async () => {
    const { who, b } = await twoLots({ account: "Exchange" });
    const account = (await books(who)).transactions.get(b)?.account ?? "";
    const { answer } = await chosen(who, { ...ONE_AT_100K, accounts: [account], fee: "0.5" });
    // 30,000 - 500 short: 12 % of 500 = 60 less than 3,552.
    expect([answer?.fees, answer?.best.addedTax]).toEqual(["500", "3492"]);
  });

  it("asks for income first, and shows another's client to nobody", async () => {
    const who = await makeInvestor();
    await buy(who, "2024-02-01", "1", "40000");
    expect((await chosen(who, ONE_AT_100K)).state).toBe("no-profile");
    const stranger = await makeInvestor();
    expect(await viewSaleChoice(stranger, who.client, ONE_AT_100K, at)).toEqual({
      ok: false,
      error: { code: "not-found" },
    });
  });

  it("is looked for once: a page that does not wait says how far it is, and a later look finds it", async () => {
    const { who } = await twoLots();
    // Enough lots that no machine is through before it lets others have their turn.
    const rows = Array.from({ length: 2_000 }, (_, index) => {
      const basis = String(90_000 + ((index * 7919) % 30_000));
      const day = String(1 + (index % 28)).padStart(2, "0");
      const time = `2026-${index % 2 === 0 ? "03" : "04"}-${day} 10:${String(index % 60).padStart(2, "0")}:05 UTC`;
      return buyRow(`row${index}`, time, "1", basis, basis);
    });
    await imported(who, "coinbase.csv", coinbaseFile(rows));
    const ask = async (price: string, waits: number) => {
      const wish = { asset: "BTC", units: "900", price };
      const view = await viewSaleChoice(who, who.client, wish, { ...at, waits });
      invariant(view.ok, "the page opens");
      return view.value;
    };
    const first = await ask("100,000", 0);
    // 2,000 ranges of the year's gains at most (`REGIONS_AT_MOST`).
    expect(first).toMatchObject({ answer: null, working: { total: 2000 }, form: { errors: {} } });
    const later = await ask("100,000", 60_000);
    expect(later).toMatchObject({ answer: { units: "900", within: null }, working: null });
    expect((await ask("100,000", 60_000)).answer).toBe(later.answer);
    // Another price is another question.
    const other = await ask("95,000", 60_000);
    expect(other.answer?.gross).toBe("85500000");
  });

  it("leaves out units an open ticket names", async () => {
    const { who, a } = await twoLots();
    const account = (await books(who)).transactions.get(a)?.account;
    invariant(account !== undefined, "the wallet is there");
    await write(who, (tx) => insertAccountFacts(tx, { account, custody: "own", owner: "client" }));
    expect((await chosen(who, {})).form).toMatchObject({
      isPartlyNamed: false,
      accounts: [{ units: "2", method: "FIFO" }],
    });
    const ticket = { account, asset: "BTC", lasts: "week", unsold: "on", [lotField(a)]: "0.75" };
    invariant((await writeTicket(who, who.client, ticket)).ok, "the ticket is written");
    const { form, answer } = await chosen(who, ONE_AT_100K);
    expect(form).toMatchObject({ isPartlyNamed: true, accounts: [{ units: "1.25" }] });
    // 0.25 of the long lot is left of it: 15,000 long at 0 %, and 0.75 of the other, 22,500 short: 240 + 12 % of 20,100 = 2,652.
    expect(answer?.best.addedTax).toBe("2652");
  });
});
