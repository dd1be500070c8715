import { formatUsd } from "@/lib/money/format";
import { compareUsd } from "@/lib/money/usd";
import { calendarDate } from "@/lib/time/calendar-date";
import { shortDay } from "@/lib/time/day-text";
import { bookSteps } from "./checklist-books";
import { HAND_STEPS, type OpenStep } from "./checklist-by-hand";
import {
  identifyPlanned,
  type PlannedInput,
  rebuyDecisions,
  sellingSteps,
} from "./checklist-execution";
import { count, on } from "./checklist-input";
import { salesLeft } from "./checklist-sales";
import type { SeasonInput } from "./checklist-season-input";
import { listed } from "./checklist-words";
import type { ChecklistStep } from "./harvest";
import { plannedOutcomes } from "./planned-sales";

/**
 * The season of a year from September 1 to the filing of its return, in order of date: steps the books tick by themselves,
 * and those that follow from the review, the plan, tickets, evidence, broker forms and the filing. Each says what made it
 * done or what is missing, and is open again when that changes. A person's tick counts for the steps that say so (`byHand`).
 * What the year's end made pointless is `isOver`.
 */
export function seasonChecklist(input: SeasonInput): readonly SeasonStep[] {
  const { books, facts } = input;
  const { plan } = facts;
  const outcomes =
    plan === null ? [] : plannedOutcomes(plan.sales, books.ledger.closedLots, plan.savedOn);
  const planned: PlannedInput = { books, facts, outcomes };
  const steps = [
    ...bookSteps(input).map(seen),
    ...STEPS.map((step) => seen(step(planned))),
    ...sellingSteps(planned),
    ...worthless(input),
    ...HAND_STEPS.map((step) => step(input)),
  ];
  const isOver = books.asOf.date > on(books, "12-31");
  return steps
    .sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1))
    .map((step) => ({ ...step, isOver: isOver && !step.done && isOfSelling(step.id) }));
}

/** A step of the season. */
export interface SeasonStep extends OpenStep {
  /** It was not done and can no longer be: the year's sales are made. Nobody is reminded of it. */
  readonly isOver: boolean;
}

const seen = (step: ChecklistStep): OpenStep => ({ ...step, isManual: false });

/** Steps that lead up to sales by December 31. */
const SELLING: ReadonlySet<string> = new Set([
  "preliminary-report",
  "zero-band",
  "choose-sales",
  "securities",
  "ask-professional",
  "prices",
  "identify-lots",
  "sell",
  "rebuy",
]);

const isOfSelling = (id: string): boolean =>
  SELLING.has(id) || id.startsWith("sell-") || id.startsWith("wait-");

type Step = (input: PlannedInput) => ChecklistStep;

const STEPS: readonly Step[] = [
  reconcile,
  settleByDollars,
  preliminaryReport,
  chooseSales,
  identifyPlanned,
  rebuyDecisions,
  brokerForms,
  comparePlan,
];

function reconcile({ books }: SeasonInput): ChecklistStep {
  const open = books.ledger.issues.filter(
    ({ code }) => code === "unmatched-deposit" || code === "unmatched-withdrawal",
  ).length;
  return {
    id: "match-moves",
    due: on(books, "09-30"),
    title: "Reconcile: match what moved between your own accounts",
    reason: "Lots travel with their basis and date; an unmatched move breaks the chain.",
    authority: "Reg. 1.1012-1(j); Form 1040 instructions, Digital Assets",
    done: open === 0,
    evidence:
      open === 0
        ? "Every deposit and withdrawal is matched or explained."
        : `${count(open, "move is", "moves are")} not matched.`,
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
  const left = salesLeft(books);
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
function worthless({ books, facts }: SeasonInput): readonly OpenStep[] {
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
          : `Missing: ${missing.map((loss) => `${facts.names.asset(loss.asset)}: ${listed(loss.missing)}`).join("; ")}.`,
    }),
  ];
}

function brokerForms({ books, facts }: SeasonInput): ChecklistStep {
  const { lines, undecided } = facts.brokerForms;
  const { year } = books.year;
  const imported = `${count(lines, "line is", "lines are")} imported`;
  return {
    id: "forms-1099-da",
    due: calendarDate(`${year + 1}-01-31`),
    title: `Collect the Forms 1099-DA of ${year} and compare them with the books`,
    reason:
      "Brokers report each sale. Where a form differs from the books the return says so; rewards and moves are on no form.",
    authority: "Instructions for Form 1099-DA; Form 8949",
    done: lines > 0 && undecided === 0,
    evidence:
      lines === 0
        ? "No form of the year is imported."
        : undecided === 0
          ? `${imported}; nothing in them is undecided.`
          : `${imported}; ${count(undecided, "difference is", "differences are")} undecided.`,
  };
}

/** Planned against executed, once the year is over. */
function comparePlan({ books, facts, outcomes }: PlannedInput): ChecklistStep {
  const { year } = books.year;
  const { plan } = facts;
  const isOver = books.asOf.date > on(books, "12-31");
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
