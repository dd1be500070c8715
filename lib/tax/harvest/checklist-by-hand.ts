import { dayText, shortDay } from "@/lib/time/day-text";
import { filingDueDate } from "./checklist-dates";
import { on } from "./checklist-input";
import type { SeasonInput } from "./checklist-season-input";
import type { ChecklistStep } from "./harvest";

/** A step; `isManual`: the books cannot see it, so a person ticks it. */
export interface OpenStep extends ChecklistStep {
  readonly isManual: boolean;
}

/** What a person ticks, unless the books or the plan show it. */
export const HAND_STEPS: readonly ((input: SeasonInput) => OpenStep)[] = [
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
): OpenStep {
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
