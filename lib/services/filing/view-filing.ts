import { type FiledReturn, listFilingHistory } from "@/db/queries/filed-returns";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { usdText } from "@/lib/money/usd";
import { figureWords } from "@/lib/reports/filed-figures";
import { err, ok, type Result } from "@/lib/result";
import {
  type AsFiled,
  asFiled,
  BOX_COLUMNS,
  brokenSums,
  emptyBox,
  type FigureName,
} from "@/lib/tax/amend/as-filed";
import { FILED_AMOUNTS, type FiledYear, filedYearOf } from "@/lib/tax/amend/filed-year";
import { boxesOfForm } from "@/lib/tax/forms/boxes";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { Form8949Box, YearResult } from "@/lib/tax/year-result";
import type { Books } from "../gains/books";
import { plainUsd } from "../gains/plain";
import { type BooksOptions, loadBooks } from "../load-books";
import { openForms } from "../reconcile/open-forms";
import { type DifferenceView, differenceView } from "./difference-view";
import { dueDateOf, type LoadedYear, loadFiledYear, paperYears } from "./filed-years";
import { type FilingVersion, filingHistory, PAYMENT_WORDS } from "./filing-history";
import { versionText } from "./mark-as-filed";

/** One figure of the year: as computed and, once filed, as filed. */
export interface FigureView {
  readonly name: string;
  readonly line: string;
  readonly label: string;
  readonly computed: string | null;
  /** What was filed instead; null: as computed. */
  readonly filed: string | null;
  readonly reason: string | null;
}

/** What a filed year was frozen with. */
export interface FrozenView {
  readonly filedOn: string;
  readonly dueOn: string;
  readonly extended: boolean;
  readonly payments: readonly {
    readonly key: string;
    /** In words. */
    readonly kind: string;
    readonly kindKey: keyof typeof PAYMENT_WORDS;
    readonly date: string;
    readonly amount: string;
  }[];
  readonly asOf: string;
  readonly engine: string;
  readonly inputSha256: string;
  readonly figuresSha256: string;
  readonly broken: readonly string[];
  readonly difference: DifferenceView;
}

/** A year on its way to the IRS: what would be frozen, or what was. */
export interface FilingView {
  readonly clientName: string;
  readonly year: number;
  readonly asOf: string;
  readonly mayWrite: boolean;
  /** Names the books the page shows; a form sends it back. */
  readonly version: string;
  readonly refusal: string | null;
  readonly inProgress: boolean;
  /** Rows and receipts whose amount is not known: they are in no figure. */
  readonly openCount: number;
  readonly hasProfile: boolean;
  /** Forms 1099-DA of the year with differences nobody has settled, each in a sentence. */
  readonly openForms: readonly string[];
  readonly figures: readonly FigureView[];
  readonly boxes: readonly {
    readonly box: string;
    readonly rows: number;
    readonly figures: readonly FigureView[];
  }[];
  /** Figures of boxes the form has and these books do not: they may have been filed. */
  readonly otherBoxes: readonly FigureView[];
  readonly frozen: FrozenView | null;
  readonly history: readonly FilingVersion[];
}

/** A year's filing: its figures, the record of what was filed, and how the books differ from it now. */
export async function viewFiling(
  user: Asking,
  clientId: string,
  year: number,
  options: BooksOptions & { readonly page?: number } = {},
): Promise<Result<FilingView, GateRefusal | { readonly code: "no-such-year" }>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  return withClient<FilingView, { readonly code: "no-such-year" }>(
    user,
    clientId,
    "read",
    async (tx) => {
      const history = await listFilingHistory(tx, year);
      const loaded = await loadFiledYear(tx, books.value, year);
      const result = paperYears(books.value).find((one) => one.year === year);
      const shown =
        loaded?.filed ?? (result === undefined ? null : asFiled(filedYearOf(result), []));
      const page = options.page ?? 1;
      return shown === null
        ? err({ code: "no-such-year" })
        : ok(viewOf(tx, books.value, { shown, loaded, result, history, page }));
    },
    { deadlineMs: 60_000 },
  );
}

interface Found {
  readonly shown: AsFiled;
  readonly loaded: LoadedYear | null;
  /** As the books have it now. */
  readonly result: YearResult | undefined;
  readonly history: readonly FiledReturn[];
  readonly page: number;
}

function viewOf(tx: ClientTx, books: Books, found: Found): FilingView {
  const { shown, loaded, result, history, page } = found;
  const { year } = shown.computed;
  return {
    clientName: books.clientName,
    year,
    asOf: books.asOf.date,
    mayWrite: tx.role !== "viewer",
    version: versionText(books),
    refusal: result?.refusal?.message ?? null,
    inProgress: books.asOf.date <= `${year}-12-31`,
    openCount: (result?.unknownRows.length ?? 0) + (result?.unknownIncome.length ?? 0),
    hasProfile: shown.computed.filingStatus !== null,
    openForms: openForms(books, year).map(({ message }) => message),
    figures: FILED_AMOUNTS.map((name) => figureView(shown, name, shown.computed.amounts[name])),
    boxes: shown.boxes.map(({ box, rows }) => ({ box, rows, figures: boxView(shown, box) })),
    otherBoxes: otherBoxes(shown).flatMap((box) => boxView(shown, box)),
    frozen: loaded === null ? null : frozenView(books, loaded, page),
    history: filingHistory(tx, history),
  };
}

function boxView(shown: AsFiled, box: Form8949Box): readonly FigureView[] {
  const computed = shown.computed.boxes.find((one) => one.box === box) ?? emptyBox(box);
  return BOX_COLUMNS.map((column) => figureView(shown, `box:${box}:${column}`, computed[column]));
}

function otherBoxes({ boxes, computed }: AsFiled): readonly Form8949Box[] {
  const rules = rulesFor(computed.year);
  const all = rules.ok ? boxesOfForm(rules.value.forms) : [];
  return all.filter((box) => boxes.every((one) => one.box !== box));
}

function figureView(
  { computed, edits }: AsFiled,
  name: FigureName,
  amount: FiledYear["amounts"]["agi"],
): FigureView {
  const edit = edits.find(({ figure }) => figure === name);
  return {
    name,
    ...figureWords(computed.year, name),
    computed: plainUsd(amount),
    filed: edit === undefined ? null : usdText(edit.amount),
    reason: edit?.reason ?? null,
  };
}

function frozenView(
  books: Books,
  { record, filed, filing, difference }: LoadedYear,
  page: number,
): FrozenView {
  return {
    filedOn: filing.filedDate,
    dueOn: dueDateOf(record.year),
    extended: record.extended,
    payments: record.payments.map(({ kind, date, amount }, index) => ({
      key: String(index),
      kind: PAYMENT_WORDS[kind],
      kindKey: kind,
      date,
      amount,
    })),
    asOf: record.asOf ?? "",
    engine: record.engineVersion ?? "",
    inputSha256: record.inputSha256 ?? "",
    figuresSha256: record.figuresSha256 ?? "",
    broken: brokenSums(filed),
    difference: differenceView(books, difference, page),
  };
}
