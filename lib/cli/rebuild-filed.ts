import type { CarriedProof } from "@/lib/pdf/read-proof";
import { amendedPaper } from "@/lib/reports/amended-paper";
import { attachmentOf } from "@/lib/reports/attachment";
import { differencePaper, type FilingPaperInput } from "@/lib/reports/difference-paper";
import { type FiledFacts, filedHashOf, readFiledData } from "@/lib/reports/filed-facts";
import { draftSentence } from "@/lib/reports/open-items";
import type { Paper } from "@/lib/reports/paper";
import { type PaperFacts, provenPaper } from "@/lib/reports/paper-proof";
import {
  amendedPapers,
  type BooksOfRun,
  runAmend,
  type YearOfRun,
} from "@/lib/tax/amend/amend-run";
import { asFiled } from "@/lib/tax/amend/as-filed";
import { isAsFiled, type YearDifference, yearDifference } from "@/lib/tax/amend/difference";
import { filedYearOf, NO_AMOUNTS } from "@/lib/tax/amend/filed-year";
import { yearsFiled } from "@/lib/tax/amend/year-inputs";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { ExportedBooks } from "./read-books";
import type { RebuiltYear } from "./rebuild-report";

const PRODUCT = "Lotwise";

/** Why a paper of a filed year cannot be made anew: the export is not of that year while it was filed, or the books give no such paper any more. */
export type FiledRefusal = "not-filed" | "no-such-paper";

/** What of a paper tells which it is. */
type Carried = Pick<CarriedProof, "year" | "auditHead"> & {
  readonly kind: PaperFacts["kind"];
  readonly day: CalendarDate;
};

/** A paper of a filed year made anew from an export, as the product makes it: nothing the export says of results is used. */
export function rebuildFiled(
  exported: ExportedBooks,
  rebuilt: RebuiltYear,
  carried: Carried,
): Paper | FiledRefusal {
  const filed = readFiledData(exported.filed, exported.transactions);
  if (filed === null || filed.year !== carried.year) {
    return "not-filed";
  }
  const books = booksOf(exported, rebuilt, carried.day);
  const years = yearsOf(filed, books);
  const own = years.find(({ filed: { computed } }) => computed.year === carried.year);
  if (own === undefined) {
    return "not-filed";
  }
  const difference = differenceOf(own, filed, books);
  const paper =
    carried.kind === "changes"
      ? differencePaper(paperInput(rebuilt, own, carried), difference)
      : worksheet({ rebuilt, books, years, own, difference }, carried);
  return paper === null
    ? "no-such-paper"
    : provenPaper(paper, {
        kind: carried.kind,
        year: carried.year,
        day: carried.day,
        auditHead: carried.auditHead,
        engineVersion: rebuilt.input.engineVersion,
        inputHash: filedHashOf(rebuilt.input.inputHash, filed),
      });
}

function booksOf(
  { transactions, settings, profiles, forms, asOf, asOfMoment }: ExportedBooks,
  { input }: RebuiltYear,
  today: CalendarDate,
): BooksOfRun {
  const told = { transactions, settings, profiles, forms: forms ?? {} };
  return {
    inputs: { ...told, asOf: { at: asOfMoment, date: asOf } },
    ledger: input.ledger,
    today,
  };
}

function yearsOf({ years }: FiledFacts, { inputs, ledger }: BooksOfRun): readonly YearOfRun[] {
  const present = yearsFiled(inputs, ledger);
  return years.map(({ year, filing, edits, originals, figures }) => {
    const filed = asFiled(figures, edits);
    const now = present.find((one) => one.year === year) ?? null;
    const isEqual = now !== null && isAsFiled(filed, filedYearOf(now));
    return { filed, filing, originals, now, isEqual };
  });
}

function differenceOf(
  { filed, now }: YearOfRun,
  { frozen, replaced }: FiledFacts,
  { inputs }: BooksOfRun,
): YearDifference {
  const gone = { rows: [], boxes: [], amounts: NO_AMOUNTS };
  const nothing = { scheduleD: [], carryoverWorksheet: [], returnLines: [] };
  return yearDifference({
    filed,
    frozen,
    current: inputs,
    now: now === null ? { ...filed.computed, ...gone, ...nothing } : filedYearOf(now),
    replaced,
  });
}

function paperInput(
  { input }: RebuiltYear,
  { filing, now }: YearOfRun,
  { year, day }: Carried,
): FilingPaperInput {
  return {
    product: PRODUCT,
    client: input.client,
    year,
    filedOn: filing.filedDate,
    asOf: day,
    engine: input.engineVersion,
    generatedAt: input.generatedAt,
    draft: now === null ? null : draftSentence({ issues: input.issues, year, result: now }),
  };
}

interface Worksheet {
  readonly rebuilt: RebuiltYear;
  readonly books: BooksOfRun;
  readonly years: readonly YearOfRun[];
  readonly own: YearOfRun;
  readonly difference: YearDifference;
}

function worksheet(
  { rebuilt, books, years, own, difference }: Worksheet,
  carried: Carried,
): Paper | null {
  const papers = amendedPapers(runAmend(years, books.today), books, carried.year, () => difference);
  if (papers === null || !papers.form.ok) {
    return null;
  }
  const { form, amended, corrected, explanation, packet } = papers;
  return amendedPaper({
    ...paperInput(rebuilt, own, carried),
    form: form.value,
    amended,
    corrected,
    explanation,
    packet,
    forms: books.inputs.forms,
    statement: attachmentOf({ ...rebuilt.input, result: corrected }),
  });
}
