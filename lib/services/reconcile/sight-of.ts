import { subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { isBasisShown } from "@/lib/reconcile/broker-lines";
import type { ReconciledForm } from "@/lib/reconcile/reconcile";
import type { Form8949Row } from "@/lib/tax/year-result";
import { type Books, yearOfBooks } from "../gains/books";
import { plainUsd } from "../gains/plain";
import { DIFFERENCE_WORDS } from "./difference-words";

/** What the IRS sees, what is reported, and why they differ. */
export interface SightView {
  readonly irs: {
    readonly proceeds: string;
    readonly basis: string;
    readonly gain: string;
    readonly linesWithoutBasis: number;
  };
  readonly reported: {
    readonly rows: number;
    readonly proceeds: string;
    readonly basis: string;
    readonly adjustment: string;
    readonly gain: string;
  };
  readonly why: readonly {
    readonly key: string;
    readonly words: string;
    readonly count: number;
    readonly amount: string | null;
  }[];
}

/** A form as the IRS has it, beside the rows of Form 8949 that follow it. */
export function sightOf(books: Books, form: ReconciledForm): SightView {
  const told = form.lines.filter(isBasisShown);
  const basis = sumUsd(told.flatMap((line) => (line.basis === null ? [] : [line.basis])));
  const proceeds = form.proceeds.reported;
  const rows = rowsOf(books, form);
  const sum = (of: (row: Form8949Row) => Usd) => plainUsd(sumUsd(rows.map(of)));
  return {
    irs: {
      proceeds: plainUsd(proceeds),
      basis: plainUsd(basis),
      gain: plainUsd(subtractUsd(proceeds, basis)),
      linesWithoutBasis: form.lines.length - told.length,
    },
    reported: {
      rows: rows.length,
      proceeds: sum((row) => row.proceeds),
      basis: sum((row) => row.basis),
      adjustment: sum((row) => row.adjustment),
      gain: sum((row) => row.gain),
    },
    why: whyOf(form, told.length),
  };
}

/** Rows of Form 8949 that follow this form, in whichever year the books have them. */
function rowsOf(books: Books, form: ReconciledForm): readonly Form8949Row[] {
  const own = new Set<string>(
    form.matches.flatMap(({ disposals }) => disposals.map(({ id }) => id)),
  );
  const years = [
    ...new Set([
      form.taxYear,
      ...form.matches.flatMap(({ disposals }) =>
        disposals.map(({ sold }) => Number(sold.slice(0, 4))),
      ),
    ]),
  ];
  return years
    .flatMap((year) => yearOfBooks(books, year) ?? [])
    .flatMap(({ parts, directParts }) => [...parts, ...directParts])
    .flatMap((part) => part.rows)
    .filter((row) => row.report !== null && own.has(row.report.disposal));
}

function whyOf(form: ReconciledForm, withBasis: number): SightView["why"] {
  const blank = form.lines.length - withBasis;
  const kinds = [...new Set(form.differences.map(({ kind }) => kind))];
  const byKind = kinds.map((kind) => {
    const own = form.differences.filter((difference) => difference.kind === kind);
    const amounts = own.flatMap(({ apart }) => (apart === null ? [] : [apart]));
    return {
      key: kind,
      words: DIFFERENCE_WORDS[kind].title,
      count: own.length,
      amount: amounts.length === 0 ? null : plainUsd(sumUsd(amounts)),
    };
  });
  return blank === 0
    ? byKind
    : [
        {
          key: "blank-basis",
          words:
            "Lines whose basis the broker did not tell the IRS: your basis in column (e), no code",
          count: blank,
          amount: null,
        },
        ...byKind,
      ];
}
