import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { LotMethod, StandingOrder } from "@/lib/tax/settings";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { AS_OF, buy, ledgerOf, leg, sell, told } from "./make";

function order(method: LotMethod, change: Partial<StandingOrder> = {}): StandingOrder {
  return {
    id: `order-${method}`,
    account: null,
    method,
    effectiveFrom: instant("2020-01-01T00:00:00Z"),
    madeAt: instant("2020-01-01T00:00:00Z"),
    toldBrokerAt: null,
    ...change,
  };
}

const line = (lot: ClosedLot) => [
  lot.lot,
  quantityText(lot.quantity),
  lot.gain === null ? null : usdText(lot.gain),
  lot.term,
];

describe("basis, proceeds and fees", () => {
  it("adds purchase costs to basis and takes sale costs off the proceeds", () => {
    const { closedLots } = ledgerOf([
      buy("2024-01-10", "2", "20000", { id: "b", fee: "50" }),
      sell("2024-06-10", "1", "15000", { fee: "30" }),
    ]);
    expect(
      closedLots.map(({ proceeds, basis, gain }) =>
        [proceeds, basis, gain].map((x) => x && usdText(x)),
      ),
    ).toEqual([["14970", "10025", "4945"]]);
  });

  it("splits proceeds over lots by units so that they add up exactly", () => {
    const { closedLots } = ledgerOf([
      buy("2024-01-10", "1", "1", { id: "a" }),
      buy("2024-01-11", "1", "1", { id: "b" }),
      buy("2024-01-12", "1", "1", { id: "c" }),
      sell("2024-06-10", "3", "100"),
    ]);
    expect(closedLots.map(({ proceeds }) => proceeds && usdText(proceeds))).toEqual([
      "33.333333333333333333",
      "33.333333333333333333",
      "33.333333333333333334",
    ]);
  });

  it("makes a fee paid in a third coin a disposal of its own and a cost of the sale", () => {
    const sale: Transaction = {
      ...told("2025-06-10", { id: "s" }),
      kind: "sell",
      sent: leg("BTC", "1"),
      value: usd("100"),
      fees: [{ ...leg("BNB", "2"), value: usd("10") }],
    };
    const { closedLots, issues } = ledgerOf([
      buy("2025-01-01", "1", "50"),
      buy("2025-01-02", "5", "20", { asset: "BNB" }),
      sale,
    ]);
    expect(
      closedLots.map(({ kind, proceeds, basis }) => [
        kind,
        proceeds && usdText(proceeds),
        basis && usdText(basis),
      ]),
    ).toEqual([
      ["sell", "90", "50"],
      ["fee", "10", "8"],
    ]);
    expect(issues).toEqual([]);
  });

  it("treats foreign money as money: no lot, no gain, its cost still counted", () => {
    const swap: Transaction = {
      ...told("2025-03-01", { id: "s", fee: "3" }),
      kind: "swap",
      sent: leg("EUR", "90"),
      received: leg("BTC", "1"),
      value: usd("100"),
      withheld: null,
    };
    const { closedLots, openLots, issues } = ledgerOf([swap]);
    expect(closedLots).toEqual([]);
    expect(openLots.map(({ lot, basis }) => [lot, basis && usdText(basis)])).toEqual([
      ["s:in", "103"],
    ]);
    expect(issues).toEqual([]);
  });
});

describe("lot choice", () => {
  const lots = [
    buy("2023-01-10", "1", "10000", { id: "old" }),
    buy("2024-03-10", "1", "40000", { id: "dear", fee: "10" }),
    buy("2024-09-10", "1", "20000", { id: "new" }),
  ];

  it.each([
    ["fifo", "old"],
    ["lifo", "new"],
    ["hifo", "dear"],
    ["lowest-gain", "dear"],
  ] as const)("%s takes lot %s first", (method, expected) => {
    const { closedLots } = ledgerOf([...lots, sell("2024-12-01", "1", "30000")], {
      standingOrders: [order(method)],
    });
    expect(closedLots.map(({ lot }) => lot)).toEqual([expected]);
    expect(closedLots[0]?.method).toBe(method);
  });

  it("HIFO counts fees: the higher basis per unit wins, not the higher price", () => {
    const { closedLots } = ledgerOf(
      [
        buy("2024-01-01", "1", "100", { id: "price" }),
        buy("2024-01-02", "1", "99", { id: "fee", fee: "2" }),
        sell("2024-05-05", "1", "100"),
      ],
      { standingOrders: [order("hifo")] },
    );
    expect(closedLots[0]?.lot).toBe("fee");
  });

  it("a standing order counts only from when it was written down, and says so", () => {
    const late = order("lifo", {
      effectiveFrom: instant("2024-01-01T00:00:00Z"),
      madeAt: instant("2024-12-15T00:00:00Z"),
      toldBrokerAt: null,
    });
    const { closedLots, issues } = ledgerOf(
      [...lots, sell("2024-12-01", "1", "30000"), sell("2024-12-20", "1", "30000")],
      { standingOrders: [late] },
    );
    expect(closedLots.map(({ lot, method }) => [lot, method])).toEqual([
      ["old", "fifo"],
      ["new", "lifo"],
    ]);
    expect(issues.map(({ code }) => code)).toEqual(["late-identification"]);
  });

  it("an order for the account beats one for all accounts, and of two the later in effect wins", () => {
    const orders = [
      order("hifo", { id: "all", effectiveFrom: instant("2024-06-01T00:00:00Z") }),
      order("fifo", { id: "one", account: accountId("A") }),
      order("lifo", {
        id: "two",
        account: accountId("A"),
        effectiveFrom: instant("2024-05-01T00:00:00Z"),
      }),
    ];
    const { closedLots } = ledgerOf([...lots, sell("2024-12-01", "1", "30000")], {
      standingOrders: orders,
    });
    expect(closedLots[0]).toMatchObject({ lot: "new", standingOrder: "two" });
  });

  it("lowest gain: among equal gains a gain prefers long term, a loss prefers short term", () => {
    const equal = [
      buy("2023-01-10", "1", "100", { id: "long" }),
      buy("2024-06-10", "1", "100", { id: "short" }),
    ];
    const at = (proceeds: string) =>
      ledgerOf([...equal, sell("2024-12-01", "1", proceeds)], {
        standingOrders: [order("lowest-gain")],
      }).closedLots[0]?.lot;
    expect(at("150")).toBe("long");
    expect(at("50")).toBe("short");
  });

  it("lowest gain looks at which basis of a gift counts in this sale", () => {
    const gift: Transaction = {
      ...told("2024-02-01", { id: "gift" }),
      kind: "gift-received",
      received: leg("BTC", "1"),
      value: usd("60"),
      donorBasis: usd("100"),
      donorAcquired: calendarDate("2020-01-01"),
      giftTaxShare: usd("0"),
    };
    const at = (proceeds: string) =>
      ledgerOf(
        [gift, buy("2024-03-01", "1", "70", { id: "own" }), sell("2024-12-01", "1", proceeds)],
        { standingOrders: [order("lowest-gain")] },
      ).closedLots[0]?.lot;
    expect(at("65")).toBe("own"); // own: loss 5; gift: between the bases, no gain and no loss
    expect(at("90")).toBe("gift"); // own: gain 20; gift: 0
    expect(at("50")).toBe("own"); // own: loss 20; gift: loss 10
  });

  it("a specific identification made in time is used, a late one is not", () => {
    const sale = sell("2024-12-01", "1", "30000", { id: "sale" });
    const named = (madeAt: string) =>
      ledgerOf([...lots, sale], {
        identifications: [
          {
            transaction: sale.id,
            madeAt: instant(madeAt),
            toldBrokerAt: null,
            lots: [{ lot: "new", quantity: quantity("1") }],
          },
        ],
      });
    expect(named("2024-12-01T12:00:00Z").closedLots[0]).toMatchObject({
      lot: "new",
      method: "identified",
    });
    const late = named("2024-12-01T12:00:00.001Z");
    expect(late.closedLots[0]).toMatchObject({ lot: "old", method: "fifo" });
    expect(late.issues.map(({ code }) => code)).toEqual(["late-identification"]);
  });

  it("an identification of units that are not there is reported and the rest follows FIFO", () => {
    const sale = sell("2024-12-01", "2", "60000", { id: "sale2" });
    const { closedLots, issues } = ledgerOf([...lots, sale], {
      identifications: [
        {
          transaction: sale.id,
          madeAt: instant("2024-01-01T00:00:00Z"),
          toldBrokerAt: null,
          lots: [{ lot: "new", quantity: quantity("1.5") }],
        },
      ],
    });
    expect(closedLots.map(line)).toEqual([
      ["new", "1", "10000", "short"],
      ["old", "1", "20000", "long"],
    ]);
    expect(issues[0]).toMatchObject({ code: "bad-identification" });
    expect(issues[0]?.quantity && quantityText(issues[0].quantity)).toBe("0.5");
  });
});

describe("what is missing", () => {
  it("a sale without enough lots is a blocking issue with the missing quantity, never a zero basis", () => {
    const { closedLots, issues } = ledgerOf([
      buy("2024-01-01", "1.4", "2800", { asset: "ETH" }),
      sell("2024-06-01", "2", "6000", { asset: "ETH" }),
    ]);
    expect(
      closedLots.map(({ lot, basis, gain, term, proceeds }) => [
        lot !== null,
        basis,
        gain,
        term,
        proceeds && usdText(proceeds),
      ]),
    ).toEqual([
      [true, usd("2800"), usd("1400"), "short", "4200"],
      [false, null, null, "short", "1800"],
    ]);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      code: "missing-basis",
      severity: "blocking",
      message: "Sold 2 ETH; the account held 1.4 ETH. 0.6 ETH has no acquisition.",
    });
    expect(issues[0]?.quantity && quantityText(issues[0].quantity)).toBe("0.6");
  });

  it("an unmatched deposit opens a lot of unknown basis and date; selling it blocks the year", () => {
    const arrived: Transaction = {
      ...told("2023-01-01", { id: "d" }),
      kind: "deposit",
      received: leg("BTC", "1"),
      value: usd("500"),
    };
    const { closedLots, issues } = ledgerOf([arrived, sell("2024-06-01", "1", "900")]);
    expect(closedLots[0]).toMatchObject({
      lot: "d",
      acquired: null,
      basis: null,
      gain: null,
      term: "short",
    });
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
      ["unmatched-deposit", "check"],
      ["missing-basis", "blocking"],
    ]);
  });

  it("an unmatched withdrawal takes units out and is no sale", () => {
    const gone: Transaction = {
      ...told("2024-02-01"),
      kind: "withdrawal",
      sent: leg("BTC", "1"),
      value: null,
    };
    const { closedLots, removed, openLots, issues } = ledgerOf([
      buy("2024-01-01", "1", "10"),
      gone,
    ]);
    expect([closedLots, openLots]).toEqual([[], []]);
    expect(removed.map(({ why, basis }) => [why, basis && usdText(basis)])).toEqual([
      ["withdrawal", "10"],
    ]);
    expect(issues.map(({ code }) => code)).toEqual(["unmatched-withdrawal"]);
  });

  it("a value that is not known is never zero", () => {
    const { closedLots, issues } = ledgerOf([
      buy("2024-01-01", "1", null),
      sell("2024-02-01", "1", null),
    ]);
    expect(closedLots[0]).toMatchObject({ proceeds: null, basis: null, gain: null });
    expect(issues.map(({ code }) => code)).toEqual([
      "missing-value",
      "missing-value",
      "missing-basis",
    ]);
  });

  it.each([
    ["future-date", buy("2026-11-21T12:00:00.001Z", "1", "1")],
    ["early-date", buy("2009-01-02", "1", "1")],
    ["bad-quantity", buy("2024-01-01", "0", "1")],
    ["bad-quantity", buy("2024-01-01", "-1", "1")],
    [
      "unknown-kind",
      {
        ...told("2024-01-01"),
        kind: "unknown",
        label: "Mystery",
        sent: null,
        received: leg("BTC", "1"),
        value: null,
      },
    ],
  ] as const)("%s: the row has no effect and is reported", (code, tx) => {
    const { openLots, issues } = ledgerOf([tx as Transaction]);
    expect(openLots).toEqual([]);
    expect(issues.map((issue) => issue.code)).toEqual([code]);
    expect(issues[0]?.remedy).not.toBe("");
  });

  it("counts a negative price as not known and a negative fee as a rebate", () => {
    const { openLots, issues } = ledgerOf([
      buy("2024-01-01", "1", "-5"),
      buy("2024-01-02", "1", "100", { fee: "-1" }),
    ]);
    expect(openLots.map(({ basis }) => basis && usdText(basis))).toEqual([null, "99"]);
    expect(issues.map(({ code }) => code)).toEqual(["bad-value", "missing-value", "bad-value"]);
  });

  it("counts the first of two transactions with one id", () => {
    const { openLots, issues } = ledgerOf([
      buy("2024-01-01", "1", "1", { id: "same" }),
      buy("2024-01-02", "5", "5", { id: "same" }),
    ]);
    expect(openLots.map((lot) => quantityText(lot.quantity))).toEqual(["1"]);
    expect(issues.map(({ code }) => code)).toEqual(["duplicate-id"]);
  });

  it("a sale in a year whose amounts are not published is listed and refused", () => {
    const later = { at: instant("2027-06-01T00:00:00Z"), date: calendarDate("2027-06-01") };
    const { issues } = ledgerOf(
      [buy("2026-01-01", "1", "1"), sell("2027-01-02", "1", "2")],
      {},
      later,
    );
    expect(issues.map(({ code }) => code)).toEqual(["unsupported-year"]);
  });
});

describe("moves", () => {
  const move = (
    date: string,
    sent: string,
    received: string,
    change: { from?: string; to?: string } = {},
  ): Transaction => ({
    ...told(date, { account: change.from ?? "A" }),
    kind: "transfer",
    toAccount: accountId(change.to ?? "B"),
    sent: leg("BTC", sent),
    received: leg("BTC", received),
    feeValue: usd("10"),
  });

  it("an older lot that arrives later is still sold first", () => {
    const { closedLots } = ledgerOf([
      buy("2023-01-01", "1", "100", { id: "old" }),
      buy("2024-01-01", "1", "200", { id: "own", account: "B" }),
      move("2024-05-01", "1", "1"),
      sell("2024-06-01", "1", "300", { account: "B" }),
    ]);
    expect(closedLots.map(line)).toEqual([["old", "1", "200", "long"]]);
  });

  it("units that go there and back are one lot again", () => {
    const { openLots } = ledgerOf([
      buy("2023-01-01", "2", "100", { id: "old" }),
      move("2024-05-01", "1", "1"),
      move("2024-06-01", "1", "1", { from: "B", to: "A" }),
    ]);
    expect(
      openLots.map(({ lot, account, quantity: units, basis }) => [
        lot,
        account,
        quantityText(units),
        basis && usdText(basis),
      ]),
    ).toEqual([["old", "A", "2", "100"]]);
  });

  it("units sent without a lot arrive with an unknown basis, flagged", () => {
    const { openLots, issues } = ledgerOf([
      buy("2023-01-01", "1", "100"),
      move("2024-05-01", "1.5", "1.5"),
    ]);
    expect(
      openLots.map(({ account, quantity: units, basis }) => [
        account,
        quantityText(units),
        basis && usdText(basis),
      ]),
    ).toEqual([
      ["B", "1", "100"],
      ["B", "0.5", null],
    ]);
    expect(issues.map(({ code }) => code)).toEqual(["missing-basis"]);
  });

  it("a migration carries basis and date to the new asset without a disposal", () => {
    const renamed: Transaction = {
      ...told("2024-10-01"),
      kind: "migration",
      sent: leg("MATIC", "10"),
      received: leg("POL", "10"),
    };
    const { closedLots, openLots } = ledgerOf([
      buy("2023-01-01", "10", "7", { asset: "MATIC", id: "m" }),
      renamed,
    ]);
    expect(closedLots).toEqual([]);
    expect(
      openLots.map(({ lot, asset, acquired, basis }) => [
        lot,
        asset,
        acquired,
        basis && usdText(basis),
      ]),
    ).toEqual([["m", assetId("POL"), "2023-01-01", "7"]]);
  });
});

describe("order and dates", () => {
  it("takes the tax date in the client's zone", () => {
    const rows = [buy("2024-01-01", "1", "1"), sell("2025-01-01T04:59:59Z", "1", "2")];
    expect(ledgerOf(rows, { timeZone: "America/New_York" }).closedLots[0]?.sold).toBe("2024-12-31");
    expect(ledgerOf(rows).closedLots[0]?.sold).toBe("2025-01-01");
  });

  it("at one instant units arrive before they leave", () => {
    const { issues } = ledgerOf([sell("2024-01-01", "1", "2"), buy("2024-01-01", "1", "1")]);
    expect(issues).toEqual([]);
  });

  it("has no future: what is dated exactly now counts", () => {
    expect(ledgerOf([buy(AS_OF.at, "1", "1")]).openLots).toHaveLength(1);
  });
});
