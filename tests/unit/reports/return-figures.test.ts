import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import { yearEndReport } from "@/lib/reports/year-end";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import { openPositions } from "@/lib/tax/harvest/unrealized";
import type { YearProfile } from "@/lib/tax/settings";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { yearEndInput } from "../../support/report-builders";
import { buy, leg, profile, sell, settings, told } from "../tax/make";

const ACCOUNTS = new Map([[accountId("A"), "Kraken"]]);

/** The report of a year from transactions, through the engine; `asOf` is the end of that day. */
function reportOf(
  transactions: readonly Transaction[],
  year: number,
  more: { forms?: FormInput; profiles?: readonly YearProfile[]; asOf?: string } = {},
) {
  const date = calendarDate(more.asOf ?? `${year}-12-31`);
  const asOf = { at: instant(`${date}T23:59:59Z`), date };
  const ledger = computeLedger({ transactions, settings: settings(), asOf });
  const profiles = more.profiles ?? [];
  const result = computeYears({ ledger, profiles, asOf, ...more.forms }).find(
    (one) => one.year === year,
  );
  if (result === undefined) {
    throw new Error(`no year ${year}`);
  }
  const quotes = [
    { asset: assetId("BTC"), price: "50", at: instant(`${date}T20:00:00Z`), source: "Kraken" },
  ];
  const positions = openPositions({ ledger, quotes, asOf });
  const [told] = profiles;
  const planned =
    told === undefined
      ? null
      : harvestPlan({ ledger, year: result, profile: told, settings: settings(), quotes, asOf });
  return yearEndReport(
    yearEndInput({
      year,
      asOf: date,
      result,
      ledger,
      accounts: ACCOUNTS,
      settings: settings(),
      forms: more.forms ?? {},
      prices: quotes,
      positions,
      plan: planned?.ok === true ? planned.value : null,
    }),
  );
}

const income = (
  date: string,
  incomeKind: "staking" | "mining" | "wages",
  units: string,
  value: string | null,
): Transaction => ({
  ...told(date),
  kind: "income",
  incomeKind,
  received: leg("ETH", units),
  value: value === null ? null : usd(value),
});

describe("income, receipt by receipt", () => {
  // 2025: staking and hobby mining on Schedule 1 line 8v, wages on Form 1040 line 1a (rules.md 4).
  const rows = [
    income("2024-12-31", "staking", "1", "999"),
    income("2025-01-05", "staking", "0.5", "100.005"),
    income("2025-02-06", "mining", "0.25", "50.01"),
    income("2025-03-07", "wages", "2", "1000"),
    income("2025-04-08", "staking", "0.125", null),
  ];

  it("each receipt stands with its line of the return, an unknown value as such, the total is the sum of the known", () => {
    const { income: table } = reportOf(rows, 2025);
    expect(table.rows).toEqual([
      ["01/05/2025", "Kraken", "Staking rewards", "0.5 ETH", "Sch. 1 line 8v", "100.01"],
      ["02/06/2025", "Kraken", "Mining", "0.25 ETH", "Sch. 1 line 8v", "50.01"],
      ["03/07/2025", "Kraken", "Wages", "2 ETH", "1040 line 1a", "1,000.00"],
      ["04/08/2025", "Kraken", "Staking rewards", "0.125 ETH", "Sch. 1 line 8v", "not known"],
    ]);
    // 100.005 + 50.01 + 1000 = 1,150.015, rounded half up once.
    expect(table.total).toEqual(["All", "", "4 receipts", "", "", "1,150.02"]);
  });

  it("mining as a business goes to Schedule C, and the lines of the return add up what is listed", () => {
    const { income: table, returnLines } = reportOf(rows, 2025, {
      profiles: [profile(2025, { miningIsBusiness: true })],
    });
    expect(table.rows[1]?.[4]).toBe("Sch. C line 1");
    const lines = new Map(returnLines.lines.map(({ line, amount }) => [line, amount]));
    expect(lines.get("Form 1040 line 1a")).toBe("1,000.00");
    expect(lines.get("Schedule C line 1")).toBe("50.01");
    expect(lines.get("Schedule 1 line 8v")).toBe("100.01");
  });
});

describe("the digital asset question", () => {
  it("is answered with its reason and the place it stands", () => {
    const { question } = reportOf(
      [buy("2025-01-01", "1", "10"), sell("2025-02-01", "1", "20")],
      2025,
    );
    expect(question?.answer).toBe("Yes");
    expect(question?.where).toContain("Form 1040");
    expect(question?.reasons[0]).toContain("sold, exchanged, spent");
    expect(question?.authority).toContain("Digital Assets");
  });

  it("is no for a year of buying and holding, and is not asked in 2018", () => {
    expect(reportOf([buy("2025-01-01", "1", "10")], 2025).question?.answer).toBe("No");
    expect(reportOf([buy("2018-01-01", "1", "10")], 2018).question).toBeNull();
  });
});

describe("papers beside the return", () => {
  const given = (kind: "donation" | "gift-sent", date: string, units: string, value: string) =>
    ({
      ...told(date),
      kind,
      sent: leg("BTC", units),
      value: usd(value),
    }) as Transaction;

  it("a donation above $5,000 needs Section B and an appraisal; a short-term one is worth its basis at most", () => {
    const { otherPapers } = reportOf(
      [
        buy("2023-01-01", "1", "1000"),
        given("donation", "2025-06-01", "1", "6000"),
        buy("2025-07-01", "1", "100"),
        given("donation", "2025-08-01", "1", "150"),
      ],
      2025,
    );
    const donations = otherPapers.find(({ heading }) => heading === "Donations to charity");
    // IRC 170(e)(1)(A): long-term at market value, short-term the smaller of basis and value.
    expect(donations?.rows.map((row) => row[5])).toEqual(["6,000.00", "100.00"]);
    const form = otherPapers.find(({ heading }) => heading === "Form 8283");
    expect(form?.intro).toContain("above $500: Form 8283 is filed");
    expect(form?.rows).toEqual([
      ["BTC", "6,100.00", "B", "Qualified appraisal and the appraiser's signature"],
    ]);
  });

  it("gifts point to Form 709, with the exclusion only where it was read in an official text", () => {
    const books = (year: number) => [
      buy("2020-01-01", "2", "1000"),
      given("gift-sent", `${year}-06-01`, "1", "6000"),
    ];
    const of = (year: number) =>
      reportOf(books(year), year).otherPapers.find(({ heading }) => heading.includes("709"));
    expect(of(2025)?.intro).toContain("annual exclusion of $19,000");
    expect(of(2024)?.intro).toContain("annual exclusion (IRC 2503(b)");
    expect(of(2025)?.rows).toEqual([["06/01/2025", "Kraken", "1 BTC", "6,000.00", "500.00"]]);
  });

  it("nothing is printed where nothing happened", () => {
    expect(reportOf([buy("2025-01-01", "1", "10")], 2025).otherPapers).toEqual([]);
  });
});

describe("worksheets", () => {
  it("the 28% worksheet is printed without a profile too, when collectibles are among long gains", () => {
    const books = [buy("2020-01-01", "1", "100"), sell("2025-02-01", "1", "350")];
    const facts = {
      asset: assetId("BTC"),
      class: "digital",
      collectible: true,
      identicalTo: null,
    } as const;
    const asOf = { at: instant("2025-12-31T23:59:59Z"), date: calendarDate("2025-12-31") };
    const ledger = computeLedger({
      transactions: books,
      settings: settings({ assets: [facts] }),
      asOf,
    });
    const forms = { assets: [facts] };
    const [result] = computeYears({ ledger, profiles: [], asOf, ...forms }).filter(
      ({ year }) => year === 2025,
    );
    const report = yearEndReport(
      yearEndInput({ ledger, forms, ...(result === undefined ? {} : { result }) }),
    );
    expect(report.worksheets.map(({ heading }) => heading)).toEqual(["28% Rate Gain Worksheet"]);
    expect(report.worksheets[0]?.lines.map(({ line, amount }) => [line, amount])).toEqual([
      ["1", "250.00"],
      ["5", "0.00"],
      ["6", "0.00"],
      ["7", "250.00"],
    ]);
    expect(report.scheduleD.lines.find(({ line }) => line === "18")?.amount).toBe("250.00");
  });
});

describe("whole dollars", () => {
  it("every amount of the statement is whole, rows cross-foot, and pages add up to boxes", () => {
    const books = Array.from({ length: 25 }, (_, index) => [
      buy("2025-01-02", "1", `${100 + index}.49`, {}),
      sell(`2025-02-${String(index + 1).padStart(2, "0")}`, "1", `${200 + 3 * index}.50`),
    ]).flat();
    const { attachment, entries } = reportOf(books, 2025, { forms: { rounding: "dollars" } });
    const number = (text: string): number =>
      Number(text.replace(/[(),]/g, "")) * (text.startsWith("(") ? -1 : 1);
    let box = 0;
    for (const page of attachment.pages) {
      for (const row of page.rows) {
        expect([row.proceeds, row.basis, row.gain].every((one) => /^\(?[\d,]+\)?$/.test(one))).toBe(
          true,
        );
        expect(number(row.gain)).toBe(number(row.proceeds) - number(row.basis));
      }
      const sum = page.rows.reduce((total, row) => total + number(row.gain), 0);
      expect(number(page.pageTotals.gain)).toBe(sum);
      box += sum;
    }
    expect(number(attachment.pages.at(-1)?.boxTotals?.gain ?? "")).toBe(box);
    expect(number(entries.rows[0]?.[6] ?? "")).toBe(box);
    // 200.50 rounds up to 201, 100.49 down to 100 (Schedule D, rounding): 101 on the first row.
    expect(attachment.pages[0]?.rows[0]).toMatchObject({
      proceeds: "201",
      basis: "100",
      gain: "101",
    });
  });
});

describe("a preliminary report", () => {
  const books = [
    buy("2024-01-01", "1", "80"),
    buy("2025-03-01", "2", "90"),
    sell("2025-05-01", "1", "1080"),
    sell("2025-12-01", "1", "1"),
  ];

  it("counts nothing after its day, says so, and shows what is held lot by lot against the price", () => {
    const report = reportOf(books, 2025, { asOf: "2025-09-14" });
    expect(report.title).toBe("Preliminary report 2025");
    expect(report.preliminary?.sentence).toBe("As of September 14, 2025; the year is not over");
    // FIFO: the sale of May took the lot of 2024 for 80; the sale of December has not happened.
    expect(report.headline.find(({ label }) => label.includes("long"))?.value).toBe("$1,000.00");
    const lots = report.preliminary?.tables.at(-1);
    expect(lots?.rows).toEqual([
      ["2 BTC", "Kraken", "03/01/2025", "03/02/2026", "$50.00", "90.00", "100.00", "10.00"],
    ]);
  });

  it("tells what a sale would still save, by the worksheets with and without it", () => {
    const losing = [
      buy("2025-01-01", "1", "950"),
      ...books.slice(0, 1),
      sell("2025-05-01", "1", "2000"),
    ];
    const early = { asOf: "2025-09-14" };
    const income = (amount: string) => [
      profile(2025, { ordinaryIncome: usd(amount), deduction: usd("15750") }),
    ];
    const [saving] =
      reportOf(losing, 2025, { ...early, profiles: income("100000") }).preliminary?.tables ?? [];
    // FIFO: the lot of 80 went in May for 2,000, a long gain of 1,920 taxed at 15 % (taxable income 84,250 + 1,920 is above
    // 48,350). Left is 1 BTC bought for 950, now 50: a short loss of 900 takes 900 x 15 % = 135 off the tax.
    expect(saving?.rows).toEqual([
      ["1 BTC", "Kraken", "1 lot, FIFO", "50.00", "(900.00)", "135.00", "135.00"],
    ]);
    expect(saving?.intro).toContain("less by $135.00");
    // With 44,250 + 1,920 of taxable income the gain is taxed at 0 %: the same loss saves nothing, and is said to.
    const [none, alone] =
      reportOf(losing, 2025, { ...early, profiles: income("60000") }).preliminary?.tables ?? [];
    expect(none?.rows).toEqual([]);
    expect(none?.empty).toContain("No sale of what is held would lower");
    expect(alone?.heading).toBe("Better left alone this year");
  });

  it("says that a saving cannot be told without a profile", () => {
    const [saving] = reportOf(books, 2025, { asOf: "2025-09-14" }).preliminary?.tables ?? [];
    expect(saving?.rows).toEqual([]);
    expect(saving?.empty).toContain("tax profile");
  });

  it("is none on December 31, and is one on December 30", () => {
    expect(reportOf(books, 2025, { asOf: "2025-12-31" }).preliminary).toBeNull();
    expect(reportOf(books, 2025, { asOf: "2025-12-30" }).preliminary).not.toBeNull();
  });
});
