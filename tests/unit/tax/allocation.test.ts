import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addQuantity, quantity, quantityText, ZERO_QUANTITY } from "@/lib/money/quantity";
import { sumUsd, usdText } from "@/lib/money/usd";
import type { Allocation2025, Identification, LedgerSettings } from "@/lib/tax/settings";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

type Placed = readonly [account: string, lot: string, units: string];

function allocation(rows: readonly Placed[], change: Partial<Allocation2025> = {}): Allocation2025 {
  return {
    kind: "specific",
    completedAt: instant("2024-12-31T00:00:00Z"),
    rows: rows.map(([account, lot, units]) => ({
      account: accountId(account),
      lot,
      quantity: quantity(units),
    })),
    ...change,
  };
}

function named(transaction: string, lot: string, units: string, madeAt: string): Identification {
  return {
    transaction: transactionId(transaction),
    madeAt: instant(madeAt),
    toldBrokerAt: null,
    lots: [{ lot, quantity: quantity(units) }],
  };
}

/** Rev. Proc. 2024-28 sec. 6: 10 units of 2019 at $1 in wallet XYZ, 20 units of 2020 at $5 in account GHI. */
const START = [
  buy("2019-07-01", "10", "10", { id: "lot1", account: "XYZ" }),
  buy("2020-09-01", "20", "100", { id: "lot2", account: "GHI" }),
];

/** Example 2: 6 units leave XYZ in 2024, identified as units of the GHI lot. */
const EXAMPLE_2 = [...START, sell("2024-12-01", "6", "60", { id: "sale", account: "XYZ" })];
const IDENTIFIED = named("sale", "lot2", "6", "2024-12-01T11:00:00Z");

function run(
  rows: readonly Transaction[],
  allocation2025: Allocation2025 | null,
  change: Partial<LedgerSettings> = {},
): LedgerResult {
  return ledgerOf(rows, {
    pool: "universal-until-2024",
    identifications: [IDENTIFIED],
    allocation2025,
    ...change,
  });
}

const open = ({ openLots }: LedgerResult) =>
  openLots.map(({ account, lot, quantity: units, basis }) => [
    account,
    lot,
    quantityText(units),
    basis === null ? null : usdText(basis),
  ]);

const codes = ({ issues }: LedgerResult) =>
  issues.map(({ code, severity }) => `${code} ${severity}`);

describe("Rev. Proc. 2024-28 sec. 6", () => {
  it("example 1: all units were sold before 2025, so there is nothing to allocate", () => {
    const sold = [
      ...START,
      sell("2024-12-01", "10", "100", { account: "XYZ" }),
      sell("2024-12-01", "20", "200", { account: "GHI" }),
    ];
    const result = run(sold, allocation([["XYZ", "lot1", "10"]]));
    expect(open(result)).toEqual([]);
    expect(codes(result)).toEqual(["allocation-mismatch blocking"]);
    expect(result.issues[0]).toMatchObject({ transaction: "lot1", account: "XYZ", asset: "BTC" });
    expect(result.issues[0]?.message).toContain("used basis cannot be allocated again");
  });

  it("example 2: 30 of basis is used; 10 units at $1 and 14 at $5 are left for 4 and 20 units", () => {
    const result = run(EXAMPLE_2, null);
    expect(result.closedLots.map(({ lot, basis }) => [lot, basis && usdText(basis)])).toEqual([
      ["lot2", "30"],
    ]);
    expect(open(result)).toEqual([
      ["XYZ", "lot1", "10", "10"],
      ["GHI", "lot2", "14", "70"],
    ]);
    expect(
      result.cutoverMismatch.map(({ account, held, located }) => [
        account,
        quantityText(held),
        quantityText(located),
      ]),
    ).toEqual([
      ["GHI", "20", "14"],
      ["XYZ", "4", "10"],
    ]);
  });

  it("specific units are placed, as many as each wallet held (sec. 5)", () => {
    const result = run(
      EXAMPLE_2,
      allocation([
        ["XYZ", "lot1", "4"],
        ["GHI", "lot1", "6"],
        ["GHI", "lot2", "14"],
      ]),
    );
    expect(codes(result)).toEqual([]);
    expect(open(result)).toEqual([
      ["GHI", "lot1", "6", "6"],
      ["XYZ", "lot1", "4", "4"],
      ["GHI", "lot2", "14", "70"],
    ]);
  });

  it("example 4: until a global allocation is complete only a standing order can choose, else first in first out", () => {
    const rows = [...EXAMPLE_2, sell("2025-02-01", "5", "100", { id: "early", account: "GHI" })];
    const global = allocation(
      [
        ["XYZ", "lot2", "4"],
        ["GHI", "lot1", "10"],
        ["GHI", "lot2", "10"],
      ],
      {
        kind: "global",
        describedAt: instant("2024-12-15T00:00:00Z"),
        completedAt: instant("2025-03-01T00:00:00Z"),
      },
    );
    const identified = {
      identifications: [IDENTIFIED, named("early", "lot2", "5", "2025-01-15T00:00:00Z")],
    };
    const result = run(rows, global, identified);
    expect(result.closedLots.at(-1)).toMatchObject({ lot: "lot1", method: "fifo" });
    expect(result.issues.map(({ message }) => message)).toEqual([
      "The global allocation of BTC was completed only on 2025-03-01T00:00:00.000Z; until then no units can be identified (Rev. Proc. 2024-28, example 4); FIFO was used. The gain is $20.00 more than with the lots named.",
    ]);
    const order = {
      id: "o",
      account: null,
      method: "hifo",
      effectiveFrom: instant("2024-12-20T00:00:00Z"),
      madeAt: instant("2024-12-20T00:00:00Z"),
      toldBrokerAt: null,
    } as const;
    const ordered = run(rows, global, { ...identified, standingOrders: [order] });
    expect(ordered.closedLots.at(-1)).toMatchObject({ lot: "lot2", method: "hifo" });
    // Once it is complete, units can be identified again.
    const later = [...EXAMPLE_2, sell("2025-03-02", "5", "100", { id: "early", account: "GHI" })];
    expect(run(later, global, identified).closedLots.at(-1)).toMatchObject({
      lot: "lot2",
      method: "identified",
    });
    expect(codes(run(later, { ...global, completedAt: instant("2024-12-31T00:00:00Z") }))).toEqual(
      [],
    );
  });
});

const GOOD: readonly Placed[] = [
  ["XYZ", "lot1", "4"],
  ["GHI", "lot1", "6"],
  ["GHI", "lot2", "14"],
];

describe("deadlines (rules.md 7.8)", () => {
  const sale2025 = sell("2025-06-01", "1", "10", { id: "out", account: "GHI" });
  const late = (rows: readonly Transaction[], change: Partial<Allocation2025>) =>
    codes(run(rows, allocation(GOOD, change))).includes("late-identification check");
  const done = (text: string) => ({ completedAt: instant(text) });

  it("specific units: before the first sale from 2025 on, and before the 2025 return is due", () => {
    expect(late([...EXAMPLE_2, sale2025], done("2025-06-01T11:59:59Z"))).toBe(false);
    expect(late([...EXAMPLE_2, sale2025], done("2025-06-01T12:00:00Z"))).toBe(true);
    expect(late(EXAMPLE_2, done("2026-04-15T12:00:00Z"))).toBe(false);
    expect(late(EXAMPLE_2, done("2026-04-16T12:00:00Z"))).toBe(true);
    expect(late(EXAMPLE_2, { ...done("2026-10-15T12:00:00Z"), extended: true })).toBe(false);
    expect(late(EXAMPLE_2, { ...done("2026-10-16T12:00:00Z"), extended: true })).toBe(true);
  });

  it("a transfer and a fee in kind count as a sale does; an unknown row, another asset or one to come does not", () => {
    const after = done("2025-06-02T00:00:00Z");
    const transfer: Transaction = {
      ...told("2025-06-01", { account: "GHI" }),
      kind: "transfer",
      toAccount: accountId("XYZ"),
      sent: leg("BTC", "1"),
      received: leg("BTC", "1"),
      feeValue: null,
    };
    const fee: Transaction = {
      ...buy("2025-06-01", "1", "10", { asset: "ETH", account: "GHI" }),
      fees: [{ ...leg("BTC", "0.1"), value: null }],
    };
    const unknown: Transaction = {
      ...told("2025-06-01", { account: "GHI" }),
      kind: "unknown",
      label: "?",
      sent: leg("BTC", "1"),
      received: null,
      value: null,
    };
    expect(late([...EXAMPLE_2, transfer], after)).toBe(true);
    expect(late([...EXAMPLE_2, fee], after)).toBe(true);
    expect(late([...EXAMPLE_2, unknown], after)).toBe(false);
    expect(late([...EXAMPLE_2, sell("2026-12-01", "1", "10", { account: "GHI" })], after)).toBe(
      false,
    );
    const eth = [
      buy("2024-01-01", "1", "1", { asset: "ETH" }),
      sell("2025-01-02", "1", "1", { asset: "ETH" }),
    ];
    expect(late([...EXAMPLE_2, ...eth], after)).toBe(false);
    // Of two sales the first counts, in whatever order they are told.
    const second = sell("2025-07-01", "1", "10", { account: "GHI" });
    expect(late([second, ...EXAMPLE_2, sale2025], done("2025-06-15T00:00:00Z"))).toBe(true);
  });

  it("global: by a rule written down before 2025, finished before the later of the two", () => {
    const global = (text: string, described: string | null) => ({
      kind: "global" as const,
      completedAt: instant(text),
      describedAt: described === null ? null : instant(described),
    });
    expect(
      late([...EXAMPLE_2, sale2025], global("2025-07-01T00:00:00Z", "2024-12-31T00:00:00Z")),
    ).toBe(false);
    expect(
      late([...EXAMPLE_2, sale2025], global("2026-05-01T00:00:00Z", "2024-12-31T00:00:00Z")),
    ).toBe(true);
    expect(late(EXAMPLE_2, global("2026-05-01T00:00:00Z", "2024-12-31T00:00:00Z"))).toBe(false);
    expect(late(EXAMPLE_2, global("2025-07-01T00:00:00Z", "2025-01-01T00:00:00Z"))).toBe(true);
    expect(late(EXAMPLE_2, global("2025-07-01T00:00:00Z", null))).toBe(true);
    expect(late(EXAMPLE_2, global("2024-12-31T00:00:00Z", null))).toBe(false);
  });

  it("a late one is not applied: lots stay where they were traced to, first in first out, and that is said", () => {
    const result = run([...EXAMPLE_2, sale2025], allocation(GOOD, done("2026-05-01T00:00:00Z")));
    expect(result.closedLots.at(-1)).toMatchObject({ lot: "lot2", method: "fifo" });
    expect(codes(result)).toEqual([
      "late-identification check",
      "allocation-mismatch check",
      "allocation-mismatch check",
    ]);
    expect(result.issues[0]?.message).toContain("the 2025 return was due on 2026-04-15");
    const sold = run([...EXAMPLE_2, sale2025], allocation(GOOD, done("2025-08-01T00:00:00Z")));
    expect(sold.issues[0]?.message).toContain(
      "first sold or moved in 2025 on 2025-06-01T12:00:00.000Z",
    );
  });
});

describe("what an allocation must conserve", () => {
  const problem = (rows: readonly Placed[], transactions: readonly Transaction[] = EXAMPLE_2) => {
    const result = run(transactions, allocation(rows));
    return result.issues.map(({ severity, message }) => [
      severity,
      message.split(" The allocation of ")[0],
    ]);
  };

  it("no more of a lot than was unused", () => {
    const [first] = problem([
      ["XYZ", "lot1", "4"],
      ["GHI", "lot2", "20"],
    ]);
    expect(
      problem([
        ["XYZ", "lot1", "4"],
        ["GHI", "lot1", "6"],
        ["GHI", "lot2", "20"],
      ]),
    ).toEqual([
      [
        "blocking",
        "The allocation places 20 BTC of lot lot2, of which 14 BTC was unused when 2025 began: used basis cannot be allocated again (Rev. Proc. 2024-28).",
      ],
    ]);
    expect(first?.[1]).toBe(
      "The allocation places 4 BTC of lot lot1, of which 10 BTC was unused when 2025 began: 6 BTC is left without an account.",
    );
  });

  it("in each account exactly what it held", () => {
    expect(
      problem([
        ["XYZ", "lot1", "10"],
        ["GHI", "lot2", "14"],
      ]),
    ).toEqual([
      ["blocking", "The allocation gives account GHI 14 BTC; it held 20 BTC when 2025 began."],
      ["blocking", "The allocation gives account XYZ 10 BTC; it held 4 BTC when 2025 began."],
    ]);
    expect(
      problem([
        ["XYZ", "lot1", "4"],
        ["GHI", "lot1", "5"],
        ["New", "lot1", "1"],
        ["GHI", "lot2", "14"],
      ]),
    ).toEqual([
      ["blocking", "The allocation gives account GHI 19 BTC; it held 20 BTC when 2025 began."],
      ["blocking", "The allocation gives account New 1 BTC; it held 0 BTC when 2025 began."],
    ]);
  });

  it("nothing acquired after 2024, no lot of elsewhere, no units below zero", () => {
    const bought = buy("2025-02-01", "1", "50", { id: "new", account: "GHI" });
    const [row] = problem([...GOOD, ["GHI", "new", "1"]], [...EXAMPLE_2, bought]);
    expect(row).toEqual([
      "blocking",
      "The allocation names lot new, which these books did not hold when 2025 began: units acquired after 2024 cannot be allocated (Rev. Proc. 2024-28).",
    ]);
    expect(
      problem([
        ["GHI", "lot1", "11"],
        ["XYZ", "lot1", "-1"],
        ["GHI", "lot2", "14"],
      ])[0]?.[1],
    ).toBe("The allocation places units of lot lot1 that are not above zero.");
    // Nothing else happened since 2025: the finding is tied to what the row names.
    const alone = run(EXAMPLE_2, allocation([["GHI", "elsewhere", "1"]]));
    expect(alone.issues[0]).toMatchObject({
      transaction: "elsewhere",
      asset: null,
      date: "2025-01-01",
    });
  });

  it("each asset by itself: a faulty one does not stop the other, one without rows is not allocated", () => {
    const eth = [
      buy("2023-01-01", "2", "20", { id: "eth", asset: "ETH", account: "XYZ" }),
      sell("2024-05-01", "1", "30", { asset: "ETH", account: "GHI" }),
      buy("2024-06-01", "1", "15", { id: "eth2", asset: "ETH", account: "GHI" }),
      sell("2025-03-01", "1", "30", { id: "later", asset: "ETH", account: "XYZ" }),
    ];
    const result = run([...EXAMPLE_2, ...eth], allocation([...GOOD, ["XYZ", "eth", "5"]]));
    expect(codes(result)).toEqual([
      "allocation-mismatch blocking",
      "allocation-mismatch blocking",
      "allocation-mismatch check",
      "allocation-mismatch check",
    ]);
    expect(new Set(result.issues.map(({ asset }) => asset))).toEqual(new Set(["ETH"]));
    expect(open(result)).toContainEqual(["GHI", "lot1", "6", "6"]);
    const none = run([...EXAMPLE_2, ...eth], allocation(GOOD));
    expect(codes(none)).toEqual(["allocation-mismatch check", "allocation-mismatch check"]);
  });

  it("is said to be unused where the books keep no universal pool", () => {
    for (const pool of ["account", "universal"] as const) {
      const result = run(EXAMPLE_2, allocation(GOOD), { pool, identifications: [] });
      expect(codes(result)).toEqual(["allocation-mismatch check"]);
      expect(result.issues[0]?.message).toContain("it is not used");
    }
    expect(codes(run(EXAMPLE_2, allocation([]), { pool: "account", identifications: [] }))).toEqual(
      [],
    );
  });

  it("carries both bases of a gift, and an unknown basis stays unknown", () => {
    const gift: Transaction = {
      ...told("2023-01-01", { id: "gift", account: "XYZ" }),
      kind: "gift-received",
      received: leg("BTC", "3"),
      value: null,
      donorBasis: null,
      donorAcquired: null,
      giftTaxShare: sumUsd([]),
    };
    const known: Transaction = {
      ...told("2023-01-02", { id: "known", account: "XYZ" }),
      kind: "gift-received",
      received: leg("BTC", "3"),
      value: sumUsd([]),
      donorBasis: sumUsd([]),
      donorAcquired: calendarDate("2020-01-01"),
      giftTaxShare: sumUsd([]),
    };
    const moved = sell("2024-01-01", "3", "3", { account: "GHI", id: "sold" });
    const own = buy("2022-01-01", "3", "9", { id: "own", account: "GHI" });
    const result = ledgerOf([own, gift, known, moved], {
      pool: "universal-until-2024",
      allocation2025: allocation([
        ["XYZ", "gift", "3"],
        ["XYZ", "known", "3"],
      ]),
    });
    expect(open(result)).toEqual([
      ["XYZ", "gift", "3", null],
      ["XYZ", "known", "3", "0"],
    ]);
  });
});

describe("per account after a universal pool: units are conserved in every account", () => {
  const step = fc.record({
    kind: fc.constantFrom("buy", "buy", "sell", "move"),
    day: fc.integer({ min: 0, max: 900 }),
    account: fc.constantFrom("A", "B", "C"),
    to: fc.constantFrom("A", "B", "C"),
    units: fc.integer({ min: 1, max: 50 }),
    cents: fc.integer({ min: 0, max: 10_000 }),
  });

  it("an allocation drawn from what was held and unused is taken, and each account then holds what it held", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const rows = bookOf(steps);
        const before = ledgerOf(rows, { pool: "universal-until-2024" });
        const placed = placeInOrder(before, rows);
        const after = ledgerOf(rows, {
          pool: "universal-until-2024",
          allocation2025: allocation(placed),
        });
        expect(codes(after)).toEqual([]);
        expect(unitsBy(after)).toEqual(heldBy(rows));
        const basis = ({ openLots }: LedgerResult) =>
          usdText(sumUsd(openLots.flatMap((lot) => (lot.basis === null ? [] : [lot.basis]))));
        expect(basis(after)).toBe(basis(before));
      }),
      { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 200) },
    );
  });

  type Step = {
    kind: string;
    day: number;
    account: string;
    to: string;
    units: number;
    cents: number;
  };

  /** Sells and moves only what the account has, so that nothing is missing. */
  function bookOf(steps: readonly Step[]): Transaction[] {
    const have = new Map<string, number>();
    return [...steps]
      .sort((a, b) => a.day - b.day)
      .flatMap((each, index): Transaction[] => {
        const { account, to, units } = each;
        const at = new Date(
          Date.UTC(2022, 0, 1) + each.day * 86_400_000 + index * 1000,
        ).toISOString();
        const here = have.get(account) ?? 0;
        if (each.kind === "buy") {
          have.set(account, here + units);
          return [
            buy(at, String(units), (each.cents / 100).toFixed(2), { id: `t${index}`, account }),
          ];
        }
        if (here < units || (each.kind === "move" && to === account)) {
          return [];
        }
        have.set(account, here - units);
        if (each.kind === "sell") {
          return [sell(at, String(units), "10", { id: `t${index}`, account })];
        }
        have.set(to, (have.get(to) ?? 0) + units);
        return [
          {
            ...told(at, { id: `t${index}`, account }),
            kind: "transfer",
            toAccount: accountId(to),
            sent: leg("BTC", String(units)),
            received: leg("BTC", String(units)),
            feeValue: null,
          },
        ];
      });
  }

  function heldBy(rows: readonly Transaction[]): Record<string, string> {
    const held: Record<string, number> = {};
    const add = (account: string, units: number) => {
      held[account] = (held[account] ?? 0) + units;
    };
    for (const tx of rows) {
      if (tx.kind === "buy") {
        add(tx.account, Number(quantityText(tx.received.quantity)));
      } else if (tx.kind === "sell" || tx.kind === "transfer") {
        add(tx.account, -Number(quantityText(tx.sent.quantity)));
        if (tx.kind === "transfer") {
          add(tx.toAccount, Number(quantityText(tx.received.quantity)));
        }
      }
    }
    return Object.fromEntries(
      Object.entries(held).flatMap(([account, units]) =>
        units === 0 ? [] : [[account, String(units)]],
      ),
    );
  }

  function unitsBy({ openLots }: LedgerResult): Record<string, string> {
    const by = new Map<string, typeof ZERO_QUANTITY>();
    for (const { account, quantity: units } of openLots) {
      by.set(account, addQuantity(by.get(account) ?? ZERO_QUANTITY, units));
    }
    return Object.fromEntries([...by].map(([account, units]) => [account, quantityText(units)]));
  }

  /** Fills the accounts one after the other with the unused lots, newest first: not where they were traced to. */
  function placeInOrder(ledger: LedgerResult, rows: readonly Transaction[]): Placed[] {
    const lots = [...ledger.openLots]
      .reverse()
      .map(({ lot, quantity: units }) => ({ lot, left: Number(quantityText(units)) }));
    return Object.entries(heldBy(rows)).flatMap(([account, units]) => {
      let want = Number(units);
      const placed: Placed[] = [];
      for (const lot of lots) {
        const now = Math.min(want, lot.left);
        if (now > 0) {
          placed.push([account, lot.lot, String(now)]);
          lot.left -= now;
          want -= now;
        }
      }
      return placed;
    });
  }
});
