import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { buy, leg, sell, told } from "../make";
import { all, ask, booksOf, broken, head, leaves, partsOf } from "./ask";

const FUND = {
  asset: assetId("FUND"),
  class: "security",
  collectible: false,
  identicalTo: null,
} as const;

/** Names lots for a transaction, long before it. */
const named = (transaction: string, lots: readonly (readonly [string, string])[]) => ({
  transaction: transactionId(transaction),
  madeAt: instant("2020-01-01T00:00:00Z"),
  toldBrokerAt: null,
  lots: lots.map(([lot, units]) => ({ lot, quantity: quantity(units) })),
});

/** The address of what a disposal took out of a lot. */
const lotOf = ({ ledger }: ExplainedBooks, disposal: string, name: string): string => {
  const own = ledger.closedLots.filter((lot) => lot.disposal === transactionId(disposal));
  return `lot/${disposal}/${own.findIndex(({ lot }) => lot === name) + 1}`;
};

describe("a rename of several lots with a fee in the old asset", () => {
  const lots = [
    buy("2024-01-01", "2", "200", { id: "b1", asset: "OLD" }),
    buy("2024-01-02", "3", "600", { id: "b2", asset: "OLD" }),
  ];
  const rename = (date: string): Transaction => ({
    ...told(date, { id: "r" }),
    kind: "migration",
    sent: leg("OLD", "4"),
    received: leg("NEW", "40"),
    fees: [{ ...leg("OLD", "0.5"), value: usd("9") }],
  });
  const sold = sell("2025-06-01", "40", "4000", { id: "s", asset: "NEW" });

  it("each new lot has the basis of its own old one, and the fee that of its units", () => {
    const books = booksOf([...lots, rename("2024-02-01"), sold], { transferFee: "drop" });
    // 2 of b1 are 200, 2 of b2 are 400, half a unit more of b2 is 100.
    expect(head(ask(books, "lot/s/1/basis"))).toBe("200 = same");
    expect(head(ask(books, "lot/s/2/basis"))).toBe("400 = same");
    expect(leaves(ask(books, "lot/s/2/basis"))).toEqual(["told/b2/value 600"]);
    expect(head(ask(books, "removed/1"))).toBe("100 = same");
    expect(leaves(ask(books, "removed/1"))).toEqual(["told/b2/value 600"]);
    for (const figure of ["2025/schedule-d/15", "removed/1"]) {
      expect(broken(ask(books, figure))).toEqual([]);
    }
  });

  it("a lot drawn twice, once by name, goes on as two", () => {
    const books = booksOf([...lots, rename("2024-02-01"), sold], {
      transferFee: "drop",
      identifications: [named("r", [["b1", "0.5"]])],
    });
    const bases = [1, 2, 3].map((lot) => head(ask(books, `lot/s/${lot}/basis`)));
    // Half a unit of b1 by name, the other 1.5 as the oldest, 2 of b2.
    expect(bases.sort()).toEqual(["150 = same", "400 = same", "50 = same"]);
    expect(broken(ask(books, "2025/schedule-d/15"))).toEqual([]);
  });

  it("the fee may be a disposal of its own", () => {
    const books = booksOf([...lots, rename("2024-02-01"), sold]);
    expect(partsOf(ask(books, "lot/r/1"))).toEqual(["+ lot/r/1/proceeds 9", "- lot/r/1/basis 100"]);
    expect(partsOf(ask(books, "lot/r/1/proceeds"))).toEqual(["+ leg/r/1 9"]);
    expect(broken(ask(books, "2024/schedule-d/7"))).toEqual([]);
  });
});

describe("a conversion that is taxable", () => {
  it("is an exchange: a leg, and a new lot at what it was worth", () => {
    const books = booksOf([
      buy("2024-01-01", "1", "200", { id: "b" }),
      {
        ...told("2025-02-01", { id: "c", fee: "5" }),
        kind: "conversion",
        form: "liquidity",
        treatment: "taxable",
        sent: leg("BTC", "1"),
        received: leg("LP", "10"),
        value: usd("1000"),
      },
      sell("2025-06-01", "10", "1100", { id: "s", asset: "LP" }),
    ]);
    expect(partsOf(ask(books, "lot/c/1/proceeds"))).toEqual(["+ leg/c/1 995"]);
    expect(partsOf(ask(books, "leg/c/1"))).toEqual(["+ told/c/value 1000", "- told/c/fee 5"]);
    const basis = ask(books, "lot/s/1/basis");
    expect(head(basis)).toBe("1000 = same");
    expect(all(basis).at(-2)?.how).toBe("fair market value of what was received");
    expect(broken(ask(books, "2025/schedule-d/16"))).toEqual([]);
  });
});

describe("what was kept back out of a swap", () => {
  const swap = (units: string, value: string): Transaction => ({
    ...told("2025-02-01", { id: "x" }),
    kind: "swap",
    sent: leg("BTC", "1"),
    received: leg("ETH", "10"),
    value: usd("1000"),
    withheld: { quantity: quantity(units), value: usd(value) },
  });
  const bought = buy("2024-01-01", "1", "200", { id: "b" });

  it.each([
    ["10", "100", "900"],
    ["1", "0", "1000"],
    ["0", "100", "1000"],
    ["-1", "100", "1000"],
    ["1", "-100", "1000"],
    ["10.5", "100", "1000"],
  ])("%s of 10 for %s leave proceeds of %s", (units, value, proceeds) => {
    const books = booksOf([bought, swap(units, value)]);
    expect(head(ask(books, "leg/x/1")).split(" ")[0]).toBe(proceeds);
    expect(broken(ask(books, "2025/schedule-d/16"))).toEqual([]);
  });
});

describe("a wash sale inside one sale", () => {
  // Sold at once for 40 each: 10 of x (cost 100 each, a loss of 600), 4 of the 10 of b (cost 50, bought eleven days before) and
  // 5 of c (cost 20, bought last). The loss goes to b: 60 a unit, on those sold with x and on the 6 that stay.
  const books = booksOf(
    [
      buy("2024-01-02", "10", "1000", { id: "x", asset: "FUND" }),
      buy("2025-02-20", "10", "500", { id: "b", asset: "FUND" }),
      buy("2025-02-25", "5", "100", { id: "c", asset: "FUND" }),
      sell("2025-03-03", "19", "760", { id: "s", asset: "FUND" }),
      sell("2025-09-03", "6", "900", { id: "t", asset: "FUND" }),
    ],
    {
      assets: [FUND],
      identifications: [
        named("s", [
          ["x", "10"],
          ["b", "4"],
          ["c", "5"],
        ]),
      ],
    },
  );

  it("raises the basis of units sold with it", () => {
    const s = books.ledger.closedLots.filter(({ disposal }) => disposal === transactionId("s"));
    const washed = s.filter(({ lot }) => lot?.startsWith("b"));
    expect(washed.length).toBeGreaterThan(0);
    for (const { lot } of washed) {
      const basis = ask(books, `${lotOf(books, "s", lot ?? "")}/basis`);
      // 4 x (50 + 60).
      expect(head(basis).split(" ")[0]).toBe("440");
      expect(leaves(basis)).toEqual(
        expect.arrayContaining(["told/b/value 500", "told/x/value 1000", "told/s/value 760"]),
      );
      expect(broken(basis)).toEqual([]);
    }
    expect(head(ask(books, "lot/s/1/w")).split(" ")[0]).toBe("600");
  });

  it("and of those that stay, and leaves others alone", () => {
    const kept = ask(books, "lot/t/1");
    // 900 - 6 x 110.
    expect(head(kept)).toBe("240 = difference");
    expect(leaves(ask(books, `${lotOf(books, "s", "c")}/basis`))).toEqual(["told/c/value 100"]);
    for (const line of ["7", "15"]) {
      expect(broken(ask(books, `2025/schedule-d/${line}`))).toEqual([]);
    }
  });
});

describe("a purchase that replaces eleven times", () => {
  // x: 12 for 1,200, eleven sold one a day for 10: a loss of 90 each, each replaced by one of the 20 of r (20 each).
  const days = Array.from({ length: 11 }, (_, day) => String(day + 1).padStart(2, "0"));
  const books = booksOf(
    [
      buy("2024-01-02", "12", "1200", { id: "x", asset: "FUND" }),
      buy("2025-02-20", "20", "400", { id: "r", asset: "FUND" }),
      ...days.map((day) => sell(`2025-03-${day}`, "1", "10", { id: `s${day}`, asset: "FUND" })),
      sell("2025-09-01", "21", "2100", { id: "z", asset: "FUND" }),
    ],
    { assets: [FUND] },
  );

  it.each(["r:w1", "r:w10", "r:w11"])("%s is 20 of its own and 90 of a loss", (name) => {
    const basis = ask(books, `${lotOf(books, "z", name)}/basis`);
    expect(head(basis)).toBe("110 = same");
    expect(leaves(basis)).toEqual(
      expect.arrayContaining(["told/r/value 400", "told/x/value 1200"]),
    );
    expect(broken(basis)).toEqual([]);
  });

  it("each by its own match", () => {
    const washes = ["r:w1", "r:w10", "r:w11"].map((name) =>
      all(ask(books, `${lotOf(books, "z", name)}/basis`)).flatMap(({ address }) =>
        address.at === "wash" ? [address.wash] : [],
      ),
    );
    expect(washes).toEqual([[1], [10], [11]]);
  });
});

describe("two transactions of one id", () => {
  it("the first in order is the one that is told", () => {
    const books = booksOf([
      buy("2024-02-01", "1", "999", { id: "b" }),
      buy("2024-01-01", "1", "100", { id: "b" }),
      buy("2024-03-01", "1", "555", { id: "b" }),
      sell("2024-06-01", "1", "150", { id: "s" }),
    ]);
    expect(leaves(ask(books, "lot/s/1/basis"))).toEqual(["told/b/value 100"]);
    expect(broken(ask(books, "2024/schedule-d/7"))).toEqual([]);
  });
});
