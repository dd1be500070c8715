import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { computeYears } from "@/lib/tax/compute";
import type { Saving } from "@/lib/tax/harvest/harvest";
import { saleTotals, savingOf } from "@/lib/tax/harvest/saving";
import type { YearProfile } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import { buy, ledgerOf, profile, sell, yearOf } from "./make";

function saved(
  transactions: readonly Transaction[],
  of: YearProfile,
  short: string,
  long: string,
): Saving {
  const year = yearOf(ledgerOf(transactions), [of], of.year);
  const result = savingOf({ year, profile: of, sale: saleTotals(usd(short), usd(long)) });
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  return result.value;
}

const text = (amount: Usd) => usdText(amount);

// 2026, single: standard deduction 16,100 (Rev. Proc. 2025-32).
const single2026 = (income: string, change: Partial<YearProfile> = {}) =>
  profile(2026, { ordinaryIncome: usd(income), deduction: usd("16100"), ...change });

describe("what a sale saves: the whole return with and without", () => {
  it("37% bracket, no gains, a $50,000 loss: exactly $1,110 this year (37% of $3,000), 47,000 carried", () => {
    const saving = saved([], single2026("716100"), "-50000", "0");
    expect(text(saving.saving)).toBe("1110");
    expect(text(saving.shortCarryoverChange)).toBe("47000");
  });

  it("a $5,000 loss against gains taxed at 0%: nothing, and nothing is carried", () => {
    const gains = [buy("2024-01-01", "1", "1000"), sell("2026-02-01", "1", "11000")];
    const saving = saved(gains, single2026("46100"), "0", "-5000");
    expect(text(saving.saving)).toBe("0");
    expect(text(saving.longCarryoverChange)).toBe("0");
  });

  it("a $30,000 gain three days before it turns long: waiting saves $2,700 (24% less 15%)", () => {
    const today = saved([], single2026("166100"), "30000", "0");
    const later = saved([], single2026("166100"), "0", "30000");
    // 30,000 x (24% - 15%) = 2,700; the 24% bracket runs to 201,775.
    expect(text(today.saving)).toBe("-7200");
    expect(text(later.saving)).toBe("-4500");
  });

  it("$10,000 of gains and $287,000 of losses (2023): 10,000 offset, 3,000 deducted, 274,000 carried", () => {
    const gains = [buy("2023-01-01", "1", "5000"), sell("2023-06-01", "1", "15000")];
    const of = profile(2023, { ordinaryIncome: usd("113850"), deduction: usd("13850") });
    const saving = saved(gains, of, "-287000", "0");
    expect(
      [saving.now, saving.after].map(({ line16, line21 }) => [text(line16), text(line21)]),
    ).toEqual([
      ["10000", "0"],
      ["-277000", "3000"],
    ]);
    expect(text(saving.after.shortCarryoverOut)).toBe("274000");
    // 2023, single, 100,000 of other taxable income: 10,000 of gain above it at 24% and 3,000 below it: 24% from 95,375 up.
    expect(text(saving.saving)).toBe("3120");
  });

  it("a $600,000 loss beside $600,000 of long gains all taxed at 20% saves $120,000 of income tax; NIIT apart", () => {
    const gains = [buy("2023-01-01", "1", "100000"), sell("2026-03-01", "1", "700000")];
    // 700,000 of ordinary taxable income is above the 15% ceiling of 545,500, so every dollar of gain is taxed at 20%.
    const saving = saved(gains, single2026("716100"), "0", "-600000");
    expect(text(saving.incomeTaxSaving)).toBe("120000");
    expect(text(saving.niitSaving)).toBe("22800"); // 3.8% of 600,000
    expect(text(saving.saving)).toBe("142800");
  });

  it("refuses a year whose amounts are not published instead of using another year's", () => {
    const of = profile(2027);
    const year = yearOf(ledgerOf([]), [of], 2027);
    const result = savingOf({ year, profile: of, sale: saleTotals(usd("-1"), usd("0")) });
    expect(result).toMatchObject({ ok: false, error: { code: "unsupported-year", year: 2027 } });
  });
});

describe("years", () => {
  it("chains a carryover through a year with nothing in it: the allowed loss counts as used (Pub. 550)", () => {
    const ledger = ledgerOf([
      buy("2021-01-01", "1", "60000"),
      sell("2021-06-01", "1", "50000"),
      buy("2023-01-01", "1", "10000"),
      sell("2023-05-01", "1", "11000"),
    ]);
    const years = computeYears({
      ledger,
      profiles: [],
      asOf: { at: ledgerAt, date: "2023-12-31" as never },
    });
    expect(
      years.map(({ year, line21, shortCarryoverIn, shortCarryoverOut, assumedIncome }) => [
        year,
        text(line21),
        text(shortCarryoverIn),
        text(shortCarryoverOut),
        assumedIncome,
      ]),
    ).toEqual([
      [2021, "3000", "0", "7000", true],
      [2022, "3000", "7000", "4000", true],
      [2023, "3000", "4000", "0", true],
    ]);
  });

  it("a year with too little income keeps the part of the loss it could not use", () => {
    // Pub. 550 worksheet: TI = -1,200 after a 3,000 loss: 1,800 used.
    const of = profile(2024, { ordinaryIncome: usd("16400"), deduction: usd("14600") });
    const year = yearOf(
      ledgerOf([buy("2024-01-01", "1", "9000"), sell("2024-06-01", "1", "1000")]),
      [of],
      2024,
    );
    expect(text(year.line21)).toBe("3000");
    expect(text(year.shortCarryoverOut)).toBe("6200"); // 8,000 - 1,800
  });

  it("what a profile states beats what the books carry", () => {
    const ledger = ledgerOf([buy("2024-01-01", "1", "20000"), sell("2024-06-01", "1", "1000")]);
    const [stated] = [
      yearOf(
        ledger,
        [profile(2025, { shortCarryoverIn: usd("5"), longCarryoverIn: usd("7") })],
        2025,
      ),
    ];
    expect([text(stated.shortCarryoverIn), text(stated.longCarryoverIn)]).toEqual(["5", "7"]);
  });

  it.each([
    [2024, "C", "F", "3", "10"],
    [2025, "I", "L", "3", "10"],
  ])(
    "%i puts sales without a 1099 in boxes %s and %s",
    (year, short, long, shortLine, longLine) => {
      const ledger = ledgerOf([
        buy("2020-01-01", "1", "10"),
        buy(`${year}-01-01`, "1", "10"),
        sell(`${year}-06-01`, "2", "30"),
      ]);
      const { parts } = yearOf(ledger, [], year);
      expect(parts.map(({ box, scheduleDLine }) => [box, scheduleDLine])).toEqual([
        [short, shortLine],
        [long, longLine],
      ]);
    },
  );

  it("keeps a row of unknown basis out of every total and says so", () => {
    const year = yearOf(
      ledgerOf([buy("2024-01-01", "1", "100"), sell("2024-06-01", "3", "600")]),
      [],
      2024,
    );
    expect(year.unknownRows).toHaveLength(1);
    expect(text(year.netShort)).toBe("100");
    expect(text(year.parts[0]?.proceeds ?? usd("0"))).toBe("200");
  });

  it("rows foot across: (h) is made of the printed (d) and (e), not of the exact gain", () => {
    const ledger = ledgerOf([buy("2024-01-01", "1", "10.004"), sell("2024-06-01", "1", "20.005")]);
    const [row] = yearOf(ledger, [], 2024).parts[0]?.rows ?? [];
    expect([row?.proceeds, row?.basis, row?.gain].map((amount) => amount && text(amount))).toEqual([
      "20.01",
      "10",
      "10.01",
    ]);
    expect([row?.description, row?.acquired, row?.sold]).toEqual([
      "1 BTC",
      "01/01/2024",
      "06/01/2024",
    ]);
  });

  it("nets a year before 2017 by the statute, without forms or tax, and refuses the rest", () => {
    const year = yearOf(
      ledgerOf([buy("2014-01-01", "1", "900"), sell("2014-06-01", "1", "400")]),
      [],
      2014,
    );
    expect(year.refusal?.code).toBe("unsupported-year");
    expect([year.parts, year.tax]).toEqual([[], null]);
    expect(text(year.line21)).toBe("500");
  });
});

const ledgerAt = "2023-12-31T12:00:00.000Z" as never;
