import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { compareOrder, inOrder } from "@/lib/tax/order";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { buy, ledgerOf, leg, sell, told } from "./make";

const at = (id: string) => told("2024-01-01", { id });
const one = leg("BTC", "1");
const value = usd("1");

/** One row of each kind at one moment, in the order of events: units arrive, change, leave, are moved; then the rest. */
const ARRIVE: readonly Transaction[] = [
  { ...at("buy"), kind: "buy", received: one, value },
  { ...at("income"), kind: "income", incomeKind: "staking", received: one, value },
  { ...at("deposit"), kind: "deposit", received: one, value },
  {
    ...at("gift"),
    kind: "gift-received",
    received: one,
    value,
    donorBasis: value,
    donorAcquired: null,
    giftTaxShare: ZERO_USD,
  },
  { ...at("inherited"), kind: "inherited", received: one, value },
];
const CHANGE: readonly Transaction[] = [
  { ...at("swap"), kind: "swap", sent: one, received: leg("ETH", "1"), value, withheld: null },
  {
    ...at("conversion"),
    kind: "conversion",
    form: "wrap",
    treatment: "carry-over",
    sent: one,
    received: leg("WBTC", "1"),
    value,
  },
  { ...at("migration"), kind: "migration", sent: one, received: leg("XBT", "1") },
];
const LEAVE: readonly Transaction[] = [
  { ...at("sell"), kind: "sell", sent: one, value },
  { ...at("spend"), kind: "spend", sent: one, value },
  { ...at("fee"), kind: "fee", sent: one, value },
  { ...at("gift-sent"), kind: "gift-sent", sent: one, value },
  { ...at("donation"), kind: "donation", sent: one, value },
  { ...at("lost"), kind: "lost", sent: one, reason: "lost" },
  { ...at("withdrawal"), kind: "withdrawal", sent: one, value },
];
const MOVE: readonly Transaction[] = [
  {
    ...at("move"),
    kind: "transfer",
    toAccount: accountId("B"),
    sent: one,
    received: one,
    feeValue: null,
  },
];
const REST: readonly Transaction[] = [
  { ...at("cash"), kind: "cash", currency: assetId("USD"), amount: quantity("1") },
  { ...at("unknown"), kind: "unknown", label: "?", sent: null, received: null, value: null },
];

describe("the one order of events", () => {
  it("at one moment: what arrives, what changes, what leaves, what is moved, then the rest", () => {
    const groups = [ARRIVE, CHANGE, LEAVE, MOVE, REST];
    const all = groups.flat();
    expect(
      inOrder([...all].reverse().map((row, index) => ({ ...row, sequence: -index }))),
    ).toHaveLength(18);
    groups.forEach((group, rank) => {
      for (const row of group) {
        const later = groups.slice(rank + 1).flat();
        // Whatever their place in the file: kind comes before it.
        expect(
          later.every(
            (other) => compareOrder({ ...row, sequence: 9 }, { ...other, sequence: 1 }) < 0,
          ),
        ).toBe(true);
        expect(
          later.every(
            (other) => compareOrder({ ...other, sequence: 1 }, { ...row, sequence: 9 }) > 0,
          ),
        ).toBe(true);
        const same = group.every(
          (other) =>
            Math.sign(compareOrder({ ...row, sequence: 1 }, { ...other, sequence: 2 })) === -1,
        );
        expect(same).toBe(true);
      }
    });
  });

  it("the moment comes first, then the place in the source, then the id; a row is equal to itself", () => {
    const early = { ...sell("2024-01-01T11:59:59Z", "1", "1"), sequence: 9 };
    const first = { ...buy("2024-01-01", "1", "1", { id: "b" }), sequence: 1 };
    const next = { ...buy("2024-01-01", "1", "1", { id: "a" }), sequence: 2 };
    const tied = { ...buy("2024-01-01", "1", "1", { id: "c" }), sequence: 2 };
    expect(inOrder([tied, next, first, early])).toEqual([early, first, next, tied]);
    expect(inOrder([early, first, next, tied])).toEqual([early, first, next, tied]);
    expect([compareOrder(early, first), compareOrder(first, early)]).toEqual([-1, 1]);
    expect([compareOrder(next, tied), compareOrder(tied, next), compareOrder(tied, tied)]).toEqual([
      -1, 1, 0,
    ]);
  });

  it("rows told in any order give the same ledger", () => {
    // The cheap lot is the older one, so it is the one sold: 5 less 1.
    const rows = [
      sell("2024-03-01", "1", "5", { id: "sale" }),
      buy("2024-02-01", "1", "9", { id: "dear" }),
      buy("2024-01-01", "1", "1", { id: "cheap" }),
    ];
    const told3 = ledgerOf(rows);
    expect(told3.closedLots).toMatchObject([{ lot: "cheap", gain: usd("4") }]);
    expect(ledgerOf([...rows].reverse())).toEqual(told3);
  });
});
