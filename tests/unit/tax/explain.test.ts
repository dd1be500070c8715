import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { figureText } from "@/lib/tax/explain/address";
import { explain } from "@/lib/tax/explain/explain";
import { type Explanation, holds } from "@/lib/tax/explain/explanation";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { parseFigure } from "@/lib/tax/explain/parse-address";
import type { LedgerSettings } from "@/lib/tax/settings";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { AS_OF, buy, leg, profile, sell, settings, told } from "./make";

function booksOf(
  transactions: readonly Transaction[],
  change: Partial<LedgerSettings> = {},
  years: Partial<Parameters<typeof computeYears>[0]> = {},
): ExplainedBooks {
  const of = settings(change);
  const ledger = computeLedger({ transactions, settings: of, asOf: AS_OF });
  return {
    transactions,
    settings: of,
    asOf: AS_OF,
    ledger,
    years: computeYears({ ledger, profiles: [], asOf: AS_OF, assets: of.assets, ...years }),
  };
}

function ask(books: ExplainedBooks, figure: string, depth = 30): Explanation {
  const address = parseFigure(figure);
  if (!address.ok) {
    throw new Error(`no address: ${figure}`);
  }
  const found = explain(books, address.value, { depth });
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
}

const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));
const partsOf = ({ parts }: Explanation) =>
  parts.map(({ sign, explanation }) => [
    sign,
    figureText(explanation.address),
    text(explanation.amount),
  ]);

/** Every figure of the tree, itself first. */
const all = (root: Explanation): Explanation[] => [
  root,
  ...root.parts.flatMap((part) => all(part.explanation)),
];
const leaves = (root: Explanation) =>
  all(root)
    .filter(({ partCount }) => partCount === 0)
    .map(({ address, amount }) => [figureText(address), text(amount)]);

describe("a gift below the giver's basis", () => {
  const gift = {
    ...told("2024-01-01", { id: "g" }),
    kind: "gift-received",
    received: leg("BTC", "1"),
    value: usd("60"),
    donorBasis: usd("100"),
    donorAcquired: calendarDate("2021-03-01"),
    giftTaxShare: ZERO_USD,
  } as const;

  // IRC 1015(a): 100 for a gain, 60 for a loss, and between them neither gain nor loss.
  it.each([
    ["150", "100"],
    ["40", "60"],
    ["80", "80"],
  ])(
    "sold for %s has basis %s: the middle one of its two bases and the proceeds",
    (price, basis) => {
      const books = booksOf([gift, sell("2024-06-01", "1", price, { id: "s" })]);
      const found = ask(books, "lot/s/1/basis");
      expect(text(found.amount)).toBe(basis);
      expect(found.operation.kind).toBe("middle");
      expect(partsOf(found).map(([, , amount]) => amount)).toEqual(["100", "60", price]);
      expect(all(found).every(holds)).toBe(true);
      expect(leaves(found)).toContainEqual(["told/g/donor-basis", "100"]);
      expect(leaves(found)).toContainEqual(["told/g/value", "60"]);
    },
  );
});

describe("a wash sale", () => {
  const FUND = {
    asset: assetId("FUND"),
    class: "security",
    collectible: false,
    identicalTo: null,
  } as const;
  // 10 for 1,000 sold for 600: a loss of 400, all of it replaced within 30 days by 10 for 700, which are sold for 1,300.
  const books = booksOf(
    [
      buy("2025-01-02", "10", "1000", { id: "b1", asset: "FUND" }),
      sell("2025-03-03", "10", "600", { id: "s1", asset: "FUND" }),
      buy("2025-03-10", "10", "700", { id: "b2", asset: "FUND" }),
      sell("2025-06-10", "10", "1300", { id: "s2", asset: "FUND" }),
    ],
    { assets: [FUND] },
  );

  it("takes the loss out of the first sale, by the match", () => {
    const first = ask(books, "lot/s1/1");
    expect(text(first.amount)).toBe("0");
    expect(partsOf(first)).toEqual([
      [1, "lot/s1/1/proceeds", "600"],
      [-1, "lot/s1/1/basis", "1000"],
      [1, "lot/s1/1/w", "400"],
    ]);
    expect(all(first).every(holds)).toBe(true);
  });

  it("and puts it into the basis of the replacement, down to both purchases", () => {
    const basis = ask(books, "lot/s2/1/basis");
    expect(text(basis.amount)).toBe("1100");
    expect(all(basis).every(holds)).toBe(true);
    expect(all(basis).map(({ address }) => figureText(address))).toContain("wash/1");
    expect(leaves(basis)).toEqual(
      expect.arrayContaining([
        ["told/b2/value", "700"],
        ["told/b1/value", "1000"],
        ["told/s1/value", "600"],
      ]),
    );
  });

  it("stands in column (g) of the row, rounded", () => {
    const row = ask(books, "2025/8949/C/row/1", 2);
    expect(partsOf(row)).toEqual([
      [1, "2025/8949/C/row/1/d", "600"],
      [-1, "2025/8949/C/row/1/e", "1000"],
      [1, "2025/8949/C/row/1/g", "400"],
    ]);
  });
});

describe("a basis is followed through the accounts", () => {
  const move = {
    ...told("2024-02-01", { id: "m" }),
    kind: "transfer",
    toAccount: accountId("B"),
    sent: leg("OLD", "4"),
    received: leg("OLD", "3"),
    feeValue: usd("50"),
  } as const;
  const renamed = {
    ...told("2024-03-01", { id: "r", account: "B" }),
    kind: "migration",
    sent: leg("OLD", "3"),
    received: leg("NEW", "3000"),
  } as const;
  // 4 for 400, one of them the fee of the move whose basis is carried on, 3 renamed to 3,000, a third of them sold.
  const books = booksOf(
    [
      buy("2024-01-01", "4", "400", { id: "b", asset: "OLD" }),
      move,
      renamed,
      sell("2024-06-01", "1000", "900", { id: "s", asset: "NEW", account: "B" }),
    ],
    { transferFee: "carry" },
  );

  it("with the carried fee and the new name, to the cent that was paid", () => {
    const basis = ask(books, "lot/s/1/basis");
    // (300 + 100 carried) x 1000 / 3000, cut at the eighteenth decimal.
    expect(text(basis.amount)).toBe("133.333333333333333333");
    expect(all(basis).every(holds)).toBe(true);
    const carried = all(basis).find(({ address }) => address.at === "carried");
    expect(text(carried?.amount ?? null)).toBe("100");
    expect(new Set(leaves(basis).map(String))).toEqual(new Set(["told/b/value,400"]));
  });
});

describe("worksheets", () => {
  it("the capital gain worksheet goes down to the profile, the law and the lines of Schedule D", () => {
    const books = booksOf(
      [buy("2023-01-01", "1", "1000"), sell("2025-06-01", "1", "31000")],
      {},
      {
        profiles: [profile(2025, { ordinaryIncome: usd("60000"), deduction: usd("15750") })],
      },
    );
    // 60,000 + 30,000 - 15,750 = 74,250; up to 48,350 at 0 %: 4,100 of the gain; 25,900 at 15 % = 3,885.
    const line18 = ask(books, "2025/tax/qdcg/18");
    expect(text(line18.amount)).toBe("3885");
    expect(all(line18).every(holds)).toBe(true);
    const read = leaves(line18).map(([figure]) => figure);
    expect(read).toContain("2025/profile/deduction");
    expect(read).toContain("2025/rule/zeroRateCeiling");
    expect(read.some((figure) => figure?.startsWith("told/"))).toBe(true);
    const tax = ask(books, "2025/return/16", 3);
    expect(all(tax).map(({ address }) => figureText(address))).toContain("2025/tax/qdcg/25");
  });

  it("a carryover is followed into the year that made it", () => {
    const books = booksOf([
      buy("2023-01-01", "1", "10000", { id: "b" }),
      sell("2024-06-01", "1", "1000", { id: "s" }),
      buy("2025-01-01", "1", "1"),
    ]);
    // A long-term loss of 9,000: 3,000 allowed in 2024, 6,000 into 2025.
    const line14 = ask(books, "2025/schedule-d/14");
    expect(text(line14.amount)).toBe("-6000");
    expect(all(line14).every(holds)).toBe(true);
    expect(leaves(line14)).toContainEqual(["told/b/value", "10000"]);
  });
});

describe("many rows", () => {
  const rows: Transaction[] = [buy("2024-01-01", "20000", "20000", { id: "b" })];
  for (let day = 0; day < 20_000; day++) {
    rows.push(sell("2025-03-01", "1", "1.5", { id: `s${String(day).padStart(5, "0")}` }));
  }
  const books = booksOf(rows);

  it("are counted and added, and made only as far as asked", () => {
    const box = ask(books, "2025/8949/L", 1);
    expect(box).toMatchObject({ partCount: 20_000 });
    expect(box.parts).toHaveLength(50);
    // 50 rows of 50 cents are shown of 10,000 dollars.
    expect([text(box.amount), text(box.rest)]).toEqual(["10000", "9975"]);
  });

  it("are paged", () => {
    const address = parseFigure("2025/8949/L");
    const page = address.ok ? explain(books, address.value, { from: 19_990, limit: 50 }) : address;
    expect(page.ok && page.value.parts.length).toBe(10);
    expect(page.ok && page.value.parts[0]?.explanation.address).toMatchObject({ row: 19_991 });
  });
});

describe("what is not known", () => {
  const books = booksOf([sell("2025-03-01", "1", "100", { id: "s" })]);

  it("is said to be not known all the way", () => {
    const gain = ask(books, "lot/s/1");
    expect(gain.amount).toBeNull();
    expect(all(gain).every(holds)).toBe(true);
    expect(leaves(gain)).toContainEqual(["lot/s/1/basis", null]);
  });

  it.each([
    "lot/s/2",
    "lot/x/1",
    "2031/schedule-d/16",
    "step/99/drawn",
    "told/s/donor-basis",
    "2025/8949/A",
  ])("%s is refused by type", (figure) => {
    const address = parseFigure(figure);
    const found = address.ok ? explain(books, address.value) : address;
    expect(found).toMatchObject({ ok: false, error: { code: "no-such-figure", figure } });
  });

  it.each(["", "2025", "lot/%/1", "lot/s/01", "2025/8949/Z", "step/0/drawn", "2025/schedule-d"])(
    "%s is no address",
    (figure) => {
      expect(parseFigure(figure)).toMatchObject({ ok: false, error: { code: "no-such-figure" } });
    },
  );
});
