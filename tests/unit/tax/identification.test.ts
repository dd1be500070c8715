import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import type { AccountFacts } from "@/lib/tax/facts";
import type { Identification, LedgerSettings, StandingOrder } from "@/lib/tax/settings";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { type Instant, instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

const LATER = { at: instant("2028-06-01T00:00:00Z"), date: calendarDate("2028-06-01") };
const A = accountId("A");

const custody = (kind: AccountFacts["custody"]): AccountFacts[] => [
  { account: A, custody: kind, owner: "client" },
];

const moment = (text: string): Instant => instant(text.length === 10 ? `${text}T12:00:00Z` : text);

function named(
  lot: string,
  madeAt: string,
  toldBrokerAt: string | null = null,
  units = "10",
): Identification {
  return {
    transaction: sale("2025-01-01").id,
    madeAt: moment(madeAt),
    toldBrokerAt: toldBrokerAt === null ? null : moment(toldBrokerAt),
    lots: [{ lot, quantity: quantity(units) }],
  };
}

function order(change: Partial<StandingOrder>): StandingOrder {
  return {
    id: "o",
    account: null,
    method: "lifo",
    effectiveFrom: moment("2020-01-01"),
    madeAt: moment("2020-01-01"),
    toldBrokerAt: null,
    ...change,
  };
}

/** Reg. 1.1012-1(j)(5): 10 units at $2 a year earlier, 20 units at $5; 10 are sold for $10 each. */
const lots = (year: number) => [
  buy(`${year - 1}-01-01`, "10", "20", { id: "L1" }),
  buy(`${year}-01-01`, "20", "100", { id: "L2" }),
];
const sale = (date: string): Transaction => sell(date, "10", "100", { id: "sale" });

function sold(date: string, change: Partial<LedgerSettings>): LedgerResult {
  const year = Number(date.slice(0, 4)) - (date.slice(5, 7) === "01" ? 1 : 0);
  return ledgerOf([...lots(year), sale(date)], change, LATER);
}

const outcome = ({ closedLots }: LedgerResult) =>
  closedLots.map(({ lot, gain, term, method }) => [lot, gain && usdText(gain), term, method]);

const late = ({ issues }: LedgerResult) =>
  issues.filter(({ code }) => code === "late-identification").map(({ message }) => message);

describe("Reg. 1.1012-1(j)(5), examples 1 to 5", () => {
  it("1: own wallet, the second lot named on the own books before the sale", () => {
    const result = sold("2025-09-02", {
      accounts: custody("own"),
      identifications: [named("L2", "2025-09-02T11:59:59Z")],
    });
    // 100 - 10 x 5 = 50, held from January to September.
    expect(outcome(result)).toEqual([["L2", "50", "short", "identified"]]);
    expect(result.issues).toEqual([]);
  });

  it("2: own wallet, nothing named: the earliest units", () => {
    // 100 - 10 x 2 = 80, held since January of the year before.
    expect(outcome(sold("2025-09-02", { accounts: custody("own") }))).toEqual([
      ["L1", "80", "long", "fifo"],
    ]);
  });

  it("3: in a broker's custody, told to the broker by the moment of the sale", () => {
    const result = sold("2027-09-02", {
      accounts: custody("broker"),
      identifications: [named("L2", "2027-09-02", "2027-09-02T12:00:00Z")],
    });
    expect(outcome(result)).toEqual([["L2", "50", "short", "identified"]]);
  });

  it("4: in a broker's custody, nothing told: the earliest acquired, not the earliest that came in", () => {
    const moved: Transaction = {
      ...told("2025-08-01", { account: "Wallet" }),
      kind: "transfer",
      toAccount: A,
      sent: leg("BTC", "10"),
      received: leg("BTC", "10"),
      feeValue: null,
    };
    const result = ledgerOf([
      buy("2023-08-01", "10", "90", { id: "CRX", account: "Wallet" }),
      buy("2024-01-01", "20", "100", { id: "BEX" }),
      moved,
      sell("2025-09-01", "10", "100"),
    ]);
    expect(outcome(result)).toEqual([["CRX", "10", "long", "fifo"]]);
  });

  it("5: a unit withheld from what was just bought comes out of that, whatever the order in force", () => {
    const trade: Transaction = {
      ...told("2024-06-30", { id: "trade" }),
      kind: "swap",
      sent: leg("CD", "10"),
      received: leg("AB", "10"),
      value: usd("100"),
      withheld: { quantity: quantity("1"), value: usd("10") },
    };
    const result = ledgerOf([
      buy("2023-01-01", "10", "10", { asset: "AB", id: "ab" }),
      buy("2023-01-01", "30", "30", { asset: "CD", id: "cd" }),
      trade,
    ]);
    const withheld = result.closedLots.find(({ kind }) => kind === "withheld");
    expect([withheld?.lot, withheld?.acquired]).toEqual(["trade:in", "2024-06-30"]);
  });
});

describe("an identification in time, by custody", () => {
  it.each([
    // own wallet: the books, no later than the sale; the broker does not matter, before and after 2027
    ["own", "2024-09-02", "2024-09-02T12:00:00Z", null, "L2"],
    ["own", "2025-09-02", "2025-09-02T12:00:00.001Z", null, "L1"],
    ["own", "2027-09-02", "2027-09-02", null, "L2"],
    // broker: the books through 2026 (FAQ 39-41, Notice 2025-7, Notice 2026-20)
    ["broker", "2024-09-02", "2024-09-02", null, "L2"],
    ["broker", "2025-09-02", "2025-09-02", null, "L2"],
    ["broker", "2026-12-31T23:59:59Z", "2026-12-31", null, "L2"],
    // from 2027 the broker too
    ["broker", "2027-01-01T00:00:00Z", "2026-12-31", null, "L1"],
    ["broker", "2027-01-01T00:00:00Z", "2026-12-31", "2026-12-31", "L2"],
    ["broker", "2027-01-01T00:00:00Z", "2026-12-31", "2027-01-01T00:00:00.001Z", "L1"],
    ["broker", "2027-09-02", "2027-09-03", "2027-09-01", "L1"],
  ] as const)("%s, sold %s, on the books %s, broker told %s: %s", (kind, at, made, broker, lot) => {
    const result = sold(at, {
      accounts: custody(kind),
      identifications: [named("L2", made, broker)],
    });
    expect(result.closedLots.map((closed) => closed.lot)).toEqual([lot]);
    expect(late(result)).toHaveLength(lot === "L1" ? 1 : 0);
  });

  it("the tax zone decides on which side of new year a sale falls", () => {
    const at = "2027-01-01T04:00:00Z";
    const identifications = [named("L2", at)];
    const zone = (timeZone: string) =>
      sold(at, { timeZone, identifications }).closedLots.map(({ lot }) => lot);
    expect([zone("America/New_York"), zone("UTC")]).toEqual([["L2"], ["L1"]]);
  });

  it("an account nobody spoke of is in a broker's custody", () => {
    expect(outcome(sold("2027-09-02", { identifications: [named("L2", "2027-09-01")] }))).toEqual([
      ["L1", "80", "long", "fifo"],
    ]);
  });

  it("of several the latest made in time counts, and a later one is said not to", () => {
    const result = sold("2025-09-02", {
      accounts: custody("own"),
      identifications: [
        named("L1", "2025-09-01T08:00:00Z"),
        named("L2", "2025-09-01T09:00:00Z"),
        named("L1", "2025-09-03T00:00:00Z"),
      ],
    });
    expect(outcome(result)).toEqual([["L2", "50", "short", "identified"]]);
    expect(late(result)).toEqual([
      "The lots were identified on 2025-09-03T00:00:00.000Z, after this happened, so that does not count (Reg. 1.1012-1(j)(2)); that of 2025-09-01T09:00:00.000Z was used. The gain is $30.00 less than with the lots named.",
    ]);
  });

  it("two of one moment: the order in which they are told never matters", () => {
    const two = [named("L1", "2025-09-01"), named("L2", "2025-09-01")];
    const pick = (identifications: Identification[]) =>
      outcome(sold("2025-09-02", { identifications }));
    expect(pick(two)).toEqual(pick([...two].reverse()));
    const again = [named("L2", "2025-09-01"), named("L2", "2025-09-01")];
    expect(pick(again)).toEqual([["L2", "50", "short", "identified"]]);
  });
});

describe("what a late identification costs", () => {
  it("names the rule of its year and the difference in gain", () => {
    const cost = (date: string, kind: AccountFacts["custody"], broker: string | null = null) =>
      late(
        sold(date, {
          accounts: custody(kind),
          identifications: [named("L2", "2028-01-01", broker)],
        }),
      )[0];
    // FIFO gains 80, the lot named 50.
    const tail = "; FIFO was used. The gain is $30.00 more than with the lots named.";
    const head =
      "The lots were identified on 2028-01-01T12:00:00.000Z, after this happened, so that does not count";
    expect(cost("2024-09-02", "broker")).toBe(`${head} (IRS FAQ 39-41 on virtual currency)${tail}`);
    expect(cost("2025-09-02", "own")).toBe(`${head} (Reg. 1.1012-1(j)(2))${tail}`);
    expect(cost("2025-09-02", "broker")).toBe(
      `${head} (Reg. 1.1012-1(j)(3), Notice 2025-7)${tail}`,
    );
    expect(cost("2026-09-02", "broker")).toBe(
      `${head} (Reg. 1.1012-1(j)(3), Notice 2026-20)${tail}`,
    );
    expect(cost("2027-09-02", "broker")).toBe(`${head} (Reg. 1.1012-1(j)(3)(ii))${tail}`);
  });

  it("says when only the broker was told too late", () => {
    const result = sold("2027-09-02", { identifications: [named("L2", "2027-09-01")] });
    expect(late(result)[0]).toBe(
      "The broker was not told of the identification by 2027-09-02T12:00:00.000Z, so it does not count (Reg. 1.1012-1(j)(3)(ii)); FIFO was used. The gain is $30.00 more than with the lots named.",
    );
    expect(result.issues[0]).toMatchObject({ transaction: "sale", account: "A", asset: "BTC" });
  });

  it("the rest of a sale only partly named follows the method in force, in the comparison too", () => {
    const half = named("L2", "2028-01-01", null, "5");
    const fifo = sold("2025-09-02", { identifications: [half] });
    // 5 of L2 (25) and 5 of L1 (10): 100 - 35 = 65 against 80.
    expect(late(fifo)[0]).toContain("The gain is $15.00 more");
    const lifo = sold("2025-09-02", {
      identifications: [named("L1", "2028-01-01", null, "5")],
      standingOrders: [order({})],
    });
    // As it is, 10 of L2: 50. Named, 5 of L1 (10) and 5 of L2 (25): 65.
    expect(outcome(lifo)).toEqual([["L2", "50", "short", "lifo"]]);
    expect(late(lifo)[0]).toContain("LIFO was used. The gain is $15.00 less");
  });

  it("lots named twice, or not there, or more than was sold: only what was there is compared", () => {
    const twice: Identification = {
      ...named("L1", "2028-01-01"),
      lots: [
        { lot: "L1", quantity: quantity("6") },
        { lot: "L1", quantity: quantity("6") },
        { lot: "none", quantity: quantity("1") },
      ],
    };
    const result = sold("2025-09-02", { identifications: [twice] });
    expect(late(result)[0]).toContain("The gain is the same as with the lots named.");
  });

  it("counts the basis of a gift that this sale would take", () => {
    const gift: Transaction = {
      ...told("2024-06-01", { id: "gift" }),
      kind: "gift-received",
      received: leg("BTC", "10"),
      value: usd("60"),
      donorBasis: usd("100"),
      donorAcquired: calendarDate("2023-01-01"),
      giftTaxShare: usd("0"),
    };
    const at = (proceeds: string) =>
      late(
        ledgerOf(
          [
            buy("2024-01-01", "10", "20", { id: "own" }),
            gift,
            sell("2025-09-02", "10", proceeds, { id: "sale" }),
          ],
          { identifications: [named("gift", "2028-01-01")] },
        ),
      )[0];
    expect(at("80")).toContain("$60.00 more"); // own: 60; gift: between its bases, nothing
    expect(at("50")).toContain("$40.00 more"); // own: 30; gift: 50 - 60 = -10
    expect(at("150")).toContain("$80.00 more"); // own: 130; gift: 150 - 100 = 50
  });

  it("is not known while a basis, the proceeds or units are missing", () => {
    const unknown = (rows: Transaction[]) =>
      late(ledgerOf(rows, { identifications: [named("L2", "2028-01-01")] }))[0];
    const [first, second] = [
      buy("2024-01-01", "10", "20", { id: "L1" }),
      buy("2025-01-01", "10", null, { id: "L2" }),
    ];
    const text = "What that changes is not known: a basis or the proceeds are missing.";
    expect(unknown([first, second, sale("2025-09-02")])).toContain(text);
    expect(unknown([first, sell("2025-09-02", "20", "100", { id: "sale" })])).toContain(text);
    expect(unknown([first, sell("2025-09-02", "10", null, { id: "sale" })])).toContain(
      "does not depend on it",
    );
  });

  it("a move identified late leaves other lots behind and changes no gain of its own", () => {
    const moved: Transaction = {
      ...told("2025-09-02", { id: "sale" }),
      kind: "transfer",
      toAccount: accountId("B"),
      sent: leg("BTC", "10"),
      received: leg("BTC", "10"),
      feeValue: null,
    };
    const result = ledgerOf([...lots(2025), moved], {
      identifications: [named("L2", "2026-01-01")],
    });
    expect(late(result)[0]).toContain("FIFO was used. The gain of this row does not depend on it");
    expect(result.openLots.map(({ account, lot }) => [account, lot])).toEqual([
      ["B", "L1"],
      ["A", "L2"],
    ]);
  });

  it("looks into all accounts while the pool is universal", () => {
    const result = ledgerOf(
      [
        buy("2023-01-01", "10", "20", { id: "L1" }),
        buy("2024-01-01", "20", "100", { id: "L2", account: "B" }),
        sale("2024-09-02"),
      ],
      { pool: "universal-until-2024", identifications: [named("L2", "2025-01-01")] },
    );
    expect(outcome(result)).toEqual([["L1", "80", "long", "fifo"]]);
    expect(late(result)[0]).toContain("$30.00 more");
  });

  it("knows a lot by its name under the asset it has become", () => {
    const renamed: Transaction = {
      ...told("2025-03-01"),
      kind: "migration",
      sent: leg("OLD", "5"),
      received: leg("BTC", "5"),
    };
    const result = ledgerOf(
      [
        buy("2024-01-01", "10", "20", { id: "L2", asset: "OLD" }),
        buy("2024-02-01", "5", "50", { id: "own" }),
        renamed,
        sell("2025-09-02", "5", "100", { id: "sale" }),
      ],
      {
        identifications: [named("L2", "2028-01-01", null, "5")],
        standingOrders: [order({ method: "hifo" })],
      },
    );
    // Highest basis first: 100 - 50; the renamed units cost 10.
    expect(outcome(result)).toEqual([["own", "50", "long", "hifo"]]);
    expect(late(result)[0]).toContain("HIFO was used. The gain is $40.00 less");
  });

  it("a lot that is gone from all accounts of a universal pool is said not to be there", () => {
    const result = ledgerOf(
      [
        buy("2023-01-01", "10", "20", { id: "L1" }),
        buy("2023-01-02", "10", "30", { id: "L2", account: "B" }),
        sell("2023-06-01", "10", "50"),
        sale("2024-09-02"),
      ],
      { pool: "universal-until-2024", identifications: [named("L1", "2024-09-01")] },
    );
    expect(outcome(result).at(-1)).toEqual(["L2", "70", "long", "fifo"]);
    expect(result.issues.map(({ code }) => code)).toEqual(["bad-identification"]);
  });

  it("compares with the lowest gain where that is in force", () => {
    const result = sold("2025-09-02", {
      standingOrders: [order({ method: "lowest-gain" })],
      identifications: [named("L1", "2028-01-01", null, "4")],
    });
    // As it is 10 of L2: 50. Named: 4 of L1 (8) and 6 of L2 (30): 62.
    expect(late(result)[0]).toContain(
      "the order for the lowest gain was used. The gain is $12.00 less",
    );
  });
});

describe("standing orders in time, by custody", () => {
  const under = (date: string, orders: StandingOrder[], accounts = custody("broker")) =>
    sold(date, { accounts, standingOrders: orders });

  it("before 2027 the books suffice; from 2027 the broker must have been told", () => {
    expect(outcome(under("2026-09-02", [order({})]))[0]?.[3]).toBe("lifo");
    expect(outcome(under("2027-09-02", [order({})]))[0]?.[3]).toBe("fifo");
    expect(outcome(under("2027-09-02", [order({})], custody("own")))[0]?.[3]).toBe("lifo");
    const told2026 = order({ toldBrokerAt: moment("2026-12-01") });
    expect(outcome(under("2027-09-02", [told2026]))[0]?.[3]).toBe("lifo");
    const toldLater = order({ toldBrokerAt: moment("2027-09-02T12:00:00.001Z") });
    expect(outcome(under("2027-09-02", [toldLater]))[0]?.[3]).toBe("fifo");
  });

  it("says which order was late, under which rule, once, and what was used", () => {
    const result = ledgerOf(
      [...lots(2027), sell("2027-09-02", "1", "10"), sell("2027-09-03", "1", "10")],
      { standingOrders: [order({})] },
      LATER,
    );
    expect(late(result)).toEqual([
      "The standing order for LIFO from 2020-01-01T12:00:00.000Z was not told to the broker by 2027-09-02T12:00:00.000Z: what happens before that does not follow it (Reg. 1.1012-1(j)(3)(ii)); FIFO was used.",
    ]);
    const written = order({ effectiveFrom: moment("2024-01-01"), madeAt: moment("2025-10-01") });
    expect(late(under("2025-09-02", [written], custody("own")))).toEqual([
      "The standing order for LIFO from 2024-01-01T12:00:00.000Z was written down only on 2025-10-01T12:00:00.000Z: what happened before that does not follow it (Reg. 1.1012-1(j)(2)); FIFO was used.",
    ]);
  });

  it("an older order the broker knows beats a newer one it was never told of", () => {
    const older = order({ id: "hifo", method: "hifo", toldBrokerAt: moment("2026-12-01") });
    const newer = order({
      id: "lifo",
      effectiveFrom: moment("2026-06-01"),
      madeAt: moment("2026-06-01"),
    });
    const result = under("2027-09-02", [newer, older]);
    expect(result.closedLots[0]).toMatchObject({ method: "hifo", standingOrder: "hifo" });
    expect(late(result)[0]).toContain("HIFO was used");
    expect(under("2026-09-02", [newer, older]).closedLots[0]?.standingOrder).toBe("lifo");
  });

  it("an order late for FIFO, or not the one that would have governed, is no matter", () => {
    const fifo = order({ method: "fifo" });
    expect(late(under("2027-09-02", [fifo]))).toEqual([]);
    const forOther = order({ account: accountId("Z") });
    expect(late(under("2027-09-02", [forOther]))).toEqual([]);
    const notYet = order({ effectiveFrom: moment("2027-10-01"), madeAt: moment("2027-11-01") });
    expect(late(under("2027-09-02", [notYet]))).toEqual([]);
  });

  it("two orders of one moment: the one written later wins, then the id", () => {
    const at = moment("2025-01-01");
    const a = order({ id: "a", method: "lifo", effectiveFrom: at });
    const b = order({ id: "b", method: "hifo", effectiveFrom: at, madeAt: moment("2024-01-01") });
    const c = order({ id: "c", method: "lofo", effectiveFrom: at, madeAt: moment("2024-01-01") });
    const winner = (orders: StandingOrder[]) =>
      under("2025-09-02", orders).closedLots[0]?.standingOrder;
    expect([winner([a, b]), winner([b, a]), winner([b, c]), winner([c, b])]).toEqual([
      "b",
      "b",
      "c",
      "c",
    ]);
  });
});
