import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { firstOutFrom2025, lateFor } from "@/lib/tax/allocation-deadline";
import { Custody } from "@/lib/tax/custody";
import type { Allocation2025 } from "@/lib/tax/settings";
import { accountId, assetId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { AS_OF, buy, ledgerOf, leg, sell, settings, told } from "./make";

const BTC = assetId("BTC");
const A = accountId("A");

describe("the rule an identification stands under, on the first day of each", () => {
  const mine = new Custody([{ account: A, custody: "own", owner: "client" }]);
  const brokers = new Custody([]);

  it.each([
    ["2024-12-31", "IRS FAQ 39-41 on virtual currency", "IRS FAQ 39-41 on virtual currency"],
    ["2025-01-01", "Reg. 1.1012-1(j)(3), Notice 2025-7", "Reg. 1.1012-1(j)(2)"],
    ["2025-12-31", "Reg. 1.1012-1(j)(3), Notice 2025-7", "Reg. 1.1012-1(j)(2)"],
    ["2026-01-01", "Reg. 1.1012-1(j)(3), Notice 2026-20", "Reg. 1.1012-1(j)(2)"],
    ["2026-12-31", "Reg. 1.1012-1(j)(3), Notice 2026-20", "Reg. 1.1012-1(j)(2)"],
    ["2027-01-01", "Reg. 1.1012-1(j)(3)(ii)", "Reg. 1.1012-1(j)(2)"],
  ])("%s: %s with a broker, %s in an own wallet", (day, broker, own) => {
    const date = calendarDate(day);
    expect([brokers.authority(A, date), mine.authority(A, date)]).toEqual([broker, own]);
    expect([brokers.mustTell(A, date), mine.mustTell(A, date)]).toEqual([
      day === "2027-01-01",
      false,
    ]);
  });
});

describe("the first sale or transfer from 2025 on", () => {
  const outs = (rows: Parameters<typeof firstOutFrom2025>[0]) => [
    ...firstOutFrom2025(rows, settings(), AS_OF),
  ];

  it("is the earliest by time, wherever it stands; the first day of 2025 and the moment of the question count", () => {
    const later = sell("2025-06-01", "1", "1");
    const first = sell("2025-01-01T00:00:00Z", "1", "1");
    const old = sell("2024-12-31T23:59:59Z", "1", "1");
    expect(outs([later, first, old])).toEqual([["BTC", "2025-01-01T00:00:00.000Z"]]);
    expect(outs([first, later])).toEqual([["BTC", "2025-01-01T00:00:00.000Z"]]);
    expect(outs([sell(AS_OF.at, "1", "1")])).toEqual([["BTC", AS_OF.at]]);
    expect(outs([sell("2026-11-21T12:00:00.001Z", "1", "1"), old])).toEqual([]);
  });
});

describe("a global allocation without its rule", () => {
  it("says what it lacks", () => {
    const allocation: Allocation2025 = {
      kind: "global",
      completedAt: instant("2025-02-01T00:00:00Z"),
      rows: [],
    };
    const late = lateFor(allocation, BTC, { firstOut: new Map(), timeZone: "UTC" });
    expect(late?.message).toBe(
      "A global allocation needs a rule written down before 2025-01-01 (Rev. Proc. 2024-28); none is told. The allocation of BTC is not applied; its lots stay where they were traced to, first in first out.",
    );
    expect(late?.remedy).not.toBe("");
  });
});

describe("an allocation that cannot be is tied to the first row under the new rule", () => {
  const rows = [
    buy("2023-01-01", "2", "20", { id: "a" }),
    sell("2025-02-01", "1", "30", { id: "next" }),
  ];
  const run = (units: string, lot = "a") =>
    ledgerOf(rows, {
      pool: "universal-until-2024",
      allocation2025: {
        kind: "specific",
        completedAt: instant("2024-12-31T00:00:00Z"),
        rows: [
          { account: A, lot, quantity: quantity("2") },
          { account: A, lot: "a", quantity: quantity(units) },
        ],
      },
    }).issues;

  it("units of nothing are no units", () => {
    expect(run("0")).toMatchObject([
      {
        code: "allocation-mismatch",
        severity: "blocking",
        transaction: "next",
        account: "A",
        asset: "BTC",
        date: "2025-02-01",
      },
    ]);
    expect(run("0")[0]?.message).toMatch(
      /^The allocation places units of lot a that are not above zero\./,
    );
  });

  it("a lot that was never there belongs to no asset", () => {
    expect(run("2", "nowhere")).toMatchObject([
      { code: "allocation-mismatch", severity: "blocking", transaction: "next", asset: null },
    ]);
  });
});

it("a gift left to somebody and a fee in kind of another asset are told apart as they leave", () => {
  const gift = {
    ...told("2025-03-01", { id: "gift" }),
    kind: "gift-sent",
    sent: leg("ETH", "1"),
    value: usd("5"),
    fees: [{ ...leg("SOL", "1"), value: usd("1") }],
  } as const;
  expect([...firstOutFrom2025([gift], settings(), AS_OF)]).toEqual([
    ["ETH", "2025-03-01T12:00:00.000Z"],
    ["SOL", "2025-03-01T12:00:00.000Z"],
  ]);
});
