import { formatUsd } from "@/lib/money/format";
import type { Usd } from "@/lib/money/usd";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { type CalendarDate, calendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import { on } from "./checklist-input";
import { deadline, waitingSteps } from "./checklist-sales";
import type { SeasonInput } from "./checklist-season-input";
import type { ChecklistStep } from "./harvest";
import { latestQuotes } from "./unrealized";

type Step = (input: SeasonInput) => ChecklistStep;

/**
 * Steps that need nothing but the books, ticked by them (rules.md 15): fresh rows, profile, carryover, 0% band, prices, the
 * year's last moment, and a step for each gain about to turn long term.
 */
export function bookSteps(input: SeasonInput): readonly ChecklistStep[] {
  return [...STEPS.map((step) => step(input)), ...waitingSteps(input)];
}

const STEPS: readonly Step[] = [refresh, profile, carryover, zeroBand, prices, deadline];

function refresh({ books }: SeasonInput): ChecklistStep {
  const latest = latestActivity(books.ledger);
  const done = latest !== null && latest >= on(books, "09-01");
  return {
    id: "refresh-books",
    due: on(books, "09-30"),
    title: "Import this year's transactions from every account",
    reason:
      "Every figure below stands on the year so far; a missing export hides gains as well as losses.",
    authority: "IRC 6001",
    done,
    evidence:
      latest === null
        ? "There are no transactions yet."
        : `The latest transaction in the books is of ${dayText(latest)}.`,
  };
}

function latestActivity(ledger: LedgerResult): CalendarDate | null {
  let latest: CalendarDate | null = null;
  const see = (date: CalendarDate) => {
    latest = latest === null || date > latest ? date : latest;
  };
  for (const { sold } of ledger.closedLots) see(sold);
  for (const { opened } of ledger.openLots) see(opened);
  for (const { date } of ledger.income) see(date);
  for (const { date } of ledger.removed) see(date);
  return latest;
}

function profile({ books }: SeasonInput): ChecklistStep {
  const told = books.year.profile !== null;
  return {
    id: "profile",
    due: on(books, "10-31"),
    title: `Enter the income expected for ${books.year.year}`,
    reason:
      "What a loss saves depends on income, filing status and dividends: the whole tax is computed with and without it.",
    authority: "IRC 1(h), 1(j), 1211(b)",
    done: told,
    evidence: told ? "The year's profile is filled in." : "There is no profile for the year.",
  };
}

function carryover({ books }: SeasonInput): ChecklistStep {
  const { year, ledger } = books;
  const { profile } = year;
  const stated =
    profile !== null && profile.shortCarryoverIn !== null && profile.longCarryoverIn !== null;
  const before = ledger.closedLots.some(({ sold }) => yearOf(sold) < year.year);
  return {
    id: "carryover-in",
    due: on(books, "10-31"),
    title: "Check the capital loss carried into the year",
    reason: "Losses carried in are used before new ones are needed.",
    authority: "IRC 1212(b); Capital Loss Carryover Worksheet",
    done: stated || before,
    evidence: stated
      ? "The carryovers are stated in the profile."
      : before
        ? `The books carry ${formatUsd(year.shortCarryoverIn)} short and ${formatUsd(year.longCarryoverIn)} long from the year before.`
        : "Neither the profile nor an earlier year in the books tells them.",
  };
}

function zeroBand({ books }: SeasonInput): ChecklistStep {
  const known = bandOf(books.year);
  return {
    id: "zero-band",
    due: on(books, "11-15"),
    title: "See where taxable income stands against the 0% band",
    reason:
      "Losses net against gains before rates apply: against gains taxed at 0% they are used up and save nothing.",
    authority: "IRC 1(h)(1)(B); Schedule D instructions",
    done: known !== null,
    evidence:
      known === null
        ? "The year's tax is not computed yet."
        : `Taxable income ${formatUsd(known.taxableIncome)}; the 0% band ends at ${formatUsd(known.ceiling)}.`,
  };
}

/** Taxable income and where the 0% band ends; null while the year's tax is not computed. */
function bandOf({ year, tax, profile }: YearResult): { taxableIncome: Usd; ceiling: Usd } | null {
  const rules = rulesFor(year);
  return tax === null || profile === null || !rules.ok
    ? null
    : {
        taxableIncome: tax.taxableIncome,
        ceiling: rules.value.zeroRateCeiling[profile.filingStatus],
      };
}

/** Quotes older than this do not tell what a sale would bring. */
const FRESH_DAYS = 7;

function prices({ books, facts }: SeasonInput): ChecklistStep {
  const quotes = latestQuotes(books.quotes);
  const stale = new Set(
    books.ledger.openLots
      .map(({ asset }) => asset)
      .filter((asset) => {
        const at = quotes.get(asset)?.quote.at;
        return (
          at === undefined ||
          daysBetween(calendarDate(at.slice(0, 10)), books.asOf.date) > FRESH_DAYS
        );
      }),
  );
  return {
    id: "prices",
    due: on(books, "11-30"),
    title: "Refresh the prices",
    reason: "Unrealised losses change every day; nothing is valued without a price.",
    authority: "Notice 2014-21 A-5",
    done: stale.size === 0,
    evidence:
      stale.size === 0
        ? `Every holding has a price of the last ${FRESH_DAYS} days.`
        : `No recent price: ${[...stale].map(facts.names.asset).sort().join(", ")}.`,
  };
}
