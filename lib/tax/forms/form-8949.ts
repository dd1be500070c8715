import { quantityText } from "@/lib/money/quantity";
import { toCents } from "@/lib/money/round";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { BrokerLine, BrokerReport } from "@/lib/tax/facts";
import type { FormEdition } from "@/lib/tax/rules/year-rules";
import type { Form8949Box, Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { boxOf, isDigital, SCHEDULE_D_LINE } from "./boxes";
import { codesText, columnH, type StatedAdjustment, signedAmount } from "./codes";
import { type FormFacts, NO_FORM_FACTS } from "./form-facts";
import { itemAt } from "./item-at";
import { lineAnswer } from "./line-answer";
import { mergeVarious, totalsOf } from "./merge-rows";
import { assignReports, wholeSlice } from "./report-lots";
import { ROUND } from "./rounding";
import {
  draftAlone,
  draftGain,
  draftReported,
  isDirect,
  isKnown,
  netAdjustment,
  type RowDraft,
} from "./row-draft";
import { splitCents } from "./split-cents";

/** The year's Form 8949, and what cannot be on it. */
export interface Form8949 {
  readonly parts: readonly Form8949Part[];
  /** Exception 1: totals straight to Schedule D lines 1a and 8a; empty unless that was chosen. */
  readonly direct: readonly Form8949Part[];
  /** Closed lots whose proceeds or basis is not known: in no part and in no total. */
  readonly unknownRows: readonly ClosedLot[];
  /** Brokers' forms no units were left for. */
  readonly unmatchedReports: readonly BrokerReport[];
}

/**
 * Form 8949: one row per closed lot and broker form in the box its term, its asset and its form lead to, rounded so that
 * (h) = (d) - (e) + (g) on every row and totals are sums of printed rows (rules.md 11). Rows are in order of date sold, then
 * asset, then date acquired, after them those that answer lines of brokers' forms which are no sales (`lines`); boxes in the order of the
 * paper. A part appears only when it has rows.
 */
export function form8949(
  closedLots: readonly ClosedLot[],
  edition: FormEdition,
  facts: FormFacts = NO_FORM_FACTS,
  lines: readonly BrokerLine[] = [],
): Form8949 {
  const { drafts, unmatched } = draftsOf(closedLots, facts);
  const onForm = facts.direct ? drafts.filter((draft) => !isDirect(draft)) : drafts;
  const direct = facts.direct ? drafts.filter(isDirect) : [];
  return {
    parts: partsOf(onForm, lines, edition, facts),
    direct: partsOf(direct, [], edition, facts).map((part) => ({
      ...part,
      scheduleDLine: part.term === "short" ? "1a" : "8a",
    })),
    unknownRows: closedLots.filter((lot) => lot.gain === null),
    unmatchedReports: unmatched,
  };
}

interface Drafts {
  readonly drafts: readonly RowDraft[];
  readonly unmatched: readonly BrokerReport[];
}

function draftsOf(closedLots: readonly ClosedLot[], facts: FormFacts): Drafts {
  const drafts: RowDraft[] = [];
  const unmatched: BrokerReport[] = [];
  const spokenOf = new Map<string, ClosedLot[]>();
  for (const lot of closedLots) {
    if (facts.reports.has(lot.disposal) || facts.adjustments.has(lot.disposal)) {
      const group = spokenOf.get(lot.disposal) ?? [];
      group.push(lot);
      spokenOf.set(lot.disposal, group);
    } else {
      const slice = wholeSlice(lot);
      if (isKnown(slice)) {
        drafts.push(draftAlone(slice, facts.assets));
      }
    }
  }
  for (const [disposal, lots] of spokenOf) {
    const own = disposalDrafts(lots, facts.reports.get(disposal) ?? [], facts);
    unmatched.push(...own.unmatched);
    drafts.push(...withStated(own.drafts, facts.adjustments.get(disposal) ?? []));
  }
  return { drafts, unmatched };
}

function disposalDrafts(
  lots: readonly ClosedLot[],
  reports: readonly BrokerReport[],
  facts: FormFacts,
): Drafts {
  const { reported, rest, unmatched } = assignReports(lots, reports);
  return {
    drafts: [
      ...reported.flatMap((group) => draftReported(group, facts.assets)),
      ...rest.filter(isKnown).map((slice) => draftAlone(slice, facts.assets)),
    ],
    unmatched,
  };
}

/** Adds what a person stated for the disposal, split over its rows by units in whole cents. */
function withStated(
  drafts: readonly RowDraft[],
  stated: readonly StatedAdjustment[],
): readonly RowDraft[] {
  const units = drafts.map(({ slice }) => slice.quantity);
  let rows = drafts;
  for (const { code, amount } of stated) {
    const shares = splitCents(toCents(amount), units);
    rows = rows.map((draft, index) => ({
      ...draft,
      adjustments: [
        ...draft.adjustments,
        { code, amount: signedAmount(code, itemAt(shares, index), draftGain(draft)) },
      ],
    }));
  }
  return rows;
}

function partsOf(
  drafts: readonly RowDraft[],
  lines: readonly BrokerLine[],
  edition: FormEdition,
  facts: FormFacts,
): readonly Form8949Part[] {
  const rows = [...drafts].sort(byDateSold).map((draft) => rowOf(draft, edition, facts));
  const answers = lines.map((line) => rowOfLine(line, edition, facts));
  const boxes = groupBy([...rows, ...answers], ({ box }) => box);
  return BOXES.flatMap((box) => {
    const found = boxes.get(box);
    return found === undefined ? [] : [partOf(box, facts.various ? mergeVarious(found) : found)];
  });
}

/** Part I, then Part II, each in the order of the paper. */
const BOXES: readonly Form8949Box[] = ["A", "B", "C", "G", "H", "I", "D", "E", "F", "J", "K", "L"];

const SHORT_BOXES: ReadonlySet<Form8949Box> = new Set(["A", "B", "C", "G", "H", "I"]);

function partOf(box: Form8949Box, rows: readonly Form8949Row[]): Form8949Part {
  return {
    box,
    term: SHORT_BOXES.has(box) ? "short" : "long",
    scheduleDLine: SCHEDULE_D_LINE[box],
    rows,
    ...totalsOf(rows),
  };
}

function rowOf(draft: RowDraft, edition: FormEdition, facts: FormFacts): Form8949Row {
  const { slice, report } = draft;
  const { lot, quantity } = slice;
  const rounded = ROUND[facts.rounding];
  const proceeds = rounded(draft.proceeds);
  const basis = rounded(draft.basis);
  const adjustment = rounded(netAdjustment(draft));
  return {
    parts: [lot],
    quantity,
    report,
    line: null,
    box: boxOf(edition, { term: lot.term, digital: isDigital(facts.assets, lot.asset), report }),
    description: `${quantityText(quantity)} ${lot.asset}`,
    acquired: acquiredText(lot.acquired),
    sold: formDate(lot.sold),
    proceeds,
    basis,
    codes: codesText(draft.adjustments.map(({ code }) => code)),
    adjustment,
    gain: columnH(proceeds, basis, adjustment),
  };
}

function rowOfLine(line: BrokerLine, edition: FormEdition, facts: FormFacts): Form8949Row {
  const { term, proceeds, basis, code, adjustment } = lineAnswer(line, ROUND[facts.rounding]);
  return {
    parts: [],
    quantity: line.units,
    report: null,
    line,
    box: boxOf(edition, { term, digital: true, report: { form: "1099-DA", ...line } }),
    description: `${quantityText(line.units)} ${line.asset ?? line.name}`,
    acquired: line.acquired === "various" ? "VARIOUS" : acquiredText(line.acquired),
    sold: line.sold === null ? "" : formDate(line.sold),
    proceeds,
    basis,
    codes: code,
    adjustment,
    gain: columnH(proceeds, basis, adjustment),
  };
}

/** Pages one box needs: rows divided by rows a page, upwards; zero for none. */
export function pagesNeeded(rowCount: number, edition: FormEdition): number {
  const rest = rowCount % edition.rowsPerPage;
  return (rowCount - rest) / edition.rowsPerPage + (rest === 0 ? 0 : 1);
}

/** MM/DD/YYYY, as the form asks. */
export function formDate(date: CalendarDate): string {
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(0, 4)}`;
}

function acquiredText(acquired: ClosedLot["acquired"]): string {
  if (acquired === null) {
    return "";
  }
  return acquired === "inherited" ? "INHERITED" : formDate(acquired);
}

function byDateSold({ slice: { lot: a } }: RowDraft, { slice: { lot: b } }: RowDraft): number {
  return (
    compareText(a.sold, b.sold) ||
    compareText(a.asset, b.asset) ||
    compareText(a.acquired ?? "", b.acquired ?? "")
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
