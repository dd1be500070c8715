import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { alikeKey, choicesOf } from "@/lib/reconcile/decisions";
import type { Difference } from "@/lib/reconcile/differences";
import { sumKnown } from "@/lib/reconcile/disposals-of";
import type { Disposal, FormLine } from "@/lib/reconcile/form-line";
import type { DecidedDifference, ReconciledForm } from "@/lib/reconcile/reconcile";
import { groupBy } from "@/lib/tax/explain/group-by";
import { accountNameOf, type Books } from "../gains/books";
import { plainUsd } from "../gains/plain";
import { type AnswerView, answerView } from "./answer-view";
import { DIFFERENCE_WORDS } from "./difference-words";
import { typedRowOf } from "./form-lines";

/** Lines or sales listed with one difference or line; a year's sales may stand on one line. */
export const LISTED_TOGETHER = 5;
/** Sales a line is offered to be put on by hand. */
const OFFERED = 20;

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
  /** At most five of each. */
  readonly lines: readonly FormRowView[];
  readonly lineCount: number;
  readonly sales: readonly SaleView[];
  readonly saleCount: number;
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
  /** For a line without a sale: those it may be put on by hand, in the order of their days. */
  readonly offered: readonly SaleView[];
}

/** Differences that can be decided in one word. */
export interface AlikeView {
  /** The key of one of them. */
  readonly like: string;
  readonly title: string;
  readonly count: number;
  /** How far the form lies above the books in sum; null where there is nothing to compare. */
  readonly apart: string | null;
  readonly choices: DifferenceItem["choices"];
}

/** What is open of a form in groups that can be decided alike, the largest first. */
export function alikeOf({ differences }: ReconciledForm): readonly AlikeView[] {
  const open = differences.filter(({ decided }) => decided === null);
  return [...groupBy(open, alikeKey).values()]
    .flatMap((some): readonly AlikeView[] => {
      const [one, next] = some;
      return one === undefined || next === undefined
        ? []
        : [
            {
              like: one.key,
              title: DIFFERENCE_WORDS[one.kind].title,
              count: some.length,
              apart: plainUsd(sumKnown(some.map(({ apart }) => apart))),
              choices: choicesShown(one),
            },
          ];
    })
    .sort((a, b) => b.count - a.count);
}

const choicesShown = (difference: Difference): DifferenceItem["choices"] =>
  choicesOf(difference).map(({ choice, label, leadsTo }) => ({ choice, label, leadsTo }));

/** A difference as it is shown. */
export function itemOf(
  books: Books,
  difference: DecidedDifference,
  offersTo: (line: FormLine) => readonly SaleView[],
): DifferenceItem {
  const words = DIFFERENCE_WORDS[difference.kind];
  return {
    key: difference.key,
    kind: difference.kind,
    title: words.title,
    explained: words.explained,
    lines: difference.lines.slice(0, LISTED_TOGETHER).map(rowOf),
    lineCount: difference.lines.length,
    sales: difference.disposals.slice(0, LISTED_TOGETHER).map((sale) => saleOf(books, sale)),
    saleCount: difference.disposals.length,
    shown: plainUsd(difference.shown),
    books: plainUsd(difference.books),
    apart: plainUsd(difference.apart),
    choices: choicesShown(difference),
    choice: difference.decided?.choice ?? "",
    isSettled: difference.decided?.settles === true,
    leadsTo: difference.decided?.leadsTo ?? "",
    note: difference.note,
    entry: answerView(books, difference),
    offered: difference.disposals.length === 0 ? difference.lines.flatMap(offersTo) : [],
  };
}

/** For a line, sales no line tells of, those nearest in time; of its own asset when there are any. In the order of their days. */
export function offers(books: Books, { notReported }: ReconciledForm) {
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

/** A line as it is shown. */
export function rowOf(line: FormLine): FormRowView {
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

/** A sale as it is shown. */
export function saleOf(books: Books, sale: Disposal): SaleView {
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
