import { toCents } from "@/lib/money/round";
import { isZeroUsd, negateUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { isBasisShown } from "@/lib/reconcile/broker-lines";
import type { Difference, DifferenceKind } from "@/lib/reconcile/differences";
import type { FormLine } from "@/lib/reconcile/form-line";
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
  /** What the IRS sees of gain less what is reported: the reasons add up to it. */
  readonly apart: string;
  readonly why: readonly {
    readonly key: string;
    readonly words: string;
    /** Differences or lines; null for what is left. */
    readonly count: number | null;
    /** So much more gain the IRS sees for this reason; null: it moves no gain. */
    readonly gain: string | null;
  }[];
}

/** A form as the IRS has it, beside the rows of Form 8949 that follow it. */
export function sightOf(books: Books, form: ReconciledForm): SightView {
  const basis = basisSeen(form.lines);
  const proceeds = form.proceeds.reported;
  const gain = subtractUsd(proceeds, basis);
  const rows = rowsOf(books, form);
  const sum = (of: (row: Form8949Row) => Usd) => sumUsd(rows.map(of));
  const apart = subtractUsd(
    gain,
    sum((row) => row.gain),
  );
  return {
    irs: {
      proceeds: plainUsd(proceeds),
      basis: plainUsd(basis),
      gain: plainUsd(gain),
      linesWithoutBasis: form.lines.filter((line) => !isBasisShown(line)).length,
    },
    reported: {
      rows: rows.length,
      proceeds: plainUsd(sum((row) => row.proceeds)),
      basis: plainUsd(sum((row) => row.basis)),
      adjustment: plainUsd(sum((row) => row.adjustment)),
      gain: plainUsd(sum((row) => row.gain)),
    },
    apart: plainUsd(apart),
    why: whyOf(form, apart),
  };
}

/** The basis the IRS has of some lines. */
function basisSeen(lines: readonly FormLine[]): Usd {
  return sumUsd(
    lines.flatMap((line) => (isBasisShown(line) && line.basis !== null ? [line.basis] : [])),
  );
}

/** Rows of Form 8949 that follow this form, in whichever year the books have them, and those that answer lines which are no sales. */
function rowsOf(books: Books, form: ReconciledForm): readonly Form8949Row[] {
  const own = new Set<string>(
    form.matches.flatMap(({ disposals }) => disposals.map(({ id }) => id)),
  );
  const lines = new Set(form.lines.map(({ id }) => id));
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
    .filter((row) =>
      row.line === null
        ? row.report !== null && own.has(row.report.disposal)
        : lines.has(row.line.id),
    );
}

interface Reason {
  readonly key: string;
  readonly words: string;
  readonly count: number | null;
  readonly gain: Usd | null;
}

/** Why the IRS sees another gain: lines without basis, then each kind of difference, then what is left. */
function whyOf(form: ReconciledForm, apart: Usd): SightView["why"] {
  const kinds = [...new Set(form.differences.map(({ kind }) => kind))];
  const reasons: readonly Reason[] = [
    ...blankBasis(form),
    ...kinds.map((kind) => {
      const own = form.differences.filter((difference) => difference.kind === kind);
      const gain = MOVES_GAIN.has(kind) ? sumUsd(own.map(gainSeen)) : null;
      return { key: kind, words: DIFFERENCE_WORDS[kind].title, count: own.length, gain };
    }),
  ];
  const rest = toCents(subtractUsd(apart, sumUsd(reasons.map(({ gain }) => gain ?? ZERO_USD))));
  const left = { key: "rest", words: "Rounding, and adjustments of your books", count: null };
  return [...reasons, ...(isZeroUsd(rest) ? [] : [{ ...left, gain: rest }])].map((reason) => ({
    ...reason,
    gain: plainUsd(reason.gain),
  }));
}

const MOVES_GAIN: ReadonlySet<DifferenceKind> = new Set([
  "no-sale",
  "first-sale",
  "unknown",
  "proceeds",
  "basis",
]);

/** How much more gain the IRS sees by one difference. A basis it was not told of is among the lines without basis. */
function gainSeen({ kind, lines, shown, apart }: Difference): Usd {
  switch (kind) {
    case "no-sale":
    case "first-sale":
    case "unknown":
      return subtractUsd(shown ?? ZERO_USD, basisSeen(lines));
    case "basis":
      return lines.every(isBasisShown) ? negateUsd(apart ?? ZERO_USD) : ZERO_USD;
    default:
      return apart ?? ZERO_USD;
  }
}

function blankBasis({ matches }: ReconciledForm): readonly Reason[] {
  const blank = matches.filter(({ lines }) => !lines.every(isBasisShown));
  const count = blank.flatMap(({ lines }) => lines.filter((line) => !isBasisShown(line))).length;
  const own = blank.flatMap(({ disposals }) =>
    disposals.flatMap(({ proceeds, basis }) => (proceeds === null ? [] : (basis ?? []))),
  );
  const seen = blank
    .filter(({ disposals }) => disposals.every(({ proceeds }) => proceeds !== null))
    .map(({ lines }) => basisSeen(lines));
  return count === 0
    ? []
    : [
        {
          key: "blank-basis",
          words:
            "Lines whose basis the broker did not tell the IRS: your basis in column (e), no code",
          count,
          gain: subtractUsd(sumUsd(own), sumUsd(seen)),
        },
      ];
}
