import type { Asking, GateRefusal } from "@/db/tenant";
import { isZeroUsd, sumUsd } from "@/lib/money/usd";
import type { FormLine, LineMatch } from "@/lib/reconcile/form-line";
import type {
  DecidedDifference,
  FormState,
  Identity,
  ReconciledForm,
} from "@/lib/reconcile/reconcile";
import { ok, type Result } from "@/lib/result";
import type { Books } from "../gains/books";
import { plainUsd } from "../gains/plain";
import { type BooksOptions, loadBooks } from "../load-books";
import { answerView } from "./answer-view";
import {
  type AlikeView,
  alikeOf,
  type DifferenceItem,
  type FormRowView,
  itemOf,
  LISTED_TOGETHER,
  offers,
  rowOf,
  type SaleView,
  saleOf,
} from "./form-parts";
import { type SightView, sightOf } from "./sight-of";
import { type SmallSums, smallSums } from "./small-sums";

/** Sums that hold: reported = matched + explained + unexplained. */
export interface IdentityView {
  readonly reported: string;
  readonly matched: string;
  readonly explained: string;
  readonly unexplained: string;
}

/** One form in the list. */
export interface FormSummary {
  /** Names the form in the address. */
  readonly key: string;
  readonly payer: string;
  readonly taxYear: number;
  readonly lines: number;
  readonly open: number;
  readonly waiting: number;
  readonly proceeds: IdentityView;
  readonly state: FormState;
}

/** One form opened. */
export interface FormDetail extends FormSummary {
  readonly basis: IdentityView;
  /** Box 11c is among the proceeds. */
  readonly hasFirstSales: boolean;
  /** Federal income tax withheld on its lines (box 4), where they tell any; null for none. */
  readonly withheld: string | null;
  /** Those nobody has decided first, then those in hand, then those settled; at most fifty. */
  readonly differences: readonly DifferenceItem[];
  readonly differenceCount: number;
  /** Of those nobody has decided, the ones that can be decided in one word: two and more of a kind. */
  readonly alike: readonly AlikeView[];
  /** Somebody decided to ask the broker. */
  readonly isAsked: boolean;
  readonly sight: SightView;
  readonly rows: readonly (FormRowView & {
    /** At most five of them. */
    readonly sales: readonly SaleView[];
    readonly saleCount: number;
    readonly byHand: boolean;
    /** For a line without a sale whose difference is settled: the box of its own row, or "" where it has none. */
    readonly answered: string | null;
  })[];
  readonly rowCount: number;
  readonly notReported: readonly SaleView[];
  readonly notReportedCount: number;
  /** Of these, sales the broker need not tell of; null for none. */
  readonly smallSums: SmallSums | null;
}

/** Brokers' forms beside the books. */
export interface FormsView {
  readonly clientName: string;
  readonly mayWrite: boolean;
  readonly forms: readonly FormSummary[];
  readonly open: FormDetail | null;
}

const LISTED = 200;
const DIFFERENCES = 50;

/** Every Form 1099-DA beside the books, and one opened: `key` names it. */
export async function viewForms(
  user: Asking,
  clientId: string,
  key: string | undefined,
  options: BooksOptions = {},
): Promise<Result<FormsView, GateRefusal>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  const { forms } = books.value.reconciliation;
  const opened = forms.find((form) => formKey(form) === key);
  return ok({
    clientName: books.value.clientName,
    mayWrite: books.value.role !== "viewer",
    forms: forms.map(summaryOf),
    open: opened === undefined ? null : detailOf(books.value, opened),
  });
}

/** Names a form: its year and payer. */
export function formKey({ taxYear, payer }: Pick<ReconciledForm, "taxYear" | "payer">): string {
  return `${taxYear} ${payer}`;
}

function summaryOf(form: ReconciledForm): FormSummary {
  const { differences } = form;
  return {
    key: formKey(form),
    payer: form.payer,
    taxYear: form.taxYear,
    lines: form.lines.length,
    open: differences.filter(({ decided }) => decided === null).length,
    waiting: differences.filter(({ decided }) => decided?.settles === false).length,
    proceeds: identityView(form.proceeds),
    state: form.state,
  };
}

function identityView({ reported, matched, explained, unexplained }: Identity): IdentityView {
  return {
    reported: plainUsd(reported),
    matched: plainUsd(matched),
    explained: plainUsd(explained),
    unexplained: plainUsd(unexplained),
  };
}

function detailOf(books: Books, form: ReconciledForm): FormDetail {
  const matchOf = new Map(
    form.matches.flatMap((match) => match.lines.map((line) => [line, match])),
  );
  const offersTo = offers(books, form);
  const settled = new Map(
    form.differences
      .filter(({ kind, decided }) => kind === "no-sale" && decided?.settles === true)
      .map((difference) => [difference.lines[0]?.id ?? "", difference]),
  );
  return {
    ...summaryOf(form),
    basis: identityView(form.basis),
    hasFirstSales: form.lines.some(({ firstSale }) => firstSale),
    withheld: withheldOn(form),
    differences: [...form.differences]
      .sort((a, b) => standing(a) - standing(b))
      .slice(0, DIFFERENCES)
      .map((difference) => itemOf(books, difference, offersTo)),
    differenceCount: form.differences.length,
    alike: alikeOf(form),
    isAsked: askedOf(form).length > 0,
    sight: sightOf(books, form),
    rows: listed(form, matchOf).map((line) => {
      const sales = matchOf.get(line)?.disposals ?? [];
      return {
        ...rowOf(line),
        sales: sales.slice(0, LISTED_TOGETHER).map((sale) => saleOf(books, sale)),
        saleCount: sales.length,
        byHand: matchOf.get(line)?.by === "hand",
        answered: answeredIn(books, settled.get(line.id)),
      };
    }),
    rowCount: form.lines.length,
    notReported: form.notReported.slice(0, LISTED).map((sale) => saleOf(books, sale)),
    notReportedCount: form.notReported.length,
    smallSums: smallSums(form),
  };
}

/** The lines that are listed, in the form's order; of more than a page holds those first which a person has a word in. */
function listed(
  { lines }: ReconciledForm,
  matchOf: ReadonlyMap<FormLine, LineMatch>,
): readonly FormLine[] {
  const isSettled = (line: FormLine) => Number(matchOf.get(line)?.by === "match");
  const sorted =
    lines.length > LISTED ? [...lines].sort((a, b) => isSettled(a) - isSettled(b)) : lines;
  return sorted.slice(0, LISTED);
}

function withheldOn({ lines }: ReconciledForm): string | null {
  const sum = sumUsd(lines.flatMap(({ withheld }) => withheld ?? []));
  return isZeroUsd(sum) ? null : plainUsd(sum);
}

function standing({ decided }: DecidedDifference): number {
  if (decided === null) {
    return 0;
  }
  return decided.settles ? 2 : 1;
}

function answeredIn(books: Books, difference: DecidedDifference | undefined): string | null {
  return difference === undefined ? null : (answerView(books, difference)?.box ?? "");
}

/** Differences somebody decided to ask the broker about. */
export function askedOf(form: ReconciledForm): readonly DecidedDifference[] {
  return form.differences.filter(({ decided }) => decided?.choice === "ask-broker");
}
