import type { Issue, IssueCode } from "@/lib/tax/issue";
import { accountNameOf, type ComputedBooks, placeOf } from "./books";
import { plainQuantity } from "./plain";

/** One thing wrong or unsure, ready to show. */
export interface IssueView {
  readonly key: string;
  readonly code: IssueCode;
  /** "Sold more than the books hold". */
  readonly title: string;
  readonly severity: "blocking" | "check";
  readonly date: string;
  readonly year: number;
  readonly account: string;
  readonly accountId: string;
  readonly asset: string | null;
  /** Missing or affected units, decimal text. */
  readonly quantity: string | null;
  readonly message: string;
  readonly remedy: string;
  readonly transactionId: string;
  /** File and line it came from. */
  readonly place: string;
}

const TITLES: Readonly<Record<IssueCode, string>> = {
  "missing-basis": "More sold than the books hold",
  "unmatched-deposit": "Arrived from a place not known",
  "unmatched-withdrawal": "Left to a place not known",
  "missing-value": "No dollar value",
  "bad-quantity": "Quantity is zero or negative",
  "bad-value": "Negative dollars",
  "future-date": "Dated in the future",
  "early-date": "Dated before the first block",
  "unknown-kind": "A row nobody has explained",
  "unsupported-year": "Year not in the product",
  "late-identification": "Identified after the sale",
  "bad-identification": "Identified lots that were not there",
  "allocation-mismatch": "Allocation does not add up",
  "choice-needed": "A choice of yours is needed",
  "loss-without-sale": "Lost without a sale",
  "wash-unsettled": "Perhaps a wash sale",
  "short-sale": "Short sale at a gain",
  "duplicate-id": "The same transaction twice",
};

/** The title of a kind of issue, for headings and filters. */
export function issueTitle(code: IssueCode): string {
  return TITLES[code];
}

/** One issue with names and its place in the file. */
export function issueView(books: ComputedBooks, issue: Issue): IssueView {
  return {
    key: [issue.code, issue.transaction, issue.account, issue.asset ?? ""].join("~"),
    code: issue.code,
    title: TITLES[issue.code],
    severity: issue.severity,
    date: issue.date,
    year: Number(issue.date.slice(0, 4)),
    account: accountNameOf(books, issue.account),
    accountId: issue.account,
    asset: issue.asset,
    quantity: plainQuantity(issue.quantity),
    message: issue.message,
    remedy: issue.remedy,
    transactionId: issue.transaction,
    place: placeOf(books, issue.transaction),
  };
}

// Settling an earlier gap changes everything sold after it, so within a severity the oldest comes first.
const rank = (issue: Issue) =>
  `${issue.severity === "blocking" ? 0 : 1}${issue.date}${issue.transaction}${issue.code}`;

/** Blocking first, then by date: fixing in this order clears later ones on the way. */
export function worstFirst(issues: readonly Issue[]): Issue[] {
  const ranks = new Map(issues.map((issue) => [issue, rank(issue)]));
  const of = (issue: Issue) => ranks.get(issue) ?? "";
  return [...issues].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0));
}
