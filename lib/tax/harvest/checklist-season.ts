import { formatUsd } from "@/lib/money/format";
import { compareUsd } from "@/lib/money/usd";
import { calendarDate } from "@/lib/time/calendar-date";
import { dayText, shortDay } from "@/lib/time/day-text";
import { checklist } from "./checklist";
import { filingDueDate } from "./checklist-dates";
import { identifyPlanned, rebuyDecisions, sellingSteps } from "./checklist-execution";
import { count, on } from "./checklist-input";
import type { SeasonInput } from "./checklist-season-input";
import { listed } from "./checklist-words";
import type { ChecklistStep } from "./harvest";
import { plannedOutcomes } from "./planned-sales";

/**
 * The season of a year from September 1 to the filing of its return, in order of date: the steps the books tick by
 * themselves (`checklist`) with those that follow from the review, the plan, tickets, evidence, broker forms and the filing.
 * Each says what made it done or what is missing, and is open again when that changes. A person's tick counts for the steps
 * that say so (`byHand`).
 */
export function seasonChecklist(input: SeasonInput): readonly SeasonStep[] {
  const books = checklist(input.books).filter(({ id }) => !REPLACED.has(id));
  const season = [
    ...STEPS.map((step) => step(input)),
    ...sellingSteps(input),
    ...worthless(input),
    ...HAND_STEPS.map((step) => step(input)),
  ];
  return [...books.map(seen), ...season].sort((a, b) =>
    a.due === b.due ? 0 : a.due < b.due ? -1 : 1,
  );
}

/** A step; `isManual`: the books cannot see it, so a person ticks it. */
export interface SeasonStep extends ChecklistStep {
  readonly isManual: boolean;
}

const seen = (step: ChecklistStep): SeasonStep => ({ ...step, isManual: false });

/** Steps of the books alone that are told here with more. */
const REPLACED: ReadonlySet<string> = new Set([
  "settle-issues",
  "match-moves",
  "identify-lots",
  "sell",
  "rebuy",
]);

type Step = (input: SeasonInput) => SeasonStep;

const STEPS: readonly Step[] = [
  (input) => seen(reconcile(input)),
  (input) => seen(settleByDollars(input)),
  (input) => seen(preliminaryReport(input)),
  (input) => seen(chooseSales(input)),
  (input) => seen(identifyPlanned(input)),
  (input) => seen(rebuyDecisions(input)),
  (input) => seen(brokerForms(input)),
  (input) => seen(comparePlan(input)),
];

function reconcile({ books }: SeasonInput): ChecklistStep {
  const old = checklist(books).find(({ id }) => id === "match-moves");
  return {
    id: "match-moves",
    due: on(books, "09-30"),
    title: "Reconcile: match what moved between your own accounts",
    reason: old?.reason ?? "",
    authority: old?.authority ?? "",
    done: old?.done ?? false,
    evidence: old?.evidence ?? "",
  };
}

function settleByDollars({ books, facts }: SeasonInput): ChecklistStep {
  const { open, tax } = facts.review;
  const range =
    tax === null || compareUsd(tax.low, tax.high) === 0
      ? "None of it is known to move this year's tax."
      : `With it this year's tax lies between ${formatUsd(tax.low, { cents: false })} and ${formatUsd(tax.high, { cents: false })}.`;
  return {
    id: "settle-issues",
    due: on(books, "10-15"),
    title: "Settle what is open in the review, the largest in dollars first",
    reason:
      "A sale without a known basis or value stays out of the totals: what to harvest is not known while that is open.",
    authority: "IRC 6001; Reg. 1.1012-1(j)",
    done: open === 0,
    evidence:
      open === 0
        ? "Nothing is open in the review."
        : `${count(open, "item is", "items are")} open. ${range}`,
  };
}

function preliminaryReport({ books, facts }: SeasonInput): ChecklistStep {
  const { report } = facts;
  return {
    id: "preliminary-report",
    due: on(books, "10-31"),
    title: `Make the preliminary report of ${books.year.year}`,
    reason:
      "The year so far on paper, with what is open in it: what you and a professional talk about in November.",
    authority: "Good practice",
    done: report?.isCurrent === true,
    evidence:
      report === null
        ? "No report of the year was made since October 1."
        : report.isCurrent
          ? `Made on ${shortDay(report.madeOn)}; no transaction has changed since.`
          : `The last one is of ${shortDay(report.madeOn)}; transactions have changed since.`,
  };
}

function chooseSales({ books, facts }: SeasonInput): ChecklistStep {
  const { plan } = facts;
  const left = books.plan?.rows.filter(({ pastCap }) => !pastCap).length ?? 0;
  const nothing = plan === null && books.plan !== null && left === 0;
  return {
    id: "choose-sales",
    due: on(books, "11-15"),
    title: "Choose the sales and save them as a plan",
    reason:
      "A saved plan keeps lots, prices and what was computed, so that it can be shared, changed and compared in January.",
    authority: "Good practice",
    done: plan !== null || nothing,
    evidence:
      plan !== null
        ? `"${plan.name}", version ${plan.version}, was saved on ${shortDay(plan.savedOn)}: ${count(plan.sales.length, "sale", "sales")}.`
        : nothing
          ? "No sale would lower this year's tax."
          : "No plan is saved.",
  };
}

/** Evidence for what lost its worth; no step where nobody told of any. */
function worthless({ books, facts }: SeasonInput): readonly SeasonStep[] {
  if (facts.losses.length === 0) {
    return [];
  }
  const missing = facts.losses.filter((loss) => loss.missing.length > 0);
  return [
    seen({
      id: "worthless",
      due: on(books, "12-15"),
      title: "Gather the evidence for NFTs and coins that lost their worth",
      reason:
        "A sale to an unrelated buyer for any real price counts by December 31; a price that fell, or giving up, brings no deduction.",
      authority: "IRC 1001, 165, 267; CCA 202302011",
      done: missing.length === 0,
      evidence:
        missing.length === 0
          ? `${count(facts.losses.length, "case has", "cases have")} all of it.`
          : `Missing: ${missing.map((loss) => `${loss.asset}: ${listed(loss.missing)}`).join("; ")}.`,
    }),
  ];
}

function brokerForms({ books, facts }: SeasonInput): ChecklistStep {
  const lines = facts.brokerFormLines;
  const { year } = books.year;
  return {
    id: "forms-1099-da",
    due: calendarDate(`${year + 1}-01-31`),
    title: `Collect the Forms 1099-DA of ${year} and compare them with the books`,
    reason:
      "Brokers report each sale. Where a form differs from the books the return says so; rewards and moves are on no form.",
    authority: "Instructions for Form 1099-DA; Form 8949",
    done: lines > 0,
    evidence:
      lines === 0
        ? "No form of the year is imported."
        : `${count(lines, "line is", "lines are")} imported.`,
  };
}

/** Planned against executed, once the year is over. */
function comparePlan({ books, facts }: SeasonInput): ChecklistStep {
  const { year } = books.year;
  const { plan } = facts;
  const isOver = books.asOf.date > on(books, "12-31");
  const outcomes =
    plan === null ? [] : plannedOutcomes(plan.sales, books.ledger.closedLots, plan.savedOn);
  const made = outcomes.filter(({ isDone }) => isDone).length;
  return {
    id: "compare-plan",
    due: calendarDate(`${year + 1}-01-15`),
    title: "See the plan against what was sold",
    reason: "What was not sold, or sold out of other lots, changes the saving that was planned.",
    authority: "Good practice",
    done: isOver && (plan === null || made === outcomes.length),
    evidence:
      plan === null
        ? "No plan was saved."
        : `${made} of ${count(outcomes.length, "planned sale is", "planned sales are")} in the books as planned.`,
  };
}

/** What a person ticks, unless the books or the plan show it. */
const HAND_STEPS: readonly Step[] = [
  (input) =>
    byHand(input, {
      id: "securities",
      due: on(input.books, "11-15"),
      title: "Look for tokenized stocks and crypto funds in every account",
      reason:
        "The wash sale rule covers stock and securities, so it covers these: 30 days before and after, in all accounts, a spouse's and an IRA included. Coins held as such are not securities today.",
      authority: "IRC 1091; Instructions for Schedule D",
      shown: null,
    }),
  (input) =>
    byHand(input, {
      id: "ask-professional",
      due: on(input.books, "11-30"),
      title: "Share the plan with a tax professional",
      reason:
        "Estimated payments, state tax and anything outside these books are not in the figures. Good practice; no rule asks for it.",
      authority: "Good practice",
      shown: answered(input),
    }),
  (input) =>
    byHand(input, {
      id: "keep-records",
      due: on(input.books, "12-31"),
      title: "Keep the confirmation of every sale",
      reason:
        "Day and time, units, price, fees, and which lots were named before the sale: the return is only as good as its records.",
      authority: "IRC 6001; Reg. 1.1012-1(j)",
      shown: null,
    }),
  (input) =>
    byHand(input, {
      id: "file",
      due: filingDueDate(input.books.year.year),
      title: `File the return for ${input.books.year.year}`,
      reason:
        "Form 8949 and Schedule D go with Form 1040. An extension of the time to file is none of the time to pay.",
      authority: "IRC 6072(a), 6151(a), 7503",
      shown:
        input.facts.filedOn === null ? null : `Filed on ${dayText(input.facts.filedOn)}, as told.`,
    }),
];

/** Ids of the steps a person ticks. */
export const HAND_STEP_IDS: readonly string[] = [
  "securities",
  "ask-professional",
  "keep-records",
  "file",
];

function answered({ facts: { answered: word, plan } }: SeasonInput): string | null {
  return word === null || plan === null
    ? null
    : `${word.by} wrote about the plan on ${shortDay(word.on)}.`;
}

/** `shown`: what shows that it is done without anybody's tick. */
function byHand(
  { facts }: SeasonInput,
  step: Omit<ChecklistStep, "done" | "evidence"> & { readonly shown: string | null },
): SeasonStep {
  const { shown, ...told } = step;
  const ticked = facts.ticked.get(step.id);
  return {
    ...told,
    done: shown !== null || ticked !== undefined,
    evidence:
      shown ??
      (ticked === undefined
        ? "The books cannot see this: tick it when it is done."
        : `Ticked by hand on ${dayText(ticked)}.`),
    isManual: shown === null,
  };
}
