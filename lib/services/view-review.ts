import { countTransactions } from "@/db/queries/transaction-list";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import type { Books } from "./gains/books";
import { type IssueView, issueTitle, issueView, worstFirst } from "./gains/issue-view";
import { groupedBy } from "./gains/plain";
import { type BooksOptions, loadBooks } from "./load-books";
import { proposeTransfers, type TransferProposal } from "./propose-transfers";

/** Issues a page shows at once. */
export const ISSUES_PER_PAGE = 50;

/** What the address of the review page asks for. */
export interface ReviewQuery {
  readonly code?: string | undefined;
  readonly page?: number | undefined;
}

/** How many issues of one kind there are, for the filter. */
export interface IssueCount {
  readonly code: string;
  readonly title: string;
  readonly severity: "blocking" | "check";
  readonly count: number;
}

/** The review page. */
export interface ReviewView {
  readonly clientName: string;
  readonly asOf: string;
  readonly hasTransactions: boolean;
  readonly blocking: number;
  readonly check: number;
  readonly kinds: readonly IssueCount[];
  /** The kind the list is narrowed to, null for all. */
  readonly code: string | null;
  readonly matching: number;
  readonly page: number;
  readonly pages: number;
  readonly issues: readonly IssueView[];
  /** Years whose figures are not final because of blocking issues, ascending. */
  readonly yearsHeld: readonly number[];
  /** Rows of imports that wait for a decision. */
  readonly questions: number;
  /** Pairs that look like one move between own accounts, the first 20. */
  readonly proposals: readonly TransferProposal[];
  readonly proposalCount: number;
}

/** Proposals shown before "and so many more". */
const PROPOSALS_LISTED = 20;

/** All issues of the books, blocking first and the oldest of those first, paged; narrowed to one kind when asked. */
export async function viewReview(
  user: Asking,
  clientId: string,
  query: ReviewQuery = {},
  options: BooksOptions = {},
): Promise<Result<ReviewView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  const waiting = await withClient<Pick<ReviewView, Waiting>, never>(
    user,
    clientId,
    "read",
    async (tx) => {
      const proposals = await proposeTransfers(tx);
      const { questions } = await countTransactions(tx, {});
      return ok({
        questions,
        proposals: proposals.slice(0, PROPOSALS_LISTED),
        proposalCount: proposals.length,
      });
    },
  );
  return waiting.ok ? ok({ ...issuesOf(loaded.value, query), ...waiting.value }) : waiting;
}

type Waiting = "questions" | "proposals" | "proposalCount";

function issuesOf(books: Books, query: ReviewQuery): Omit<ReviewView, Waiting> {
  const sorted = worstFirst(books.ledger.issues);
  const kinds = [...groupedBy(sorted, (issue) => issue.code)].map(([code, issues]) => ({
    code,
    title: issueTitle(code),
    severity: issues[0]?.severity ?? "check",
    count: issues.length,
  }));
  const code = kinds.some((kind) => kind.code === query.code) ? (query.code ?? null) : null;
  const matching = code === null ? sorted : sorted.filter((issue) => issue.code === code);
  const pages = Math.max(1, Math.ceil(matching.length / ISSUES_PER_PAGE));
  const page = Math.min(Math.max(1, query.page ?? 1), pages);
  const blocking = sorted.filter((issue) => issue.severity === "blocking");
  return {
    clientName: books.clientName,
    asOf: books.asOf.date,
    hasTransactions: books.transactions.size > 0,
    blocking: blocking.length,
    check: sorted.length - blocking.length,
    kinds,
    code,
    matching: matching.length,
    page,
    pages,
    issues: matching
      .slice((page - 1) * ISSUES_PER_PAGE, page * ISSUES_PER_PAGE)
      .map((issue) => issueView(books, issue)),
    yearsHeld: [...new Set(blocking.map((issue) => Number(issue.date.slice(0, 4))))].sort(
      (a, b) => a - b,
    ),
  };
}
