import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import type { ChecklistInput } from "@/lib/tax/harvest/checklist-input";
import { seasonChecklist } from "@/lib/tax/harvest/checklist-season";
import type { Issue, IssueCode } from "@/lib/tax/issue";
import type { YearProfile } from "@/lib/tax/settings";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { NO_SEASON_FACTS } from "../../../support/season-facts";
import { buy, ledgerOf, leg, sell, settings, told, yearOf } from "../make";
import { order } from "../wash-make";
import { date, day, lotOf, MIDDLE, quote, single2026 } from "./make-harvest";

const TODAY = day("2026-11-21");

/** One step of the year 2026 as of November 21. */
function step(
  id: string,
  transactions: readonly Transaction[],
  change: Partial<ChecklistInput> & {
    readonly of?: YearProfile | null;
    readonly books?: Partial<LedgerResult>;
  } = {},
) {
  const { of = MIDDLE, books, ...more } = change;
  const ledger = { ...ledgerOf(transactions), ...books };
  const list = seasonChecklist({
    books: {
      ledger,
      year: yearOf(ledger, of === null ? [] : [of], 2026),
      plan: null,
      settings: settings(),
      quotes: [],
      asOf: TODAY,
      ...more,
    },
    facts: NO_SEASON_FACTS,
  });
  const found = list.find((each) => each.id === id);
  return found && [found.done, found.evidence];
}

const issue = (code: IssueCode, severity: Issue["severity"] = "blocking"): Issue => ({
  code,
  severity,
  transaction: transactionId("t"),
  account: accountId("A"),
  asset: null,
  date: date("2026-10-01"),
  quantity: null,
  message: "What is wrong.",
  remedy: "What would settle it.",
});

describe("the books are fresh", () => {
  const latest = (...transactions: readonly Transaction[]) => step("refresh-books", transactions);
  const at = (day: string) => `The latest transaction in the books is of ${day}.`;

  it("without transactions they are not, and a profile alone does not make them so", () => {
    expect(latest()).toEqual([false, "There are no transactions yet."]);
  });

  it("from September 1 on", () => {
    expect(latest(buy("2026-08-31", "1", "1"))).toEqual([false, at("Aug 31, 2026")]);
    expect(latest(buy("2026-09-01", "1", "1"))).toEqual([true, at("Sep 1, 2026")]);
  });

  it("by sales, purchases, income and what left, whichever is the last", () => {
    const first = buy("2026-01-01", "2", "2");
    expect(latest(first, sell("2026-09-03", "2", "2"))).toEqual([true, at("Sep 3, 2026")]);
    expect(latest(first, sell("2026-09-03", "1", "1"), buy("2026-09-02", "1", "1"))).toEqual([
      true,
      at("Sep 3, 2026"),
    ]);
    const gone: Transaction = {
      ...told("2026-09-04"),
      kind: "donation",
      sent: leg("BTC", "1"),
      value: null,
    };
    expect(latest(first, sell("2026-09-03", "1", "1"), gone)).toEqual([true, at("Sep 4, 2026")]);
  });

  it("income counts even where its units are on another return now", () => {
    const reward: Transaction = {
      ...told("2026-09-05"),
      kind: "income",
      incomeKind: "staking",
      received: leg("ETH", "1"),
      value: usd("5"),
    };
    const { income } = ledgerOf([reward]);
    expect(step("refresh-books", [], { books: { income } })).toEqual([true, at("Sep 5, 2026")]);
  });
});

describe("what is missing in the books", () => {
  it("counts moves without a match, both ways", () => {
    const of = (issues: LedgerResult["issues"]) => step("match-moves", [], { books: { issues } });
    expect(of([issue("missing-basis")])).toEqual([
      true,
      "Every deposit and withdrawal is matched or explained.",
    ]);
    expect(of([issue("unmatched-deposit", "check")])).toEqual([false, "1 move is not matched."]);
    expect(of([issue("unmatched-withdrawal"), issue("unmatched-deposit")])).toEqual([
      false,
      "2 moves are not matched.",
    ]);
  });
});

describe("the year's profile", () => {
  it("is told or not", () => {
    expect(step("profile", [])).toEqual([true, "The year's profile is filled in."]);
    expect(step("profile", [], { of: null })).toEqual([false, "There is no profile for the year."]);
  });

  it("tells the carryovers when it states both", () => {
    const stated = (change: Partial<YearProfile>) =>
      step("carryover-in", [], { of: single2026("1", change) });
    const neither = [false, "Neither the profile nor an earlier year in the books tells them."];
    expect(stated({ shortCarryoverIn: usd("0"), longCarryoverIn: usd("5") })).toEqual([
      true,
      "The carryovers are stated in the profile.",
    ]);
    expect(stated({ shortCarryoverIn: usd("5") })).toEqual(neither);
    expect(stated({ longCarryoverIn: usd("5") })).toEqual(neither);
    expect(step("carryover-in", [], { of: null })).toEqual(neither);
  });

  it("or the books carry them from a sale of an earlier year", () => {
    // 5,000 lost in 2025 without a profile: 3,000 counts as used (Pub. 550), 2,000 is carried.
    const lost = [buy("2025-01-02", "1", "6000"), sell("2025-06-01", "1", "1000")];
    expect(step("carryover-in", lost)).toEqual([
      true,
      "The books carry $2,000.00 short and $0.00 long from the year before.",
    ]);
    const now = [buy("2025-01-02", "1", "6000"), sell("2026-06-01", "1", "1000")];
    expect(step("carryover-in", now)?.[0]).toBe(false);
  });

  it("shows where the 0% band ends for the status", () => {
    expect(step("zero-band", [])).toEqual([
      true,
      "Taxable income $150,000.00; the 0% band ends at $49,450.00.",
    ]);
    expect(step("zero-band", [], { of: single2026("10", { filingStatus: "mfj" }) })?.[1]).toContain(
      "ends at $98,900.00",
    );
    expect(step("zero-band", [], { of: null })).toEqual([
      false,
      "The year's tax is not computed yet.",
    ]);
  });
});

describe("standing orders", () => {
  const made = (...days: readonly string[]) => ({
    settings: settings({
      standingOrders: days.map((on) => ({ ...order("hifo"), id: on, madeAt: day(on).at })),
    }),
  });

  it("count when they are written down by now", () => {
    expect(step("identify-lots", [], made())).toEqual([
      false,
      "There is no standing order: FIFO applies.",
    ]);
    expect(step("identify-lots", [], made("2026-11-22"))?.[0]).toBe(false);
    expect(step("identify-lots", [], made("2026-11-21", "2026-11-22"))).toEqual([
      true,
      "1 standing order is on record.",
    ]);
    expect(step("identify-lots", [], made("2026-01-01", "2026-02-01"))).toEqual([
      true,
      "2 standing orders are on record.",
    ]);
  });
});

describe("prices", () => {
  const openLots = [
    lotOf({ lot: "b", asset: "XRP" }),
    lotOf({ lot: "b", asset: "BTC" }),
    lotOf({ lot: "c", asset: "BTC" }),
  ];
  const priced = (...quotes: ChecklistInput["quotes"]) =>
    step("prices", [], { books: { openLots }, quotes });

  it("are fresh for seven days, for every asset held", () => {
    const fresh = "Every holding has a price of the last 7 days.";
    const xrp = quote("XRP", "1");
    expect(priced(xrp, quote("BTC", "1", "2026-11-14T23:59:59Z"))).toEqual([true, fresh]);
    expect(priced(xrp, quote("BTC", "1", "2026-11-13T23:59:59Z"))).toEqual([
      false,
      "No recent price: BTC.",
    ]);
    expect(priced()).toEqual([false, "No recent price: BTC, XRP."]);
    expect(step("prices", [])).toEqual([true, fresh]);
  });
});

it("steps are in order of date, those of one day in order of the list", () => {
  const ledger = ledgerOf([]);
  const books = {
    ledger,
    year: yearOf(ledger, [MIDDLE], 2026),
    plan: null,
    settings: settings(),
    quotes: [],
    asOf: TODAY,
  };
  const list = seasonChecklist({ books, facts: NO_SEASON_FACTS });
  expect(list.map(({ id, due }) => `${due} ${id}`)).toEqual([
    "2026-09-30 refresh-books",
    "2026-09-30 match-moves",
    "2026-10-15 settle-issues",
    "2026-10-31 profile",
    "2026-10-31 carryover-in",
    "2026-10-31 preliminary-report",
    "2026-11-15 zero-band",
    "2026-11-15 choose-sales",
    "2026-11-15 securities",
    "2026-11-30 prices",
    "2026-11-30 identify-lots",
    "2026-11-30 ask-professional",
    "2026-12-29 sell",
    "2026-12-31 deadline",
    "2026-12-31 rebuy",
    "2026-12-31 keep-records",
    "2027-01-15 compare-plan",
    "2027-01-31 forms-1099-da",
    "2027-04-15 file",
  ]);
});
