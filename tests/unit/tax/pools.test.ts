import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import type { Allocation2025 } from "@/lib/tax/settings";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

const move = (date: string, units: string): Transaction => ({
  ...told(date),
  kind: "transfer",
  toAccount: accountId("B"),
  sent: leg("BTC", units),
  received: leg("BTC", units),
  feeValue: null,
});

describe("universal until 2024, then per account (Rev. Proc. 2024-28)", () => {
  const rows = [
    buy("2021-01-01", "2", "200", { id: "a" }),
    buy("2022-01-01", "2", "800", { id: "b", account: "B" }),
    sell("2023-01-01", "1", "500", { account: "B" }),
  ];

  it("a sale before 2025 takes the oldest lot of all accounts, one from 2025 on its own account's", () => {
    const { closedLots } = ledgerOf([...rows, sell("2025-01-01", "1", "500", { account: "B" })], {
      pool: "universal-until-2024",
    });
    expect(closedLots.map(({ lot, sold }) => [lot, sold])).toEqual([
      ["a", "2023-01-01"],
      ["b", "2025-01-01"],
    ]);
  });

  it("one pool for ever is only for comparing, and says so once from 2025 on", () => {
    const later = [
      sell("2025-01-01", "1", "500", { id: "x", account: "B" }),
      sell("2025-02-01", "1", "500", { account: "B" }),
    ];
    const { closedLots, issues } = ledgerOf([...rows, ...later], { pool: "universal" });
    expect(closedLots.map(({ lot }) => lot)).toEqual(["a", "a", "b"]);
    expect(issues.map(({ code, severity, transaction }) => [code, severity, transaction])).toEqual([
      ["choice-needed", "blocking", "x"],
    ]);
    expect(ledgerOf(rows, { pool: "universal" }).issues).toEqual([]);
  });

  it("says where the units held and the lots left do not match when 2025 begins", () => {
    const { cutoverMismatch, issues } = ledgerOf(
      [...rows, sell("2025-01-01", "1", "500", { account: "B" })],
      { pool: "universal-until-2024" },
    );
    expect(
      cutoverMismatch.map(({ account, held, located }) => [
        account,
        quantityText(held),
        quantityText(located),
      ]),
    ).toEqual([
      ["A", "2", "1"],
      ["B", "1", "2"],
    ]);
    expect(issues.map(({ code }) => code)).toEqual(["allocation-mismatch", "allocation-mismatch"]);
  });

  it("a completed allocation decides where unused lots are", () => {
    const allocation2025: Allocation2025 = {
      kind: "specific",
      completedAt: instant("2024-12-31T00:00:00Z"),
      rows: [
        { account: accountId("B"), lot: "a", quantity: quantity("1") },
        { account: accountId("A"), lot: "b", quantity: quantity("2") },
      ],
    };
    const { closedLots, openLots, issues } = ledgerOf(
      [...rows, sell("2025-01-01", "1", "500", { account: "B" })],
      { pool: "universal-until-2024", allocation2025 },
    );
    expect(closedLots.at(-1)).toMatchObject({ lot: "a", basis: usd("100") });
    expect(
      openLots.map(({ account, lot, basis }) => [account, lot, basis && usdText(basis)]),
    ).toEqual([["A", "b", "800"]]);
    expect(issues).toEqual([]);
  });

  it("an allocation that invents or loses units is not applied", () => {
    const allocation2025: Allocation2025 = {
      kind: "specific",
      completedAt: instant("2024-12-31T00:00:00Z"),
      rows: [{ account: accountId("B"), lot: "a", quantity: quantity("5") }],
    };
    const { issues, closedLots } = ledgerOf(
      [...rows, sell("2025-01-01", "1", "500", { account: "B" })],
      { pool: "universal-until-2024", allocation2025 },
    );
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
      ["allocation-mismatch", "blocking"],
      ["allocation-mismatch", "blocking"],
      ["allocation-mismatch", "check"],
      ["allocation-mismatch", "check"],
    ]);
    expect(closedLots.at(-1)?.lot).toBe("b");
  });

  it("a move before 2025 finds its units even when the pool used the account's lots for sales elsewhere", () => {
    const { openLots, issues } = ledgerOf(
      [...rows, sell("2023-02-01", "1", "500", { account: "B" }), move("2024-01-01", "2")],
      { pool: "universal-until-2024" },
    );
    expect(issues).toEqual([]);
    expect(
      openLots.map(({ account, lot, quantity: units }) => [account, lot, quantityText(units)]),
    ).toEqual([["B", "b", "2"]]);
  });
});

describe("gifts and inheritances (IRC 1014, 1015)", () => {
  const gift = (donorBasis: string | null, value: string | null): Transaction => ({
    ...told("2025-06-01", { id: "gift" }),
    kind: "gift-received",
    received: leg("BTC", "2"),
    value: value === null ? null : usd(value),
    donorBasis: donorBasis === null ? null : usd(donorBasis),
    donorAcquired: calendarDate("2024-01-01"),
    giftTaxShare: usd("0"),
  });
  // Pub. 550: donor's basis 100 a unit, 60 at the gift.
  it.each([
    ["130", "100", "30", "long", "2024-01-01"],
    ["100", "100", "0", "long", "2024-01-01"],
    ["80", "80", "0", "long", "2024-01-01"],
    ["60", "60", "0", "long", "2024-01-01"],
    ["59.99", "60", "-0.01", "short", "2025-06-01"],
  ])("sold for %s: basis %s, gain %s, %s", (proceeds, basis, gain, term, acquired) => {
    const [lot] = ledgerOf([gift("200", "120"), sell("2025-09-01", "1", proceeds)]).closedLots;
    expect([lot?.basis, lot?.gain, lot?.term, lot?.acquired]).toEqual([
      usd(basis),
      usd(gain),
      term,
      acquired,
    ]);
  });

  it("has no loss basis of its own when the gift was worth more than it cost", () => {
    const [lot] = ledgerOf([gift("40", "60")]).openLots;
    expect([lot?.basis && usdText(lot.basis), lot?.lossBasis, lot?.acquired, lot?.opened]).toEqual([
      "40",
      null,
      "2024-01-01",
      "2025-06-01",
    ]);
  });

  it("keeps an unknown donor's basis unknown and says so", () => {
    const { openLots, issues } = ledgerOf([gift(null, "60")]);
    expect(openLots[0]?.basis).toBeNull();
    expect(issues.map(({ code }) => code)).toEqual(["missing-value"]);
  });

  it("an inherited lot is long term the day after, with the value at death as basis", () => {
    const inherited: Transaction = {
      ...told("2025-06-01"),
      kind: "inherited",
      received: leg("BTC", "1"),
      value: usd("500"),
    };
    const [lot] = ledgerOf([inherited, sell("2025-06-02", "1", "400")]).closedLots;
    expect([lot?.acquired, lot?.term, lot?.gain && usdText(lot.gain)]).toEqual([
      "inherited",
      "long",
      "-100",
    ]);
  });
});
