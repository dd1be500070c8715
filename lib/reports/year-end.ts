import { formatUsd } from "@/lib/money/format";
import { addUsd, isZeroUsd } from "@/lib/money/usd";
import { formDate } from "@/lib/tax/forms/form-8949";
import type { ChecklistStep } from "@/lib/tax/harvest/harvest";
import { attachmentOf, formEntries } from "./attachment";
import { letterDate, momentText } from "./dates";
import { formAmount } from "./form-amount";
import { carryoverLines, scheduleDLines, taxLines } from "./form-lines";
import { incomeEvents } from "./income-events";
import type { YearEndInput } from "./input";
import type { Fact, PrintedStep, YearEndReport } from "./model";
import { refusalSentence } from "./names";
import { NOTES } from "./notes";
import { draftSentence, openItems } from "./open-items";
import { otherPapers } from "./other-papers";
import { preliminary } from "./preliminary";
import { printedQuestion, rate28Lines, returnFigures } from "./return-figures";
import { settingsUsed } from "./settings-used";
import { notCounted, summaryTables } from "./summary";
import { printable } from "./text";

const PRODUCT = "Lotwise";

function headline(input: YearEndInput): Fact[] {
  const result = input.result;
  const carried = addUsd(result.shortCarryoverOut, result.longCarryoverOut);
  const facts: Fact[] = [
    {
      label: "Net short-term gain or loss",
      value: formatUsd(result.netShort),
      note: "held one year or less, before carryovers",
    },
    {
      label: "Net long-term gain or loss",
      value: formatUsd(result.netLong),
      note: "held more than one year, before carryovers",
    },
    {
      label: "Net capital gain or loss",
      value: formatUsd(result.line16),
      note: "Schedule D line 16, carryovers and other gains included",
    },
  ];
  if (!isZeroUsd(result.line21)) {
    facts.push({
      label: `Loss deducted in ${input.year}`,
      value: formatUsd(result.line21),
      note: "Schedule D line 21, against other income",
    });
  }
  if (!isZeroUsd(carried)) {
    facts.push({
      label: `Loss carried to ${input.year + 1}`,
      value: formatUsd(carried),
      note: `${formatUsd(result.shortCarryoverOut)} short-term, ${formatUsd(result.longCarryoverOut)} long-term`,
    });
  }
  facts.push({
    label: "Income received in units",
    value: formatUsd(result.incomeTotal),
    note: "ordinary income: staking, mining, rewards and the like",
  });
  return facts;
}

const MARKS = { done: "Done", open: "To do" } as const;

const printStep = (step: ChecklistStep): PrintedStep => ({
  state: step.done ? "done" : "open",
  mark: step.done ? MARKS.done : MARKS.open,
  title: printable(step.title, 400),
  detail: printable(step.reason, 800),
  evidence: printable(step.evidence, 800),
  due: formDate(step.due),
  authority: printable(step.authority),
});

function opening(input: YearEndInput, client: string): string {
  return `Capital gains, losses and income in digital assets of ${client} for tax year ${input.year}, computed lot by lot from the records up to ${letterDate(input.asOf)}.`;
}

/**
 * The year-end report as printable strings: pure, deterministic, every amount already formatted, every name cleaned.
 * The same input gives the same value. Throws InvariantError only when engine totals do not add up (a fault of ours).
 */
export function yearEndReport(input: YearEndInput): YearEndReport {
  const client = printable(input.client, 120) || "Unnamed client";
  const early = preliminary(input);
  const title = `${early === null ? "Year-end report" : "Preliminary report"} ${input.year}`;
  const hash = printable(input.inputHash).slice(0, 12);
  const amount = formAmount(input.forms);
  return {
    product: PRODUCT,
    title,
    documentTitle: `${PRODUCT} ${title.toLowerCase()}, ${client}`,
    client,
    year: String(input.year),
    asOf: letterDate(input.asOf),
    day: input.asOf,
    generated: momentText(input.generatedAt),
    generatedAt: input.generatedAt,
    edition: `Engine ${printable(input.engineVersion)}, ${historyOf(input)}records ${hash}`,
    engineVersion: printable(input.engineVersion),
    inputHash: printable(input.inputHash),
    auditHead: printable(input.auditHead ?? ""),
    draft: draftSentence(input),
    preliminary: early,
    refusal: refusalSentence(input),
    opening: opening(input, client),
    headline: headline(input),
    issues: openItems(input),
    notCounted: notCounted(input),
    summary: summaryTables(input),
    question: printedQuestion(input),
    returnLines: returnFigures(input, amount),
    income: incomeEvents(input),
    otherPapers: otherPapers(input),
    worksheets: [rate28Lines(input, amount)].flatMap((lines) => (lines === null ? [] : [lines])),
    scheduleD: scheduleDLines(input.result, amount, input.forms?.rounding),
    carryover: carryoverLines(input.result, amount),
    tax: taxLines(input.result, amount),
    entries: formEntries(input),
    attachment: attachmentOf(input),
    checklist: {
      heading: "Harvest checklist",
      intro: `Steps for autumn ${input.year}. Sales count in ${input.year} when they are executed on or before December 31, in the tax time zone.`,
      steps: input.steps.map(printStep),
    },
    settings: settingsUsed(input),
    notes: NOTES,
  };
}

/** Number and sixteen digits, by which verifying knows a head: enough for a footer. */
const SHORT_HEAD = /^\d+-[0-9a-f]{16}/;

const historyOf = ({ auditHead = "" }: YearEndInput): string => {
  const [short] = SHORT_HEAD.exec(auditHead) ?? [];
  return short === undefined ? "" : `history ${short}, `;
};
