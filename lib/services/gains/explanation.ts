/** One line of a sum written out, or one figure another is made of. */
export interface ExplainedAmount {
  readonly key: string;
  readonly label: string;
  /** Decimal text; null when not known. */
  readonly amount: string | null;
  readonly role: "plus" | "minus" | "total";
  /** The figure's own name for `?why=`, when it can be asked too. */
  readonly why: string | null;
}

/** A fact beside the sum. */
export interface ExplainedFact {
  readonly label: string;
  readonly value: string;
  /** How to show `value`: words, a calendar date, units, dollars. */
  readonly as: "text" | "date" | "quantity" | "usd";
}

/** A transaction under the figure, down to its line in the file. */
export interface ExplainedSource {
  readonly key: string;
  /** "Sold", "Acquired". */
  readonly role: string;
  /** "Buy", "Swap". */
  readonly kind: string;
  readonly date: string;
  readonly account: string;
  readonly transactionId: string;
  /** "coinbase-2025.csv, line 17", "entered by hand". */
  readonly place: string;
  /** The line as it came; null when entered by hand or not kept. */
  readonly raw: string | null;
  readonly note: string;
}

/** A row under a figure: a row of the form, a receipt. */
export interface ExplainedRow {
  readonly key: string;
  readonly label: string;
  readonly date: string;
  readonly amount: string | null;
  readonly why: string | null;
}

/** The answer to "why is this figure what it is". */
export interface Explanation {
  /** Where it stands: "Schedule D, 2025". */
  readonly over: string;
  readonly title: string;
  readonly amount: string | null;
  readonly sentence: string;
  /** "sum": the operands add up as written. "parts": they go into it by the words of `sentence`. */
  readonly form: "sum" | "parts";
  readonly operands: readonly ExplainedAmount[];
  readonly facts: readonly ExplainedFact[];
  readonly rows: readonly ExplainedRow[];
  /** Rows there are in all; more than are listed when many. */
  readonly rowCount: number;
  /** Opens all rows: a box letter of the same year. */
  readonly box: string | null;
  readonly sources: readonly ExplainedSource[];
  /** The rule in one sentence each. */
  readonly rules: readonly string[];
  readonly authority: string;
}

/** An explanation with nothing under it yet. */
export const BARE: Pick<
  Explanation,
  "form" | "operands" | "facts" | "rows" | "rowCount" | "box" | "sources" | "rules"
> = {
  form: "sum",
  operands: [],
  facts: [],
  rows: [],
  rowCount: 0,
  box: null,
  sources: [],
  rules: [],
};
