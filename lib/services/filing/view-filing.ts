import { type FiledReturn, listFilingHistory } from "@/db/queries/filed-returns";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { usdText } from "@/lib/money/usd";
import { boxFigures, figureWords } from "@/lib/reports/filed-figures";
import { err, ok, type Result } from "@/lib/result";
import { type AsFiled, asFiled, brokenSums, type FigureName } from "@/lib/tax/amend/as-filed";
import { FILED_AMOUNTS, type FiledYear, filedYearOf } from "@/lib/tax/amend/filed-year";
import type { Books } from "../gains/books";
import { plainUsd } from "../gains/plain";
import { type BooksOptions, loadBooks } from "../load-books";
import { type DifferenceView, differenceView } from "./difference-view";
import { dueDateOf, type LoadedYear, loadFiledYears, paperYears } from "./filed-years";
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

/** One version of the record. */
export interface FilingVersion {
  readonly key: string;
  readonly what: string;
  readonly reason: string;
  readonly at: string;
  readonly isByYou: boolean;
}

/** What a filed year was frozen with. */
export interface FrozenView {
  readonly filedOn: string;
  readonly dueOn: string;
  readonly extended: boolean;
  readonly payments: readonly {
    readonly key: string;
    readonly kind: string;
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
  readonly figures: readonly FigureView[];
  readonly boxes: readonly {
    readonly box: string;
    readonly rows: number;
    readonly figures: readonly FigureView[];
  }[];
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
      const loaded = (await loadFiledYears(tx, books.value)).find(
        ({ record }) => record.year === year,
      );
      const result = paperYears(books.value).find((one) => one.year === year);
      if (result === undefined && history.length === 0) {
        return err({ code: "no-such-year" });
      }
      const shown =
        loaded?.filed ?? (result === undefined ? null : asFiled(filedYearOf(result), []));
      return shown === null
        ? err({ code: "no-such-year" })
        : ok(viewOf(tx, books.value, { shown, loaded, history, page: options.page ?? 1 }));
    },
    { deadlineMs: 60_000 },
  );
}

interface Found {
  readonly shown: AsFiled;
  readonly loaded: LoadedYear | undefined;
  readonly history: readonly FiledReturn[];
  readonly page: number;
}

function viewOf(tx: ClientTx, books: Books, found: Found): FilingView {
  const { shown, loaded, history, page } = found;
  const { year } = shown.computed;
  const result = paperYears(books).find((one) => one.year === year);
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
    figures: FILED_AMOUNTS.map((name) => figureView(shown, name, shown.computed.amounts[name])),
    boxes: shown.computed.boxes.map((box) => ({
      box: box.box,
      rows: box.rows,
      figures: boxFigures(box.box).map((name) => figureView(shown, name, boxAmount(box, name))),
    })),
    frozen: loaded === undefined ? null : frozenView(books, loaded, page),
    history: history.map((record, index) => versionView(tx, record, history[index + 1])),
  };
}

function boxAmount(box: FiledYear["boxes"][number], name: FigureName) {
  const column = name.split(":")[2];
  switch (column) {
    case "proceeds":
      return box.proceeds;
    case "basis":
      return box.basis;
    case "adjustment":
      return box.adjustment;
    default:
      return box.gain;
  }
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

const PAYMENT_WORDS = {
  withholding: "Withheld",
  estimated: "Estimated tax",
  later: "Paid",
} as const;

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

function versionView(
  tx: ClientTx,
  record: FiledReturn,
  before: FiledReturn | undefined,
): FilingVersion {
  return {
    key: record.id,
    what: whatOf(record, before),
    reason: record.reason,
    at: record.enteredAt,
    isByYou: record.enteredBy === tx.userId,
  };
}

function whatOf(record: FiledReturn, before: FiledReturn | undefined): string {
  if (record.state === "reopened") {
    return "Reopened";
  }
  if (before === undefined || before.state === "reopened") {
    return "Marked as filed";
  }
  return record.payments.length === before.payments.length ? "Figure as filed" : "Payment";
}
