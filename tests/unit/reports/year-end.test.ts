import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { yearEndReport } from "@/lib/reports/year-end";
import { accountId, assetId, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import {
  closedLot,
  emptyLedger,
  issue,
  part,
  plainSettings,
  yearEndInput,
  yearResult,
} from "@/tests/support/report-builders";
import { emptyYear, openYear, twoAccountYear } from "@/tests/support/report-samples";

function* strings(value: unknown): Generator<string> {
  if (typeof value === "string") {
    yield value;
  } else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) {
      yield* strings(inner);
    }
  }
}

describe("year-end report", () => {
  it("is the same value for the same input", () => {
    expect(yearEndReport(twoAccountYear())).toEqual(yearEndReport(twoAccountYear()));
  });

  it("says how many amounts prices gave, whose they were and by which authority; nothing where none did", () => {
    const factsOf = (valued?: { amounts: number; sources: readonly string[] }) =>
      yearEndReport(yearEndInput(valued === undefined ? {} : { valued })).settings;
    const some = factsOf({ amounts: 12, sources: ["Coinbase Exchange", "Kraken"] });
    expect(some.facts.find(({ label }) => label === "Values by market prices")).toEqual({
      label: "Values by market prices",
      value: "12 amounts not recorded in dollars",
      note: "Price of the hour in which it happened, else of that UTC day: Coinbase Exchange, Kraken (Notice 2014-21 A-5; Rev. Rul. 2023-14).",
    });
    expect(some.tables.at(-1)?.intro).toContain("or by the prices named above");
    const none = factsOf();
    expect(none.facts.map(({ label }) => label)).not.toContain("Values by market prices");
    expect(none.tables.at(-1)?.intro).not.toContain("named above");
  });

  it("prints headline figures with a real minus sign, and what is deducted and carried", () => {
    const report = yearEndReport(twoAccountYear());
    const facts = new Map(report.headline.map((fact) => [fact.label, fact.value]));
    expect(facts.get("Net capital gain or loss")).toBe("\u2212$8,640.62");
    expect(facts.get("Loss deducted in 2025")).toBe("$3,000.00");
    expect(facts.get("Loss carried to 2026")).toBe("$5,640.62");
    expect(facts.get("Income received in units")).toBe("$1,532.07");
  });

  it("says nothing of deductions and carryovers when there are none", () => {
    const labels = yearEndReport(emptyYear()).headline.map((fact) => fact.label);
    expect(labels).not.toContain("Loss deducted in 2025");
    expect(labels).not.toContain("Loss carried to 2026");
  });

  it("is a draft while blocking issues are open, and says how many", () => {
    const report = yearEndReport(openYear());
    expect(report.draft).toBe("3 open items; these figures are not final");
    expect(report.issues.sentence).toBe(
      "3 open items; these figures are not final. 1 further note to look at.",
    );
    expect(report.issues.items.map((item) => item.severity)).toEqual([
      "blocking",
      "blocking",
      "blocking",
      "check",
    ]);
  });

  it("is no draft for notes alone", () => {
    const report = yearEndReport(yearEndInput({ issues: [issue({ severity: "check" })] }));
    expect(report.draft).toBeNull();
    expect(report.issues.items).toHaveLength(1);
  });

  it("is a draft when a row has no known amount, even without an issue", () => {
    const lot = { ...closedLot("I"), basis: null, gain: null, acquired: null };
    const report = yearEndReport(yearEndInput({ result: yearResult([], { unknownRows: [lot] }) }));
    expect(report.draft).toBe("1 open item; these figures are not final");
    expect(report.notCounted[0]?.rows).toEqual([
      ["1 BTC", "Coinbase", "not known", "06/07/2025", "100.00", "not known"],
    ]);
    expect(report.attachment.empty).not.toContain("No sales");
  });

  it("leaves out issues dated after the year and keeps those before it", () => {
    const report = yearEndReport(
      yearEndInput({
        issues: [
          issue({ date: calendarDate("2026-01-01") }),
          issue({ date: calendarDate("2025-12-31") }),
          issue({ date: calendarDate("2019-05-05") }),
        ],
      }),
    );
    expect(report.issues.items.map((item) => item.where.slice(0, 10))).toEqual([
      "05/05/2019",
      "12/31/2025",
    ]);
    expect(report.draft).toBe("2 open items; these figures are not final");
  });

  it("moves a form's name to the heading and its authority above the lines", () => {
    const { carryover, scheduleD } = yearEndReport(twoAccountYear());
    expect(carryover.heading).toBe("Capital loss carryover from 2025 to 2026");
    expect(carryover.lines.map((line) => line.line)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
    ]);
    expect(carryover.lines.at(-1)).toEqual({
      line: "8",
      label: "Short-term capital loss carryover",
      how: "line 5 - line 7, not below zero",
      amount: "5,640.62",
      authority: "",
    });
    expect(carryover.intro).toContain("IRC 1212(b)");
    expect(scheduleD.lines.find((line) => line.line === "16")?.amount).toBe("(8,640.62)");
  });

  it("prints the tax form by form in the engine's order, names in full", () => {
    const line = (text: string, amount: string) => ({
      line: text,
      label: "x",
      amount: usd(amount),
      how: "y",
      authority: "z",
    });
    const tax = {
      taxableIncomeSigned: usd("1"),
      taxableIncome: usd("1"),
      agi: usd("1"),
      incomeTax: usd("1"),
      niit: usd("0"),
      total: usd("1"),
      worksheet: "qdcg-worksheet" as const,
      lines: [
        line("Form 1040 line 15", "5"),
        line("QDCG 1", "5"),
        line("QDCG 25", "0.75"),
        line("Form 1040 line 16", "0.75"),
        line("Form 8960 17", "-1"),
      ],
    };
    const report = yearEndReport(yearEndInput({ result: yearResult([], { tax }) }));
    expect(
      report.tax.map((one) => [one.heading, one.lines.map((each) => [each.line, each.amount])]),
    ).toEqual([
      ["Form 1040", [["15", "5.00"]]],
      [
        "Qualified Dividends and Capital Gain Tax Worksheet",
        [
          ["1", "5.00"],
          ["25", "0.75"],
        ],
      ],
      ["Form 1040", [["16", "0.75"]]],
      ["Form 8960", [["17", "(1.00)"]]],
    ]);
    expect(report.tax[0]?.intro).toContain("An estimate");
  });

  it("sums by box, account and asset to the same total", () => {
    const report = yearEndReport(twoAccountYear());
    const [box, account, asset] = report.summary;
    expect(box?.total?.slice(2)).toEqual(account?.total?.slice(1));
    expect(asset?.total?.slice(1)).toEqual(account?.total?.slice(1));
    expect(report.summary.map((table) => table.heading)).toEqual([
      "By box of Form 8949",
      "By account",
      "By asset",
      "Income received in units",
      "Still held on December 31, 2025",
    ]);
  });

  it("counts only the year's income and never turns an unknown value into zero unsaid", () => {
    const event = (date: string, amount: string | null) => ({
      transaction: transactionId(date),
      account: accountId("kr"),
      asset: assetId("ETH"),
      date: calendarDate(date),
      quantity: quantity("1"),
      kind: "staking" as const,
      amount: amount === null ? null : usd(amount),
    });
    const income = [
      event("2024-12-31", "9"),
      event("2025-01-01", "10.25"),
      event("2025-12-31", null),
    ];
    const report = yearEndReport(
      yearEndInput({
        ledger: { ...emptyLedger, income },
        result: yearResult([], { incomeTotal: usd("10.25"), unknownIncome: income.slice(2) }),
      }),
    );
    const table = report.summary.find((one) => one.heading === "Income received in units");
    expect(table?.rows).toEqual([["Staking rewards", "2", "10.25"]]);
    expect(table?.intro).toBe(
      "The value of 1 of these receipts is not known and is not in the amounts.",
    );
    expect(report.notCounted.map((one) => one.heading)).toEqual(["Income not in the figures"]);
  });

  it("shows every setting with its date: zone, pool, orders by account, fee choice, prices", () => {
    const { settings } = yearEndReport(
      yearEndInput({
        settings: {
          ...plainSettings,
          pool: "universal-until-2024",
          transferFee: "carry",
          standingOrders: [
            {
              id: "o1",
              account: accountId("kr"),
              method: "hifo",
              effectiveFrom: instant("2025-03-01T05:00:00Z"),
              madeAt: instant("2025-02-27T16:12:00Z"),
              toldBrokerAt: null,
            },
          ],
        },
        prices: [
          {
            asset: assetId("BTC"),
            price: "88123.4",
            at: instant("2025-12-31T23:55:00Z"),
            source: "Kraken",
          },
        ],
      }),
    );
    const facts = new Map(settings.facts.map((fact) => [fact.label, fact.value]));
    expect(facts.get("Tax time zone")).toBe("America/New_York");
    expect(facts.get("Pools")).toBe(
      "One pool per asset through December 31, 2024; per account from January 1, 2025",
    );
    expect(facts.get("Network fees of transfers")).toBe("Their basis carried on");
    expect(facts.get("Fingerprint of records and settings")).toBe("3f2a9c41d07be85512aa90c3");
    expect(settings.tables.map((table) => table.rows)).toEqual([
      [
        ["Coinbase", "FIFO", "default", "no order", ""],
        ["Kraken", "HIFO", "Mar 1, 2025, 05:00 UTC", "Feb 27, 2025, 16:12 UTC", "not told"],
      ],
      [["BTC", "$88,123.40", "Dec 31, 2025, 23:55 UTC", "Kraken"]],
    ]);
  });

  it("prints each choice nobody made with the default it has, and no table nobody filled", () => {
    const { settings } = yearEndReport(yearEndInput({}));
    const facts = new Map(settings.facts.map((fact) => [fact.label, fact.value]));
    expect(facts.get("Costs of swaps before 2025")).toBe("To the asset given up");
    expect(facts.get("Wrapping, bridging, pools, liquid staking")).toBe(
      "Wrapping: chosen row by row; Bridging: chosen row by row; Liquidity pools: a taxable exchange; Liquid staking: a taxable exchange",
    );
    expect(facts.get("Wash sales")).toBe("Securities only");
    expect(facts.get("Rounding")).toBe("Cents");
    expect(facts.get("Sales listed")).toBe("Every sale");
    expect(facts.get("Basis allocation at January 1, 2025")).toBe("None given");
    expect(settings.tables.map((table) => table.heading)).toEqual([
      "Lot method by account",
      "Prices used",
    ]);
  });

  it("prints what was said about accounts, assets, lots and forms, with its dates", () => {
    const at = instant("2026-03-02T15:00:00Z");
    const { settings } = yearEndReport(
      yearEndInput({
        settings: {
          ...plainSettings,
          swapCostsBefore2025: "halves",
          washSalesOfDigitalAssetsFrom: calendarDate("2027-01-01"),
          conversions: { ...plainSettings.conversions, wrap: "carry-over" },
          accounts: [{ account: accountId("kr"), custody: "own", owner: "spouse" }],
          assets: [
            {
              asset: assetId("IBIT"),
              class: "security",
              collectible: false,
              identicalTo: "BTC FUNDS",
            },
          ],
          identifications: [
            {
              transaction: transactionId("sale-1"),
              madeAt: at,
              toldBrokerAt: at,
              lots: [
                { lot: "a", quantity: quantity("0.25") },
                { lot: "b", quantity: quantity("0.5") },
              ],
            },
          ],
          allocation2025: {
            kind: "specific",
            completedAt: at,
            rows: [{ account: accountId("kr"), lot: "a", quantity: quantity("1") }],
          },
        },
        forms: { rounding: "dollars", exception1: "direct", various: true },
      }),
    );
    const facts = new Map(settings.facts.map((fact) => [fact.label, fact]));
    expect(facts.get("Costs of swaps before 2025")?.value).toBe("Half to each asset");
    expect(facts.get("Wash sales")).toMatchObject({
      value: "Digital assets too from January 1, 2027",
      note: expect.stringContaining("No such law is enacted"),
    });
    expect(facts.get("Wrapping, bridging, pools, liquid staking")?.value).toContain(
      "Wrapping: basis and dates carry over;",
    );
    expect(facts.get("Basis allocation at January 1, 2025")?.value).toBe(
      "Unit by unit: 1 placement, finished Mar 2, 2026, 15:00 UTC",
    );
    expect(facts.get("Rounding")?.value).toBe("Whole dollars, every amount");
    const rows = new Map(settings.tables.map((table) => [table.heading, table.rows]));
    expect(rows.get("Accounts, as told")).toEqual([
      ["Kraken", "The client alone", "The spouse's own return"],
    ]);
    expect(rows.get("Assets, as told")).toEqual([["IBIT", "Security", "No", "BTC FUNDS"]]);
    expect(rows.get("Lots named sale by sale")).toEqual([
      [
        expect.any(String),
        "2 lots, 0.75 units",
        "Mar 2, 2026, 15:00 UTC",
        "Mar 2, 2026, 15:00 UTC",
      ],
    ]);
  });

  it("tells an unsupported year plainly instead of showing an empty one", () => {
    const refusal = { code: "unsupported-year" as const, year: 2016, message: "x" };
    const report = yearEndReport(
      yearEndInput({ year: 2016, result: yearResult([], { year: 2016, refusal }) }),
    );
    expect(report.refusal).toContain("2016");
    expect(report.attachment.empty).toBe(report.refusal);
  });

  it("cleans hostile names everywhere and never asks for a social security number", () => {
    const hostile = "Eve\u202e\u0000\r\n<script>";
    const report = yearEndReport(
      yearEndInput({
        client: hostile,
        accounts: new Map([[accountId("cb"), hostile]]),
        issues: [issue({ message: hostile, account: accountId("cb") })],
        result: yearResult([part("I", [{ description: hostile }])]),
      }),
    );
    expect(report.client).toBe("Eve <script>");
    for (const text of strings(report)) {
      expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }
    expect(report.attachment.ssnLine).toBe("Social security number");
    expect([...strings(report)].join(" ")).not.toMatch(/\d{3}-\d{2}-\d{4}/);
  });
});
