import type { Issue } from "@/lib/tax/issue";
import type { Transaction } from "@/lib/tax/transaction";
import { effectOf } from "./effect-of";
import { type Context, caseOf, unknown } from "./effects";
import { together } from "./lots-supposed";
import type { Effect, Way } from "./open-item";
import { joinShift, meetShift, NO_SHIFT, type ShiftByYear } from "./shift";

/** Several issues that one thing would settle, as they stand without it. */
export interface Alone {
  /** Every issue at the bound that is least, added up, and at the one that is most. */
  readonly least: ShiftByYear;
  readonly most: ShiftByYear;
  /** False when of one of them nothing is known: it is in neither bound. */
  readonly isAll: boolean;
}

/** What some issues may be each by itself: bounds of every combination of their ways. */
export function aloneBounds(context: Context, own: readonly Issue[]): Alone {
  const effects = own.map((issue) => aloneEffect(context, issue));
  const known = effects.filter(isWays);
  return {
    least: known.map(({ ways }) => bound(ways, meetShift)).reduce(together, new Map()),
    most: known.map(({ ways }) => bound(ways, joinShift)).reduce(together, new Map()),
    isAll: effects.every((effect) => effect.is !== "unknown"),
  };
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
