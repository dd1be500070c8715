import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import type { LedgerSettings, LotMethod } from "@/lib/tax/settings";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

/** What is said of an identification of `units` of a lot for "sale", written down on January 1, 2026. */
function cost(
  rows: readonly Transaction[],
  lot: string,
  units: string,
  change: Partial<LedgerSettings> = {},
): string | undefined {
  const { issues } = ledgerOf(rows, {
    identifications: [
      {
        transaction: transactionId("sale"),
        madeAt: instant("2026-01-01T00:00:00Z"),
        toldBrokerAt: null,
        lots: [{ lot, quantity: quantity(units) }],
      },
    ],
    ...change,
  });
  return issues
    .find(({ code }) => code === "late-identification")
    ?.message.split(". ")
    .at(-1);
}

const order = (method: LotMethod) => ({
  standingOrders: [
    {
      id: "o",
      account: null,
      method,
      effectiveFrom: instant("2000-01-01T00:00:00Z"),
      madeAt: instant("2000-01-01T00:00:00Z"),
      toldBrokerAt: null,
    },
  ],
});

const sale = (units: string, proceeds: string | null, change = {}) =>
  sell("2025-06-01", units, proceeds, { id: "sale", ...change });

const SAME = "The gain is the same as with the lots named.";

describe("what a late identification costs: what it could have reached", () => {
  it("a loss of the lots named counts as a loss", () => {
    const lots = [buy("2024-01-01", "1", "10"), buy("2024-02-01", "1", "90", { id: "dear" })];
    // First in first out: 50 - 10 = 40. Named: 50 - 90 = -40.
    expect(cost([...lots, sale("1", "50")], "dear", "1")).toBe(
      "The gain is $80.00 more than with the lots named.",
    );
  });

  it("not the units of a lot that are in another account", () => {
    const rows = [
      buy("2024-01-01", "2", "80", { id: "split" }),
      {
        ...told("2024-02-01"),
        kind: "transfer",
        toAccount: accountId("B"),
        sent: leg("BTC", "1"),
        received: leg("BTC", "1"),
        feeValue: null,
      } as const,
      buy("2024-03-01", "1", "10"),
      sale("2", "200"),
    ];
    // Two of the lot are named, one is there: with the other lot that makes the two units that were sold anyway.
    expect(cost(rows, "split", "2")).toBe(SAME);
  });

  it("not the units that are still of the old asset, in one pool for all accounts", () => {
    const rows: readonly Transaction[] = [
      buy("2024-01-01", "3", "30", { id: "o", asset: "OLD" }),
      {
        ...told("2024-02-01"),
        kind: "migration",
        sent: leg("OLD", "1"),
        received: leg("NEW", "2"),
      },
      buy("2024-03-01", "1", "50", { id: "n", asset: "NEW" }),
      sell("2024-06-01", "1", "90", { id: "sale", asset: "NEW" }),
    ];
    // Named: half of the 10 that one OLD cost. The last bought has a basis of 50: 40 against 85.
    expect(cost(rows, "o", "1", { pool: "universal-until-2024", ...order("lifo") })).toBe(
      "The gain is $45.00 less than with the lots named.",
    );
  });

  it("the rest by lowest gain, with the basis of a gift that counts at this price", () => {
    const gift: Transaction = {
      ...told("2024-02-01", { id: "gift" }),
      kind: "gift-received",
      received: leg("BTC", "1"),
      value: usd("60"),
      donorBasis: usd("100"),
      donorAcquired: calendarDate("2020-01-01"),
      giftTaxShare: ZERO_USD,
    };
    const rows = [
      buy("2024-01-01", "1", "10", { id: "own" }),
      gift,
      buy("2024-03-01", "1", "70", { id: "dear" }),
      sale("2", "130"),
    ];
    // 65 a unit. Lowest gain: -5 of the dear one and nothing on the gift (60 to 100): -5. Named: 55 and then -5: 50.
    expect(cost(rows, "own", "1", order("lowest-gain"))).toBe(
      "The gain is $55.00 less than with the lots named.",
    );
  });

  it("is not known while the basis of what was used is not", () => {
    const rows = [
      buy("2024-01-01", "1", null, { id: "unknown" }),
      buy("2024-02-01", "1", "90", { id: "known" }),
      sale("1", "50"),
    ];
    expect(cost(rows, "known", "1")).toBe(
      "What that changes is not known: a basis or the proceeds are missing.",
    );
  });

  it("depends on no lot while the proceeds are not known", () => {
    const rows = [buy("2024-01-01", "1", "10", { id: "a" }), sale("1", null)];
    expect(cost(rows, "a", "1")).toBe(
      "The gain of this row does not depend on it; other lots are left.",
    );
  });
});

describe("a global allocation completed in 2025 (Rev. Proc. 2024-28, example 4)", () => {
  const COMPLETED = "2025-03-01T12:00:00Z";
  const run = (at: string, madeAt: string) => {
    const rows = [
      buy("2023-01-01", "2", "20", { id: "old" }),
      buy("2023-02-01", "2", "80", { id: "new" }),
      sell(at, "1", "50", { id: "sale" }),
    ];
    return ledgerOf(rows, {
      pool: "universal-until-2024",
      allocation2025: {
        kind: "global",
        completedAt: instant(COMPLETED),
        describedAt: instant("2024-12-01T00:00:00Z"),
        rows: [
          { account: accountId("A"), lot: "old", quantity: quantity("2") },
          { account: accountId("A"), lot: "new", quantity: quantity("2") },
        ],
      },
      identifications: [
        {
          transaction: transactionId("sale"),
          madeAt: instant(madeAt),
          toldBrokerAt: null,
          lots: [{ lot: "new", quantity: quantity("1") }],
        },
      ],
    });
  };
  const why = (result: ReturnType<typeof run>) => result.issues[0]?.message.split("; FIFO")[0];

  it("until its very moment no units can be named, from then on they can", () => {
    const before = run("2025-03-01T11:59:59.999Z", "2025-02-01T00:00:00Z");
    expect(before.closedLots.map(({ lot }) => lot)).toEqual(["old"]);
    expect(why(before)).toBe(
      "The global allocation of BTC was completed only on 2025-03-01T12:00:00.000Z; until then no units can be identified (Rev. Proc. 2024-28, example 4)",
    );
    const then = run(COMPLETED, "2025-02-01T00:00:00Z");
    expect(then.closedLots.map(({ lot }) => lot)).toEqual(["new"]);
    expect(then.issues).toEqual([]);
  });

  it("afterwards a late identification is late for its own reason", () => {
    for (const at of [COMPLETED, "2025-04-01T12:00:00Z"]) {
      const result = run(at, "2025-05-01T00:00:00Z");
      expect(result.closedLots.map(({ lot }) => lot)).toEqual(["old"]);
      expect(why(result)).toBe(
        "The lots were identified on 2025-05-01T00:00:00.000Z, after this happened, so that does not count (Reg. 1.1012-1(j)(3), Notice 2025-7)",
      );
    }
  });
});
