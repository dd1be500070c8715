import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { openItemsCsv } from "@/lib/reports/csv";
import type { OpenOfYear } from "@/lib/reports/input";
import { yearEndReport } from "@/lib/reports/year-end";
import { accountId, assetId, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { issue, yearEndInput } from "@/tests/support/report-builders";

const MISSING = issue({
  code: "missing-basis",
  severity: "blocking",
  transaction: transactionId("t1"),
  account: accountId("cb"),
  asset: assetId("BTC"),
  message: "Sold 1 BTC; the account held 0 BTC.",
});

const OPEN: OpenOfYear = {
  tax: { now: usd("5071.5"), low: usd("5251.5"), high: usd("13449") },
  gain: { now: usd("0"), low: usd("1500"), high: usd("41500") },
  isBound: true,
  unknown: 2,
  kinds: [
    { title: "Missing basis", count: 1 },
    { title: "Suspected duplicate", count: 2 },
  ],
  dismissed: new Map([["missing-basis~t1~cb~BTC", "=Seller is gone, records burnt."]]),
  others: [
    {
      kind: "duplicate",
      date: calendarDate("2025-03-01"),
      account: accountId("cb"),
      asset: "ETH",
      quantity: quantity("2"),
      transaction: null,
      message: "The same sale stands in two files.",
      remedy: "Compare both.",
      dismissed: null,
    },
  ],
};

const report = (open: OpenOfYear) => yearEndReport(yearEndInput({ issues: [MISSING], open }));

describe("what the report prints of the review", () => {
  it("says where the tax lies with all of it, what is not in that, and how much of which kind is open", () => {
    const { issues } = report(OPEN);
    expect(issues.range).toBe(
      "As these items are settled, the tax of 2025 is between $5,251.50 and $13,449.00, from the best evidence to a basis of zero (IRC 1012, 6001); as the books stand it is $5,071.50. Federal income tax and net investment income tax only. Not in it: 2 items of which nothing is known.",
    );
    expect(issues.kinds).toBe("missing basis 1, suspected duplicate 2");
  });

  it("prints an item that was put aside as open all the same, with its reason, and what is no issue of the engine", () => {
    const { draft, issues } = report(OPEN);
    expect(draft).toBe("1 open item; these figures are not final");
    expect(issues.items.map(({ mark, message, aside }) => [mark, message, aside])).toEqual([
      ["Open", "Sold 1 BTC; the account held 0 BTC.", "Put aside: =Seller is gone, records burnt."],
      ["Look at", "The same sale stands in two files.", ""],
    ]);
  });

  it("speaks of the gain where the tax is not known, and says about where the range is no bound", () => {
    const { issues } = report({ ...OPEN, tax: null, isBound: false, unknown: 0 });
    expect(issues.range).toContain("the net capital gain of 2025 is about $1,500.00 to $41,500.00");
  });

  it("says nothing of a review nobody made", () => {
    const { issues } = yearEndReport(yearEndInput({ issues: [MISSING] }));
    expect([issues.range, issues.kinds, issues.items[0]?.aside]).toEqual(["", "", ""]);
  });

  it("is a CSV no spreadsheet runs anything of", () => {
    const lines = openItemsCsv(report(OPEN)).split("\r\n");
    expect(lines[0]).toBe("\ufeffMark,Where,What is open,What settles it,Put aside");
    expect(lines.filter((line) => line.startsWith("Summary,,"))).toHaveLength(3);
    const [item] = lines.filter((line) => line.startsWith("Open,"));
    expect(item).toContain('"Put aside: =Seller is gone, records burnt."');
    expect(lines.some((line) => /(?:^|,)"?=/.test(line))).toBe(false);
  });
});
