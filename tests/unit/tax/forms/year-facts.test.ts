import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { computeYears } from "@/lib/tax/compute";
import type { IncomeKind, Lost, Transaction } from "@/lib/tax/transaction";
import { AS_OF, buy, ledgerOf, leg, profile, sell, told, yearOf } from "../make";
import { rulesOf, security } from "./make-rows";

const text = (amount: Usd | null | undefined) =>
  amount === null || amount === undefined ? amount : usdText(amount);

function lost(date: string, reason: Lost["reason"], units = "1"): Transaction {
  return { ...told(date), kind: "lost", sent: leg("BTC", units), reason };
}

function gone(
  date: string,
  kind: "donation" | "gift-sent",
  units: string,
  value: string | null,
  asset = "BTC",
): Transaction {
  return {
    ...told(date),
    kind,
    sent: leg(asset, units),
    value: value === null ? null : usd(value),
  };
}

function income(date: string, kind: IncomeKind, value: string | null, asset = "ETH"): Transaction {
  return {
    ...told(date),
    kind: "income",
    incomeKind: kind,
    received: leg(asset, "1"),
    value: value === null ? null : usd(value),
  };
}

describe("losses without a sale (rules.md 6)", () => {
  it.each([
    ["worthless", 2025, "suspended", null],
    ["abandoned", 2025, "suspended", null],
    ["worthless", 2018, "suspended", null],
    ["worthless", 2017, "miscellaneous-deduction", "Schedule A (Form 1040)"],
    ["theft", 2025, "theft", "Form 4684"],
    ["lost", 2025, "nondeductible", null],
    ["bankruptcy", 2025, "open-claim", null],
  ] as const)("%s in %i: %s", (reason, year, treatment, form) => {
    const ledger = ledgerOf([buy("2016-05-01", "2", "500"), lost(`${year}-06-01`, reason)]);
    const result = yearOf(ledger, [], year);
    const [loss, ...more] = result.lossesWithoutSale;
    expect([loss?.treatment, text(loss?.basis), loss?.needsProfessional, more.length]).toEqual([
      treatment,
      "250",
      true,
      0,
    ]);
    expect(loss?.form?.startsWith(form ?? "") ?? form === null).toBe(true);
    expect(loss?.authority).toMatch(/IRC 165/);
    expect([result.parts, text(result.line16)]).toEqual([[], "0"]);
  });

  it("one entry for units out of several lots, its basis unknown as soon as one is", () => {
    const two = [buy("2024-01-01", "1", "5"), buy("2024-02-01", "1", "7")];
    const known = yearOf(ledgerOf([...two, lost("2025-01-01", "theft", "2")]), [], 2025);
    expect(known.lossesWithoutSale.map(({ basis }) => text(basis))).toEqual(["12"]);
    const free = [buy("2024-01-01", "1", "5"), buy("2024-02-01", "1", null)];
    const unknown = yearOf(ledgerOf([...free, lost("2025-01-01", "theft", "2")]), [], 2025);
    expect(unknown.lossesWithoutSale.map(({ basis }) => basis)).toEqual([null]);
  });
});

describe("donations (IRC 170; rules.md 3.4)", () => {
  const lots = [buy("2020-01-01", "1", "1000"), buy("2025-01-01", "1", "4000")];

  it("long lots count at market value, short ones at the smaller of basis and value", () => {
    const year = yearOf(ledgerOf([...lots, gone("2025-06-01", "donation", "2", "6000")]), [], 2025);
    const [donation] = year.donations;
    // 3,000 each: the long lot 3,000, the short one the smaller of 4,000 and 3,000.
    expect(donation?.lots.map(({ term, deduction }) => [term, text(deduction)])).toEqual([
      ["long", "3000"],
      ["short", "3000"],
    ]);
    expect([donation?.value, donation?.basis, donation?.deduction].map(text)).toEqual([
      "6000",
      "5000",
      "6000",
    ]);
    const risen = yearOf(
      ledgerOf([...lots, gone("2025-06-01", "donation", "2", "20000")]),
      [],
      2025,
    );
    expect(risen.donations[0]?.lots.map(({ deduction }) => text(deduction))).toEqual([
      "10000",
      "4000",
    ]);
  });

  // Exactly $500, $5,000 and $500,000 do not cross (IRC 170(f)(11)(B)-(D)).
  it.each([
    ["500", false, null, false, false],
    ["500.01", true, "A", false, false],
    ["5000", true, "A", false, false],
    ["5000.01", true, "B", true, false],
    ["500000", true, "B", true, false],
    ["500000.01", true, "B", true, true],
  ])(
    "a claim of %s: Form 8283 %s, section %s, appraisal %s, attached %s",
    (value, form, section, appraisal, attach) => {
      const ledger = ledgerOf([
        buy("2020-01-01", "1", "1"),
        gone("2025-06-01", "donation", "1", value),
      ]);
      const needs = yearOf(ledger, [], 2025).noncashContributions;
      expect(needs).toMatchObject({
        form8283: form,
        items: [{ section, appraisalRequired: appraisal, attachAppraisal: attach }],
      });
    },
  );

  it("gifts of one asset in a year are similar items and count together", () => {
    const ledger = ledgerOf([
      buy("2020-01-01", "2", "1"),
      gone("2025-06-01", "donation", "1", "3000"),
      gone("2025-07-01", "donation", "1", "2500"),
    ]);
    const needs = yearOf(ledger, [], 2025).noncashContributions;
    expect([needs?.items.length, text(needs?.claimed), needs?.items[0]?.section]).toEqual([
      1,
      "5500",
      "B",
    ]);
  });

  it("publicly traded securities need no appraisal; an unknown value leaves the claim open", () => {
    const transactions = [
      buy("2020-01-01", "1", "1", { asset: "IBIT" }),
      buy("2020-01-01", "1", "1"),
      gone("2025-06-01", "donation", "1", "90000", "IBIT"),
      gone("2025-07-01", "donation", "1", null),
    ];
    const years = computeYears({
      ledger: ledgerOf(transactions),
      profiles: [],
      asOf: AS_OF,
      assets: [security("IBIT")],
    });
    const needs = years.find(({ year }) => year === 2025)?.noncashContributions;
    expect([needs?.claimed, needs?.form8283]).toEqual([null, true]);
    expect(
      needs?.items.map(({ section, appraisalRequired }) => [section, appraisalRequired]),
    ).toEqual([
      ["A", false],
      [null, false],
    ]);
  });

  it("a short lot of unknown basis leaves the deduction open; later lots do not close it", () => {
    const ledger = ledgerOf([
      buy("2025-01-01", "1", null),
      buy("2025-01-02", "1", "1"),
      gone("2025-06-01", "donation", "2", "10"),
      gone("2025-06-02", "gift-sent", "1", "10"),
    ]);
    expect(
      yearOf(ledger, [], 2025).donations.map(({ deduction, basis }) => [deduction, basis]),
    ).toEqual([[null, null]]);
  });
});

describe("the digital-asset question by year (rules.md 4)", () => {
  const answer = (transactions: readonly Transaction[], year: number) =>
    yearOf(ledgerOf(transactions), [profile(year)], year).digitalAssetQuestion;
  const held = buy("2016-01-01", "3", "3");

  it.each([
    [
      2019,
      "Schedule 1 (Form 1040), top",
      "receive, sell, send, exchange, or otherwise acquire any financial interest in any virtual currency?",
    ],
    [
      2020,
      "Form 1040, page 1",
      "receive, sell, send, exchange, or otherwise acquire any financial interest in any virtual currency?",
    ],
    [
      2021,
      "Form 1040, page 1",
      "receive, sell, exchange, or otherwise dispose of any financial interest in any virtual currency?",
    ],
    [
      2022,
      "Form 1040, page 1",
      "sell, exchange, gift, or otherwise dispose of a digital asset (or a financial interest in a digital asset)?",
    ],
    [
      2023,
      "Form 1040, page 1",
      "sell, exchange, or otherwise dispose of a digital asset (or a financial interest in a digital asset)?",
    ],
    [
      2025,
      "Form 1040, page 1",
      "sell, exchange, or otherwise dispose of a digital asset (or a financial interest in a digital asset)?",
    ],
  ])("%i asks in its own words, on %s", (year, where, words) => {
    const question = answer([], year);
    expect(question?.where).toBe(where);
    expect(question?.text.startsWith(`At any time during ${year}, did you`)).toBe(true);
    expect(question?.text.endsWith(words)).toBe(true);
  });

  it("is not asked before 2019", () => {
    expect([2017, 2018].map((year) => rulesOf(year).forms.question)).toEqual([null, null]);
    expect(answer([held], 2018)).toBeNull();
  });

  it.each([
    ["a sale", sell("2025-03-01", "1", "5"), "yes"],
    ["income", income("2025-03-01", "staking", "5"), "yes"],
    ["a gift made", gone("2025-03-01", "gift-sent", "1", "5"), "check"],
    ["units abandoned", lost("2025-03-01", "abandoned"), "check"],
    ["a theft", lost("2025-03-01", "theft"), "no"],
    ["a purchase", buy("2025-03-01", "1", "5"), "no"],
  ] as const)("2025: %s is %s", (_, transaction, expected) => {
    const found = answer([held, transaction], 2025);
    expect(found?.answer).toBe(expected);
    expect(found?.reasons.length).toBe(1);
  });

  // The wording of 2019 and 2020 says "send", that of 2022 "gift"; 2021 and from 2023 neither.
  it.each([
    [2020, "yes"],
    [2021, "check"],
    [2022, "yes"],
    [2023, "check"],
  ])("a donation in %i is %s", (year, expected) => {
    expect(answer([held, gone(`${year}-03-01`, "donation", "1", "5")], year)?.answer).toBe(
      expected,
    );
  });

  it("up to 2021 units received as a gift count, which books cannot rule out; empty books can", () => {
    expect(answer([held], 2021)?.answer).toBe("check");
    expect(answer([], 2021)?.answer).toBe("no");
    expect(answer([buy("2024-01-01", "1", "1")], 2021)?.answer).toBe("no");
    expect(answer([held], 2022)?.answer).toBe("no");
    const gift: Transaction = {
      ...told("2021-05-01"),
      kind: "inherited",
      received: leg("BTC", "1"),
      value: usd("1"),
    };
    expect(answer([gift], 2021)?.answer).toBe("check");
  });

  it("securities are no digital assets", () => {
    const years = computeYears({
      ledger: ledgerOf([
        buy("2025-01-01", "1", "1", { asset: "IBIT" }),
        sell("2025-02-01", "1", "2", { asset: "IBIT" }),
      ]),
      profiles: [],
      asOf: AS_OF,
      assets: [security("IBIT")],
    });
    expect(years.find(({ year }) => year === 2025)?.digitalAssetQuestion?.answer).toBe("no");
  });
});
