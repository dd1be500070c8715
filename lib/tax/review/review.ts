import { addQuantity } from "@/lib/money/quantity";
import { firstOutFrom2025 } from "@/lib/tax/allocation-deadline";
import type { FormFacts } from "@/lib/tax/forms/form-facts";
import type { Issue, IssueCode } from "@/lib/tax/issue";
import type { AsOf, LedgerSettings } from "@/lib/tax/settings";
import type { Transaction, TransactionId } from "@/lib/tax/transaction";
import type { PriceLookup } from "@/lib/tax/valuation/price-lookup";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { beyondEvidence } from "./arrived-beyond";
import { asideItem } from "./aside";
import { indexBooks } from "./book-index";
import { changeItems } from "./changes";
import { effectOf } from "./effect-of";
import { type Case, type Context, caseOf, unknown, worthOf } from "./effects";
import { destinationsOf, sourcesOf } from "./evidence";
import { lateEffect } from "./in-time";
import { moveItems } from "./moves";
import type {
  Effect,
  Evidence,
  OpenItem,
  OpenKind,
  ProposedChange,
  ProposedMove,
  RowAside,
} from "./open-item";
import { retryOver } from "./retry";
import { type Stake, stakeOf, yearsNow } from "./stake";
import { type YearRange, yearRanges } from "./year-range";

/** What a review is made of. */
export interface ReviewInput {
  readonly ledger: LedgerResult;
  readonly years: readonly YearResult[];
  /** The facts that count, in the ledger's order. */
  readonly transactions: ReadonlyMap<TransactionId, Transaction>;
  readonly settings: LedgerSettings;
  readonly facts: FormFacts;
  readonly asOf: AsOf;
  /** Kept prices, for units whose row tells none. */
  readonly prices: PriceLookup;
  /** Rows that look like one move; their own issues are settled with them. */
  readonly moves: readonly ProposedMove[];
  /** Coins that seem to have become others without a row. */
  readonly changes: readonly ProposedChange[];
  /** Rows that wait outside the books. */
  readonly aside: readonly RowAside[];
  /** Items made outside that have no ways: rows with a question, old prices. */
  readonly told: readonly OpenItem[];
}

/** An open item with what is at stake. */
export interface StakedItem extends OpenItem {
  readonly stake: Stake;
}

/** Everything the books themselves leave open. */
export interface Review {
  readonly items: readonly StakedItem[];
  /** Years whose tax or gain the items can move, ascending. */
  readonly years: readonly YearRange[];
}

/**
 * Everything that stands between the books and a filing, as far as the books themselves tell: each issue as an item with its
 * evidence and what it can do to each year's tax, and where each year's tax lies with all of them. The ledger is not computed
 * again for each item: what a basis changes is told by the closed lots that wait for it; where lots are drawn by basis, the rows
 * of that asset are walked again within a budget, and beyond it the stake is not known. Pure; order of the input does not matter.
 */
export function reviewOf(input: ReviewInput): Review {
  const context = contextOf(input);
  const opened = [
    ...linked(context, folded(input.ledger.issues), input),
    ...input.aside.flatMap((rows) => asideItem(context, rows) ?? []),
    ...input.told,
  ];
  const now = yearsNow(input.years);
  const items = opened.map((item) => ({ ...item, stake: stakeOf(item.effect, now) }));
  return { items, years: yearRanges(input.years, weighed(items)) };
}

/** Items that may be added up: one that is settled with another counts there, unless nothing is known of that one. */
function weighed(items: readonly StakedItem[]): readonly StakedItem[] {
  const known = new Set(items.filter(({ stake }) => stake.is === "known").map(({ key }) => key));
  return items.filter(({ clearedBy }) => clearedBy === null || !known.has(clearedBy));
}

function contextOf(input: ReviewInput): Context {
  const { ledger, transactions, settings, facts, asOf, prices } = input;
  const isWhole = settings.washSalesOfDigitalAssetsFrom !== null;
  let firstOut: ReturnType<Context["firstOut"]> | null = null;
  return {
    index: indexBooks(ledger, transactions.values()),
    transactions,
    settings,
    facts,
    firstOut: () => {
      firstOut ??= firstOutFrom2025([...transactions.values()], settings, asOf);
      return firstOut;
    },
    prices,
    retry: retryOver({ ledger, transactions, settings, facts, asOf, isWhole }),
  };
}

/** The key of an issue: what is wrong with which row. */
export function issueKey({ code, transaction, account, asset }: Issue): string {
  return [code, transaction, account, asset ?? ""].join("~");
}

/** Issues that say the same of the same row are one: units add up, the first sentence stands. */
function folded(issues: readonly Issue[]): ReadonlyMap<string, Issue> {
  const byKey = new Map<string, Issue>();
  for (const issue of issues) {
    const key = issueKey(issue);
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? issue : both(before, issue));
  }
  return byKey;
}

function both(a: Issue, b: Issue): Issue {
  const quantity =
    a.quantity === null || b.quantity === null ? a.quantity : addQuantity(a.quantity, b.quantity);
  const severity = a.severity === "blocking" || b.severity === "blocking" ? "blocking" : "check";
  return { ...a, quantity, severity };
}

/** The items of the issues, the moves and the changes, each knowing what it is settled with. */
function linked(
  context: Context,
  issues: ReadonlyMap<string, Issue>,
  { moves, changes }: Pick<ReviewInput, "moves" | "changes">,
): readonly OpenItem[] {
  const inMove = new Set(moves.flatMap(({ sent, received }) => [...sent, ...received]));
  const single = [...issues].flatMap(([key, issue]) =>
    inMove.has(issue.transaction) && MOVE_CODES.has(issue.code)
      ? []
      : [itemOf(context, key, issue)],
  );
  const items = [...single, ...moveItems(context, moves, issues)];
  const owner = new Map<TransactionId, string>();
  for (const { key, rows } of items) {
    for (const row of rows) {
      owner.set(row, owner.get(row) ?? key);
    }
  }
  const changed = changeItems(context, changes, issues);
  const byChange = new Map(
    changed.flatMap(({ item, explains }) => explains.map((key) => [key, item.key] as const)),
  );
  const settled = [
    ...items.map((item) => {
      const change = byChange.get(item.key);
      return change === undefined
        ? withCause(context, item, owner)
        : { ...item, clearedBy: change };
    }),
    ...changed.map(({ item }) => item),
  ];
  const counts = new Map<string, number>();
  for (const { clearedBy } of settled) {
    if (clearedBy !== null) {
      counts.set(clearedBy, (counts.get(clearedBy) ?? 0) + 1);
    }
  }
  return settled.map((item) => ({ ...item, clears: item.clears + (counts.get(item.key) ?? 0) }));
}

/** What the rows of a move say by themselves: settled when they are linked. */
const MOVE_CODES: ReadonlySet<IssueCode> = new Set(["unmatched-deposit", "unmatched-withdrawal"]);

/** A sale out of lots of unknown basis is settled where those lots came from. */
function withCause(
  { index }: Context,
  item: OpenItem,
  owner: ReadonlyMap<TransactionId, string>,
): OpenItem {
  const [row] = item.rows;
  if (item.code !== "missing-basis" || item.severity !== "blocking" || row === undefined) {
    return item;
  }
  const lots = (index.ofDisposal.get(row) ?? []).filter(
    ({ basis, asset }) => basis === null && asset === item.asset,
  );
  if (lots.length === 0 || lots.some(({ lot }) => lot === null)) {
    return item;
  }
  const causes = lots.flatMap(({ acquisition }) =>
    acquisition === null ? [] : [owner.get(acquisition)],
  );
  const [cause] = causes;
  return cause === undefined || cause === item.key ? item : { ...item, clearedBy: cause };
}

function itemOf(context: Context, key: string, issue: Issue): OpenItem {
  const tx = context.transactions.get(issue.transaction);
  const of = tx === undefined ? null : caseOf(context, tx, issue.date, issue);
  return {
    key,
    kind: kindOf(issue),
    code: issue.code,
    severity: issue.severity,
    rows: [issue.transaction],
    account: issue.account,
    asset: issue.asset,
    date: issue.date,
    quantity: issue.quantity,
    message: issue.message,
    remedy: issue.remedy,
    evidence: of === null ? [] : evidenceOf(issue, of),
    effect: effectOfIssue(context, issue, tx, of),
    clearedBy: null,
    clears: 0,
  };
}

function effectOfIssue(
  context: Context,
  issue: Issue,
  tx: Transaction | undefined,
  of: Case | null,
): Effect {
  if (issue.code === "late-identification" && tx !== undefined) {
    return lateEffect(context, issue, tx);
  }
  return of === null ? unknown("needs-a-person") : effectOf(context, issue, of);
}

const KINDS: Readonly<Partial<Record<IssueCode, OpenKind>>> = {
  "unmatched-deposit": "unmatched-deposit",
  "unmatched-withdrawal": "unmatched-withdrawal",
  "missing-value": "missing-value",
  "unknown-kind": "question",
  "duplicate-id": "duplicate",
  "choice-needed": "choice",
  "late-identification": "identification",
  "bad-identification": "identification",
};

function kindOf({ code, severity }: Issue): OpenKind {
  if (code === "missing-basis") {
    return severity === "blocking" ? "missing-basis" : "negative-balance";
  }
  return KINDS[code] ?? "other";
}

/** What the books say about where units came from or went to, and what they were worth. */
function evidenceOf({ code }: Issue, of: Case): readonly Evidence[] {
  const worth = worthOf(of);
  const price = worth === null ? [] : [worth];
  switch (code) {
    case "missing-basis":
      return sourcesOf(of.spot, of.flows);
    case "unmatched-deposit":
      return [...sourcesOf(of.spot, of.flows), ...price];
    case "unmatched-withdrawal":
      return [...destinationsOf(of.spot, of.flows), ...price];
    case "missing-value":
    case "unknown-kind":
    case "choice-needed":
      return price;
    case "bad-quantity":
      return beyondEvidence(of);
    default:
      return [];
  }
}
