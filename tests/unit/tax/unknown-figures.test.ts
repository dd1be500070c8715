import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { LotMethod, StandingOrder } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));

const order = (method: LotMethod): StandingOrder => ({
  id: "o",
  account: null,
  method,
  effectiveFrom: instant("2000-01-01T00:00:00Z"),
  madeAt: instant("2000-01-01T00:00:00Z"),
  toldBrokerAt: null,
});

/** A donor who paid 100, market value 60 at the gift. */
const GIFT: Transaction = {
  ...told("2024-03-01", { id: "gift" }),
  kind: "gift-received",
  received: leg("BTC", "1"),
  value: usd("60"),
  donorBasis: usd("100"),
  donorAcquired: calendarDate("2020-01-01"),
  giftTaxShare: ZERO_USD,
};

describe("proceeds that are not known", () => {
  const lots = [
    buy("2024-01-01", "1", "10", { id: "a" }),
    buy("2024-01-02", "1", "30", { id: "b" }),
    buy("2024-01-03", "1", "30", { id: "c" }),
  ];

  it("are not known for each of the lots sold, whose basis stands", () => {
    const { closedLots } = ledgerOf([...lots, sell("2024-06-01", "3", null)]);
    expect(
      closedLots.map(({ lot, proceeds, basis, gain }) => [lot, proceeds, text(basis), gain]),
    ).toEqual([
      ["a", null, "10", null],
      ["b", null, "30", null],
      ["c", null, "30", null],
    ]);
  });

  it("under lowest gain the highest basis is taken, of equal ones the oldest", () => {
    const { closedLots } = ledgerOf([...lots, sell("2024-06-01", "1", null)], {
      standingOrders: [order("lowest-gain")],
    });
    expect(closedLots.map(({ lot }) => lot)).toEqual(["b"]);
    // A gift among them counts with its basis for gain: 100 is more than 30.
    const gifted = ledgerOf([...lots, GIFT, sell("2024-06-01", "1", null)], {
      standingOrders: [order("lowest-gain")],
    });
    expect(gifted.closedLots.map(({ lot }) => lot)).toEqual(["gift"]);
  });

  it("of a gift: no loss is assumed, so the giver's basis and day stand", () => {
    const { closedLots } = ledgerOf([GIFT, sell("2024-06-01", "1", null)]);
    expect(closedLots).toMatchObject([
      { basis: usd("100"), acquired: "2020-01-01", term: "long", proceeds: null, gain: null },
    ]);
  });
});

describe("a basis that is not known", () => {
  const arrived: Transaction = {
    ...told("2024-01-01", { id: "d" }),
    kind: "deposit",
    received: leg("BTC", "3"),
    value: null,
  };

  it("stays so in what is sold of a lot and in what is left of it", () => {
    const { closedLots, openLots } = ledgerOf([arrived, sell("2024-06-01", "1", "9")]);
    expect(closedLots.map(({ basis, gain, proceeds }) => [basis, gain, text(proceeds)])).toEqual([
      [null, null, "9"],
    ]);
    expect(openLots.map(({ basis, quantity: units }) => [basis, quantityText(units)])).toEqual([
      [null, "2"],
    ]);
  });

  it("comes last under lowest gain, whatever it is sold for", () => {
    const rows = [
      arrived,
      buy("2024-01-02", "1", "1", { id: "b" }),
      sell("2024-06-01", "2", "900"),
    ];
    const { closedLots } = ledgerOf(rows, { standingOrders: [order("lowest-gain")] });
    expect(closedLots.map(({ lot }) => lot)).toEqual(["b", "d"]);
  });
});

it("units without a lot say which order would have chosen one", () => {
  const { closedLots } = ledgerOf([sell("2024-06-01", "1", "9")], {
    standingOrders: [order("hifo")],
  });
  expect(closedLots).toMatchObject([
    { lot: null, method: "hifo", standingOrder: "o", term: "short" },
  ]);
});

describe("a sale to a related buyer, whose loss does not count (IRC 267(a)(1))", () => {
  const toSister = (proceeds: string | null, cost: string | null) => {
    const sale = { ...sell("2024-06-01", "1", proceeds), deniedLoss: "related-party" } as const;
    const { closedLots } = ledgerOf([buy("2024-01-01", "1", cost), sale]);
    return closedLots.map(({ gain, adjustments }) => [
      text(gain),
      adjustments.map(({ code, amount }) => `${code} ${usdText(amount)}`).join(),
    ]);
  };

  it("denies a loss whole, and touches no gain and nothing that is not known", () => {
    expect(toSister("40", "100")).toEqual([["0", "L 60"]]);
    expect(toSister("100", "100")).toEqual([["0", ""]]);
    expect(toSister("130", "100")).toEqual([["30", ""]]);
    expect(toSister(null, "100")).toEqual([[null, ""]]);
    expect(toSister("40", null)).toEqual([[null, ""]]);
  });
});

describe("a loss on a gift runs from the gift (Pub. 550; IRC 1223(2) speaks of the giver's basis only)", () => {
  // Given on March 1, 2024: held more than a year from March 2, 2025 (rules.md 1.8).
  it.each([
    ["2025-03-01", "short"],
    ["2025-03-02", "long"],
  ])("sold on %s it is %s", (date, term) => {
    const { closedLots } = ledgerOf([GIFT, sell(date, "1", "50")]);
    expect(closedLots).toMatchObject([
      { basis: usd("60"), gain: usd("-10"), acquired: "2024-03-01", term },
    ]);
  });
});

describe("the ledger as a whole", () => {
  it("the very same row twice counts once, and that is said", () => {
    const row = buy("2024-01-01", "1", "10", { id: "same" });
    const { openLots, issues } = ledgerOf([row, row]);
    expect(openLots.map(({ lot }) => lot)).toEqual(["same"]);
    expect(issues.map(({ code, severity, transaction }) => [code, severity, transaction])).toEqual([
      ["duplicate-id", "check", "same"],
    ]);
  });

  it("a year without published amounts is refused once, however many sales it has", () => {
    const rows = [
      buy("2026-01-01", "5", "5"),
      sell("2027-01-02", "1", "2", { id: "first" }),
      sell("2027-01-03", "1", "2"),
      sell("2028-01-03", "1", "2", { id: "next" }),
    ];
    const asOf = { at: instant("2028-06-01T00:00:00Z"), date: calendarDate("2028-06-01") };
    const { issues } = ledgerOf(rows, {}, asOf);
    expect(issues.map(({ code, transaction, date }) => [code, transaction, date])).toEqual([
      ["unsupported-year", "first", "2027-01-02"],
      ["unsupported-year", "next", "2028-01-03"],
    ]);
  });

  it("with no securities and no universal pool there is no wash sale and nothing to cut over", () => {
    expect(ledgerOf([buy("2024-01-01", "1", "10")])).toMatchObject({
      washSales: [],
      cutoverMismatch: [],
    });
  });
});
