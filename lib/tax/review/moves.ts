import type { Issue } from "@/lib/tax/issue";
import type { Transaction } from "@/lib/tax/transaction";
import { effectOf } from "./effect-of";
import { type Context, caseOf, tried, unknown, ways } from "./effects";
import { together } from "./lots-supposed";
import type { Effect, OpenItem, ProposedMove, Way } from "./open-item";
import { joinShift, meetShift, NO_SHIFT, type ShiftByYear } from "./shift";

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
  const alone = own.map((issue) => aloneEffect(context, issue));
  const [known, isAll] = [alone.filter(isWays), alone.every((effect) => effect.is !== "unknown")];
  if (linked.length === 0) {
    return unknown("too-many-rows");
  }
  const most = known.map(({ ways: all }) => bound(all, joinShift)).reduce(together, new Map());
  const least = known.map(({ ways: all }) => bound(all, meetShift)).reduce(together, new Map());
  const effect = ways(
    ...linked,
    { as: "left-out", shifts: least },
    { as: "basis-zero", shifts: most },
  );
  return isAll || effect.is !== "ways" ? effect : { ...effect, more: "income-unpriced" };
}

function isWays(effect: Effect): effect is Extract<Effect, { is: "ways" }> {
  return effect.is === "ways";
}

function aloneEffect(context: Context, issue: Issue): Effect {
  const tx: Transaction | undefined = context.transactions.get(issue.transaction);
  const of = tx === undefined ? null : caseOf(context, tx, issue.date, issue);
  return of === null ? unknown("needs-a-person") : effectOf(context, issue, of);
}

/** One bound of all ways, year by year. */
function bound(all: readonly Way[], of: typeof joinShift): ShiftByYear {
  const years = new Set(all.flatMap(({ shifts }) => [...shifts.keys()]));
  return new Map(
    [...years].map((year) => {
      const [first = NO_SHIFT, ...rest] = all.map(({ shifts }) => shifts.get(year) ?? NO_SHIFT);
      return [year, rest.reduce(of, first)];
    }),
  );
}
