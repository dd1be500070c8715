import type { Asking, GateRefusal } from "@/db/tenant";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { choicesOf } from "@/lib/reconcile/decisions";
import type { Difference } from "@/lib/reconcile/differences";
import type { Disposal, FormLine } from "@/lib/reconcile/form-line";
import type {
  DecidedDifference,
  FormState,
  Identity,
  ReconciledForm,
} from "@/lib/reconcile/reconcile";
import { ok, type Result } from "@/lib/result";
import { groupBy } from "@/lib/tax/explain/group-by";
import { accountNameOf, type Books } from "../gains/books";
import { plainUsd } from "../gains/plain";
import { type BooksOptions, loadBooks } from "../load-books";
import { type AnswerView, answerView } from "./answer-view";
import { DIFFERENCE_WORDS } from "./difference-words";
import { typedRowOf } from "./form-lines";
import { type SightView, sightOf } from "./sight-of";

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

/** One line as printed. */
export interface FormRowView {
  readonly id: string;
  /** The row it was typed as, from paper; null when it came with a file. */
  readonly typedRow: string | null;
  readonly asset: string;
  readonly units: string;
  readonly acquired: string | null;
  /** null: the form tells no day. */
  readonly sold: string | null;
  readonly proceeds: string;
  /** The proceeds stand in box 11c. */
  readonly firstSale: boolean;
  readonly basis: string | null;
  readonly term: string | null;
  readonly covered: boolean | null;
}

/** A sale of the books. */
export interface SaleView {
  readonly id: string;
  readonly asset: string;
  readonly units: string;
  readonly sold: string;
  readonly account: string;
  readonly proceeds: string | null;
  readonly basis: string | null;
}

/** A difference with its choices. */
export interface DifferenceItem {
  readonly key: string;
  readonly kind: Difference["kind"];
  readonly title: string;
  readonly explained: string;
  readonly lines: readonly FormRowView[];
  readonly sales: readonly SaleView[];
  readonly shown: string | null;
  readonly books: string | null;
  readonly apart: string | null;
  readonly choices: readonly {
    readonly choice: string;
    readonly label: string;
    readonly leadsTo: string;
  }[];
  readonly choice: string;
  readonly isSettled: boolean;
  readonly leadsTo: string;
  readonly note: string;
  /** The row of Form 8949 that answers the line; its (h) is zero. null: the line has none of its own. */
  readonly entry: AnswerView | null;
}

/** One form opened. */
export interface FormDetail extends FormSummary {
  readonly basis: IdentityView;
  /** Box 11c is among the proceeds. */
  readonly hasFirstSales: boolean;
  /** Open ones first, at most fifty. */
  readonly differences: readonly DifferenceItem[];
  readonly differenceCount: number;
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
    /** For a line without a sale: those it may be put on by hand. */
    readonly offered: readonly SaleView[];
  })[];
  readonly rowCount: number;
  readonly notReported: readonly SaleView[];
  readonly notReportedCount: number;
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
const SALES_OF_ROW = 5;
const OFFERED = 20;

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
  const isSettled = ({ decided }: DecidedDifference) => Number(decided?.settles === true);
  return {
    ...summaryOf(form),
    basis: identityView(form.basis),
    hasFirstSales: form.lines.some(({ firstSale }) => firstSale),
    differences: [...form.differences]
      .sort((a, b) => isSettled(a) - isSettled(b))
      .slice(0, DIFFERENCES)
      .map((difference) => itemOf(books, difference)),
    differenceCount: form.differences.length,
    isAsked: askedOf(form).length > 0,
    sight: sightOf(books, form),
    rows: form.lines.slice(0, LISTED).map((line) => {
      const sales = matchOf.get(line)?.disposals ?? [];
      return {
        ...rowOf(line),
        sales: sales.slice(0, SALES_OF_ROW).map((sale) => saleOf(books, sale)),
        saleCount: sales.length,
        byHand: matchOf.get(line)?.by === "hand",
        answered: answeredIn(books, settled.get(line.id)),
        offered: sales.length === 0 ? offersTo(line) : [],
      };
    }),
    rowCount: form.lines.length,
    notReported: form.notReported.slice(0, LISTED).map((sale) => saleOf(books, sale)),
    notReportedCount: form.notReported.length,
  };
}

function answeredIn(books: Books, difference: DecidedDifference | undefined): string | null {
  return difference === undefined ? null : (answerView(books, difference)?.box ?? "");
}

/** Differences somebody decided to ask the broker about. */
export function askedOf(form: ReconciledForm): readonly DecidedDifference[] {
  return form.differences.filter(({ decided }) => decided?.choice === "ask-broker");
}

/** For a line, sales no line tells of, those nearest in time; of its own asset when there are any. In the order of their days. */
function offers(books: Books, { notReported }: ReconciledForm) {
  const sorted = [...notReported].sort((a, b) => (a.sold < b.sold ? -1 : 1));
  const byAsset = groupBy(sorted, ({ asset }) => asset);
  return ({ asset, sold, taxYear }: FormLine): readonly SaleView[] => {
    const own = (asset === null ? undefined : byAsset.get(asset)) ?? sorted;
    const day = sold ?? `${taxYear}-01-01`;
    const later = own.findIndex((sale) => sale.sold >= day);
    const middle = later < 0 ? own.length : later;
    const from = Math.max(0, Math.min(middle - OFFERED / 2, own.length - OFFERED));
    return own.slice(from, from + OFFERED).map((sale) => saleOf(books, sale));
  };
}

function itemOf(books: Books, difference: DecidedDifference): DifferenceItem {
  const words = DIFFERENCE_WORDS[difference.kind];
  return {
    key: difference.key,
    kind: difference.kind,
    title: words.title,
    explained: words.explained,
    lines: difference.lines.map(rowOf),
    sales: difference.disposals.map((sale) => saleOf(books, sale)),
    shown: plainUsd(difference.shown),
    books: plainUsd(difference.books),
    apart: plainUsd(difference.apart),
    choices: choicesOf(difference).map(({ choice, label, leadsTo }) => ({
      choice,
      label,
      leadsTo,
    })),
    choice: difference.decided?.choice ?? "",
    isSettled: difference.decided?.settles === true,
    leadsTo: difference.decided?.leadsTo ?? "",
    note: difference.note,
    entry: answerView(books, difference),
  };
}

function rowOf(line: FormLine): FormRowView {
  return {
    id: line.id,
    typedRow: typedRowOf(line.id),
    asset: line.asset ?? line.name,
    units: quantityText(line.units),
    acquired: line.acquired,
    sold: line.sold,
    proceeds: usdText(line.proceeds),
    firstSale: line.firstSale,
    basis: plainUsd(line.basis),
    term: line.term,
    covered: line.covered,
  };
}

function saleOf(books: Books, sale: Disposal): SaleView {
  return {
    id: sale.id,
    asset: sale.asset,
    units: quantityText(sale.units),
    sold: sale.sold,
    account: accountNameOf(books, sale.account),
    proceeds: plainUsd(sale.proceeds),
    basis: plainUsd(sale.basis),
  };
}
