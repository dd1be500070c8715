import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import type { IncomeKind, Transaction } from "@/lib/tax/transaction";
import { buy, leg, profile, sell, told } from "../make";
import { ask, booksOf, broken, head, leaves, partsOf, refusal } from "./ask";

const income = (id: string, incomeKind: IncomeKind, value: string | null): Transaction => ({
  ...told("2025-02-01", { id }),
  kind: "income",
  received: leg("BTC", "1"),
  value: value === null ? null : usd(value),
  incomeKind,
});

const RECEIPTS = [
  income("w", "wages", "1000"),
  income("v", "services", "200.5"),
  income("m", "mining", "30"),
  income("a", "airdrop", "4"),
  income("n", "staking", null),
];

describe("income on the lines of the return", () => {
  it("wages, a business and the rest lead to their own receipts", () => {
    const books = booksOf(RECEIPTS);
    expect(partsOf(ask(books, "2025/return/1a"))).toEqual(["+ receipt/1 1000"]);
    const services = ask(books, "2025/return/schedule-c-1");
    expect(head(services)).toBe("200.5 = rounded");
    expect(partsOf(services)).toEqual(["+ receipt/2 200.5"]);
    // Mining is no business unless told so; what is not known is in no line.
    const other = ask(books, "2025/return/schedule-1-8v");
    expect(head(other)).toBe("34 = rounded");
    expect(partsOf(other)).toEqual(["+ receipt/3 30", "+ receipt/4 4"]);
    expect(leaves(other)).toEqual(["told/m/value 30", "told/a/value 4"]);
    expect(broken(other)).toEqual([]);
  });

  it("mining as a business goes with it", () => {
    const books = booksOf(RECEIPTS, {}, { profiles: [profile(2025, { miningIsBusiness: true })] });
    expect(partsOf(ask(books, "2025/return/schedule-c-1"))).toEqual([
      "+ receipt/2 200.5",
      "+ receipt/3 30",
    ]);
    expect(partsOf(ask(books, "2025/return/schedule-1-8v"))).toEqual(["+ receipt/4 4"]);
  });

  it("all receipts of known value make the year's income", () => {
    const books = booksOf([
      ...RECEIPTS,
      { ...income("later", "reward", "9"), ...told("2026-01-01", { id: "later" }) } as Transaction,
    ]);
    const year = ask(books, "income/2025");
    expect(head(year)).toBe("1234.5 = sum");
    expect(partsOf(year)).toEqual([
      "+ receipt/1 1000",
      "+ receipt/2 200.5",
      "+ receipt/3 30",
      "+ receipt/4 4",
    ]);
    expect(year.how).toBe("4 receipts at fair market value; the value of 1 is not known");
    expect(ask(books, "income/2026").how).toBe("1 receipts at fair market value");
    expect(partsOf(ask(books, "income/2026"))).toEqual(["+ receipt/6 9"]);
    const unknown = ask(books, "receipt/5");
    expect([head(unknown), unknown.label]).toEqual([
      "? = same",
      "staking: BTC received Feb 1, 2025",
    ]);
    expect(refusal(books, "receipt/7")).toBe("no-such-figure receipt/7");
    expect(refusal(books, "income/2031")).toBe("no-such-figure income/2031");
  });
});

describe("tax on the lines of the return", () => {
  // 150,000 + 10,000 qualified dividends + 90,000 of gain - 15,750 = 234,250; AGI 250,000: 50,000 above 200,000 at 3.8 %.
  const books = booksOf(
    [buy("2023-01-01", "1", "10000"), sell("2025-06-01", "1", "100000")],
    {},
    {
      profiles: [
        profile(2025, {
          ordinaryIncome: usd("150000"),
          qualifiedDividends: usd("10000"),
          deduction: usd("15750"),
        }),
      ],
    },
  );

  it.each([
    ["2025/return/7a", "90000 = rounded", ["+ 2025/schedule-d/to-1040 90000"]],
    ["2025/return/11a", "250000 = rounded", ["+ 2025/tax/1040/11a 250000"]],
    ["2025/return/15", "234250 = rounded", ["+ 2025/tax/1040/15 234250"]],
    ["2025/return/schedule-2-12", "1900 = rounded", ["+ 2025/tax/8960/17 1900"]],
    ["2025/tax/1040/7a", "90000 = same", ["+ 2025/schedule-d/to-1040 90000"]],
    [
      "2025/tax/1040/11a",
      "250000 = sum",
      [
        "+ 2025/profile/ordinaryIncome 150000",
        "+ 2025/profile/qualifiedDividends 10000",
        "+ 2025/schedule-d/to-1040 90000",
      ],
    ],
    [
      "2025/tax/1040/15",
      "234250 = not-below-zero",
      ["+ 2025/tax/1040/11a 250000", "- 2025/profile/deduction 15750"],
    ],
    ["2025/tax/8960/14", "200000 = same", ["+ 2025/rule/niitThreshold 200000"]],
    ["2025/tax/8960/17", "1900 = product", ["+ 2025/tax/8960/16 50000"]],
    [
      "2025/tax/qdcg/3",
      "90000 = smallest-not-below-zero",
      ["+ 2025/schedule-d/15 90000", "+ 2025/schedule-d/16 90000"],
    ],
  ])("%s", (figure, said, parts) => {
    const found = ask(books, figure);
    expect(head(found)).toBe(said);
    expect(partsOf(found)).toEqual(parts);
    expect(broken(found)).toEqual([]);
  });

  it("the deduction is the profile's, wherever its line is", () => {
    const deduction = books.years[0]?.tax?.lines.find(({ amount }) => amount === usd("15750"));
    const code = deduction?.line.replace("Form 1040 line ", "") ?? "";
    expect(partsOf(ask(books, `2025/tax/1040/${code}`))).toEqual([
      "+ 2025/profile/deduction 15750",
    ]);
  });

  it("the tax is the worksheet's last line, and its table names the brackets", () => {
    const line = ask(books, "2025/return/16");
    expect(partsOf(ask(books, "2025/tax/1040/16")).length).toBe(1);
    expect(ask(books, "2025/tax/1040/16").parts[0]?.explanation.address).toMatchObject({
      sheet: "qdcg",
      line: "25",
    });
    expect(ask(books, "2025/tax/qdcg/22").operation).toMatchObject({
      kind: "table",
      method: "table",
      brackets: { length: 7 },
    });
    expect(ask(books, "2025/tax/8960/17").operation).toEqual({ kind: "product", rate: "0.038" });
    expect(broken(line)).toEqual([]);
  });

  it("by the exact schedule where that was asked for", () => {
    const exact = booksOf(
      [],
      {},
      {
        profiles: [profile(2025, { ordinaryIncome: usd("60010") })],
        method: "schedule",
      },
    );
    const tax = ask(exact, "2025/tax/1040/16");
    expect(tax.operation).toMatchObject({ kind: "table", method: "schedule" });
    // 2025 single: 5,578.50 + 22 % of what is above 48,475 (Rev. Proc. 2024-40): 22 % of 11,535 is 2,537.70.
    expect(head(tax)).toBe("8116.2 = table");
    expect(broken(tax)).toEqual([]);
  });

  it.each([
    "2025/return/99",
    "2025/tax/1040/99",
    "2025/tax/qdcg/26",
    "2025/schedule-d/99",
    "2025/tax/schedule-d-tax/1",
    "2025/books/short",
    "2025/profile/filingStatus",
    "2025/profile/year",
    "2025/profile/shortCarryoverIn",
    "2025/profile/miningIsBusiness",
    "2025/profile/line4",
    "2025/profile/nothing",
    "2025/rule/nothing",
    "2026/profile/deduction",
    "2026/tax/1040/15",
    "2026/tax/qdcg/1",
  ])("%s is not there", (figure) => {
    expect(refusal(books, figure)).toBe(`no-such-figure ${figure}`);
  });

  it.each([
    ["2025/rule/lossLimit", "3000", "IRC 1211(b)"],
    ["2025/rule/niitThreshold", "200000", "IRC 1411(b)"],
    // Rev. Proc. 2024-40 sec. 2.03: 48,350 and 533,400 for a single person.
    ["2025/rule/zeroRateCeiling", "48350", "Rev. Proc. 2024-40"],
    ["2025/rule/fifteenRateCeiling", "533400", "Rev. Proc. 2024-40"],
  ])("%s is %s", (figure, amount, authority) => {
    const found = ask(books, figure);
    expect([head(found), found.how]).toEqual([`${amount} = stated`, "single"]);
    expect(found.authority).toContain(authority);
    expect(found.operation).toEqual({ kind: "stated", by: "law" });
  });
});

describe("a profile", () => {
  it("tells lines of Schedule D from other forms, carryovers and gains outside the books", () => {
    const books = booksOf(
      [],
      {},
      {
        profiles: [
          profile(2025, {
            filingStatus: "mfs",
            shortCarryoverIn: usd("50"),
            longCarryoverIn: usd("60"),
            otherShort: usd("-7"),
            otherLong: usd("8"),
            scheduleD: {
              line4: usd("1"),
              line5: usd("2"),
              line11: usd("3"),
              line12: usd("4"),
              line13: usd("5"),
            },
          }),
        ],
      },
    );
    for (const [line, name, amount] of [
      ["4", "line4", "1"],
      ["5", "line5", "2"],
      ["11", "line11", "3"],
      ["12", "line12", "4"],
      ["13", "line13", "5"],
      ["1a-5", "otherShort", "-7"],
      ["8a-13", "otherLong", "8"],
    ]) {
      expect(partsOf(ask(books, `2025/schedule-d/${line}`))).toEqual([
        `+ 2025/profile/${name} ${amount}`,
      ]);
    }
    const line4 = ask(books, "2025/profile/line4");
    expect([line4.label, line4.how]).toEqual([
      "Schedule D line 4, from another form",
      "as told in the profile of 2025",
    ]);
    expect(partsOf(ask(books, "2025/carried-in/short"))).toEqual([
      "+ 2025/profile/shortCarryoverIn 50",
    ]);
    expect(partsOf(ask(books, "2025/schedule-d/14"))).toEqual(["- 2025/carried-in/long 60"]);
    // 1 + 2 - 7 - 50 and 3 + 4 + 5 + 8 - 60.
    expect(head(ask(books, "2025/schedule-d/7"))).toBe("-54 = sum");
    expect(head(ask(books, "2025/schedule-d/15"))).toBe("-40 = sum");
    expect(broken(ask(books, "2025/schedule-d/16"))).toEqual([]);
    expect(refusal(books, "2025/profile/line6")).toContain("no-such-figure");
    expect(head(ask(books, "2025/rule/lossLimit"))).toBe("1500 = stated");
    expect(ask(books, "2025/profile/otherShort").operation).toEqual({
      kind: "stated",
      by: "profile",
    });
  });
});
