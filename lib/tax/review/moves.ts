import type { Issue } from "@/lib/tax/issue";
import { aloneBounds } from "./alone";
import { type Context, tried, unknown, ways } from "./effects";
import type { Effect, OpenItem, ProposedMove } from "./open-item";

/**
 * One item for each group of rows that look like one move: linked, lots travel with basis and date (no sale, no income); not
 * linked, each row is what it may be alone. The issues of its rows are settled with it and counted in `clears`.
 */
export function moveItems(
  context: Context,
  moves: readonly ProposedMove[],
  issues: ReadonlyMap<string, Issue>,
): readonly OpenItem[] {
  const byRow = new Map<string, Issue>();
  for (const issue of issues.values()) {
    if (issue.code === "unmatched-deposit" || issue.code === "unmatched-withdrawal") {
      byRow.set(issue.transaction, issue);
    }
  }
  return moves.flatMap((move) => {
    const own = [...move.sent, ...move.received].flatMap((row) => byRow.get(row) ?? []);
    const [first] = own;
    return first === undefined ? [] : [moveItem(context, move, own, first)];
  });
}

function moveItem(
  context: Context,
  move: ProposedMove,
  own: readonly Issue[],
  first: Issue,
): OpenItem {
  return {
    key: move.key,
    kind: "transfer",
    code: null,
    severity: "check",
    rows: [...move.sent, ...move.received],
    account: first.account,
    asset: move.asset,
    date: first.date,
    quantity: move.quantity,
    message: move.message,
    remedy: move.remedy,
    evidence: [],
    effect: moveEffect(context, move, own),
    clearedBy: null,
    // The rows' own issues are this one item.
    clears: 0,
  };
}

function moveEffect(context: Context, move: ProposedMove, own: readonly Issue[]): Effect {
  const linked =
    move.supposed === null ? [] : tried("transfer", context.retry(move.asset, move.supposed));
  if (linked.length === 0) {
    return unknown("too-many-rows");
  }
  const { least, most, isAll } = aloneBounds(context, own);
  const effect = ways(
    ...linked,
    { as: "left-out", shifts: least },
    { as: "basis-zero", shifts: most },
  );
  return isAll || effect.is !== "ways" ? effect : { ...effect, more: "income-unpriced" };
}
