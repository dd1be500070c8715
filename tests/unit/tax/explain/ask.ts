import { type Usd, usdText } from "@/lib/money/usd";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { figureText } from "@/lib/tax/explain/address";
import { type ExplainOptions, explain } from "@/lib/tax/explain/explain";
import { type Explanation, holds } from "@/lib/tax/explain/explanation";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { parseFigure } from "@/lib/tax/explain/parse-address";
import type { LedgerSettings } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import { AS_OF, settings } from "../make";

type YearsInput = Partial<Parameters<typeof computeYears>[0]>;

/** Books with what comes out of them; `years` is said to `computeYears`, and to the books what they ask to know of it. */
export function booksOf(
  transactions: readonly Transaction[],
  change: Partial<LedgerSettings> = {},
  years: YearsInput = {},
): ExplainedBooks {
  const of = settings(change);
  const ledger = computeLedger({ transactions, settings: of, asOf: AS_OF });
  return {
    transactions,
    settings: of,
    asOf: AS_OF,
    ledger,
    years: computeYears({ ledger, profiles: [], asOf: AS_OF, assets: of.assets, ...years }),
    ...(years.method === undefined ? {} : { method: years.method }),
    ...(years.rounding === undefined ? {} : { rounding: years.rounding }),
  };
}

/** The explanation of a figure, thirty levels down unless told; fails when there is none. */
export function ask(
  books: ExplainedBooks,
  figure: string,
  options: ExplainOptions = { depth: 30 },
): Explanation {
  const address = parseFigure(figure);
  if (!address.ok) {
    throw new Error(`no address: ${figure}`);
  }
  const found = explain(books, address.value, options);
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
}

/** The code of the refusal of a figure that has a well-formed address; null when it is explained. */
export function refusal(books: ExplainedBooks, figure: string): string | null {
  const address = parseFigure(figure);
  if (!address.ok) {
    throw new Error(`no address: ${figure}`);
  }
  const found = explain(books, address.value);
  return found.ok ? null : `${found.error.code} ${found.error.figure}`;
}

export const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));

/** The parts as text: "+ told/b/value 100", or "?" for an amount that is not known. */
export const partsOf = ({ parts }: Explanation): readonly string[] =>
  parts.map(({ sign, explanation }) => {
    const amount = text(explanation.amount) ?? "?";
    return `${sign === 1 ? "+" : "-"} ${figureText(explanation.address)} ${amount}`;
  });

/** What a figure says of itself in one line: "300 = sum". */
export const head = ({ amount, operation }: Explanation): string =>
  `${text(amount) ?? "?"} = ${operation.kind}`;

/** Every figure of the tree, itself first. */
export const all = (root: Explanation): readonly Explanation[] => [
  root,
  ...root.parts.flatMap((part) => all(part.explanation)),
];

/** The leaves of a tree: "told/b/value 100", each once, in order. */
export const leaves = (root: Explanation): readonly string[] => [
  ...new Set(
    all(root)
      .filter(({ partCount }) => partCount === 0)
      .map(({ address, amount }) => `${figureText(address)} ${text(amount) ?? "?"}`),
  ),
];

/** Figures of a tree that are not what their parts give, or whose parts are not all there. */
export const broken = (root: Explanation): readonly string[] =>
  all(root)
    .filter((each) => !holds(each) || each.parts.length !== each.partCount)
    .map(({ address }) => figureText(address));
