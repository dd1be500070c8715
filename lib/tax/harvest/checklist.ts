import { formatUsd } from "@/lib/money/format";
import type { Usd } from "@/lib/money/usd";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { type CalendarDate, calendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import { type ChecklistInput, count, on } from "./checklist-input";
import { deadline, rebuy, sell, waitingSteps } from "./checklist-sales";
import type { ChecklistStep } from "./harvest";
import { latestQuotes } from "./unrealized";

type Step = (input: ChecklistInput) => ChecklistStep;

/**
 * The season's dated steps, September to December 31 (rules.md 15), in order of date. Each is ticked from the books
 * themselves and says by what; a step that cannot be seen in the books is not in the list. Gains about to turn long term
 * add a step of their own.
 */
export function checklist(input: ChecklistInput): readonly ChecklistStep[] {
  const steps = [...STEPS.map((step) => step(input)), ...waitingSteps(input)];
  return steps.sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1));
}

const STEPS: readonly Step[] = [
  refresh,
  settleIssues,
  matchMoves,
  profile,
  carryover,
  identify,
  zeroBand,
  prices,
  sell,
  rebuy,
  deadline,
];

function refresh(input: ChecklistInput): ChecklistStep {
  const latest = latestActivity(input.ledger);
  const done = latest !== null && latest >= on(input, "09-01");
  return {
    id: "refresh-books",
    due: on(input, "09-30"),
    title: "Import this year's transactions from every account",
    reason:
      "Every figure below stands on the year so far; a missing export hides gains as well as losses.",
    authority: "IRC 6001",
    done,
    evidence:
      latest === null
        ? "There are no transactions yet."
        : `The latest transaction in the books is of ${latest}.`,
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

function settleIssues(input: ChecklistInput): ChecklistStep {
  const blocking = input.ledger.issues.filter(({ severity }) => severity === "blocking").length;
  return {
    id: "settle-issues",
    due: on(input, "10-15"),
    title: "Settle what is missing in the books",
    reason:
      "A sale without a known basis or value stays out of the totals, so the year is not final while there is one.",
    authority: "IRC 6001; Reg. 1.1012-1(j)",
    done: blocking === 0,
    evidence:
      blocking === 0
        ? "No blocking issue is open."
        : `${count(blocking, "blocking issue is", "blocking issues are")} open.`,
  };
}

function matchMoves(input: ChecklistInput): ChecklistStep {
  const open = input.ledger.issues.filter(
    ({ code }) => code === "unmatched-deposit" || code === "unmatched-withdrawal",
  ).length;
  return {
    id: "match-moves",
    due: on(input, "10-15"),
    title: "Match deposits and withdrawals between your own accounts",
    reason: "Lots travel with their basis and date; an unmatched move breaks the chain.",
    authority: "Reg. 1.1012-1(j); Form 1040 instructions, Digital Assets",
    done: open === 0,
    evidence:
      open === 0
        ? "Every deposit and withdrawal is matched or explained."
        : `${count(open, "move is", "moves are")} not matched.`,
  };
}

function profile(input: ChecklistInput): ChecklistStep {
  const told = input.year.profile !== null;
  return {
    id: "profile",
    due: on(input, "10-31"),
    title: `Enter the income expected for ${input.year.year}`,
    reason:
      "What a loss saves depends on income, filing status and dividends: the whole tax is computed with and without it.",
    authority: "IRC 1(h), 1(j), 1211(b)",
    done: told,
    evidence: told ? "The year's profile is filled in." : "There is no profile for the year.",
  };
}

function carryover(input: ChecklistInput): ChecklistStep {
  const { year, ledger } = input;
  const { profile } = year;
  const stated =
    profile !== null && profile.shortCarryoverIn !== null && profile.longCarryoverIn !== null;
  const before = ledger.closedLots.some(({ sold }) => yearOf(sold) < year.year);
  return {
    id: "carryover-in",
    due: on(input, "10-31"),
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

function identify(input: ChecklistInput): ChecklistStep {
  const orders = input.settings.standingOrders.filter(
    ({ madeAt }) => madeAt <= input.asOf.at,
  ).length;
  return {
    id: "identify-lots",
    due: on(input, "11-01"),
    title: "Write down which lots sales take, before the first sale",
    reason:
      "Without a standing order or an identification made in time, the oldest lots are sold first. From 2027 a broker must be told as well.",
    authority: "Reg. 1.1012-1(j)(2)-(3); Notice 2025-7; Notice 2026-20",
    done: orders > 0,
    evidence:
      orders > 0
        ? `${count(orders, "standing order is", "standing orders are")} on record.`
        : "There is no standing order: FIFO applies.",
  };
}

function zeroBand(input: ChecklistInput): ChecklistStep {
  const known = bandOf(input.year);
  return {
    id: "zero-band",
    due: on(input, "11-15"),
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

function prices(input: ChecklistInput): ChecklistStep {
  const quotes = latestQuotes(input.quotes);
  const stale = new Set(
    input.ledger.openLots
      .map(({ asset }) => asset)
      .filter((asset) => {
        const at = quotes.get(asset)?.quote.at;
        return (
          at === undefined ||
          daysBetween(calendarDate(at.slice(0, 10)), input.asOf.date) > FRESH_DAYS
        );
      }),
  );
  return {
    id: "prices",
    due: on(input, "11-30"),
    title: "Refresh the prices",
    reason: "Unrealised losses change every day; nothing is valued without a price.",
    authority: "Notice 2014-21 A-5",
    done: stale.size === 0,
    evidence:
      stale.size === 0
        ? `Every holding has a price of the last ${FRESH_DAYS} days.`
        : `No recent price: ${[...stale].sort().join(", ")}.`,
  };
}
