import { compareUsd, type Usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { type BookPosition, bookPositions } from "@/lib/tax/harvest/book-positions";
import { markOf, unhindered } from "@/lib/tax/harvest/hindrances";
import { CENT } from "@/lib/tax/harvest/reachable";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import { type Situation, situationOf } from "@/lib/tax/harvest/saving";
import { bestHarvestInParts } from "@/lib/tax/optimal/best-harvest";
import { goalInParts } from "@/lib/tax/optimal/goals";
import type { HarvestPool, HarvestQuestion } from "@/lib/tax/optimal/harvest-input";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import { BLOCKS_AT_MOST } from "@/lib/tax/optimal/harvest-search";
import { zeroBandInParts } from "@/lib/tax/optimal/zero-band";
import type { LedgerResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { type Books, yearOfBooks } from "../gains/books";
import { adviceKey } from "../gains/plan-of";
import { accountCosts, readCosts, type TypedCosts } from "../gains/typed-costs";
import { inTurns } from "../in-turns";
import type { Progressed } from "../soon";
import type { GoalId, GoalWish } from "./goal-wish";

/** The engine's answer for a goal. */
export interface FoundHarvest {
  readonly harvest: Harvest;
  readonly within: Usd | null;
  readonly isProven: boolean;
  readonly missing: Usd | null;
  readonly room: Usd | null;
  readonly usesLosses: Usd | null;
  readonly leftOut: number;
}

/** An answer that is looked for, or is there. */
export interface HarvestAtWork {
  readonly made: Promise<FoundHarvest>;
  readonly progress: () => Progressed;
}

const kept = new WeakMap<
  LedgerResult,
  { readonly key: string; readonly answers: Map<string, HarvestAtWork> }
>();

/**
 * The engine's answer; kept with the computed books while prices, marks and costs stay the same. With fixed costs and thousands of lots
 * it takes seconds, in turns with whatever else the process has to do.
 */
export function harvestAtWork(
  books: Books,
  wish: GoalWish,
  typedCosts: TypedCosts,
): HarvestAtWork | null {
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  const situation = year === null || year.profile === null ? null : situationOf(year, year.profile);
  if (situation === null || !situation.ok || books.ledger.openLots.length === 0) {
    return null;
  }
  const { costs } = readCosts(typedCosts);
  const { rate, fixed, isTyped } = costs;
  const key = JSON.stringify([adviceKey(books), rate, usdText(fixed), isTyped]);
  const before = kept.get(books.ledger);
  const answers = before?.key === key ? before.answers : new Map<string, HarvestAtWork>();
  kept.set(books.ledger, { key, answers });
  const name = `${wish.goal} ${wish.isNamed}`;
  const answer =
    answers.get(name) ??
    begin(
      ask(situation.value, wish.goal, {
        sold: books.asOf.date,
        costs: { rate, fixed, fixedPer: "order" },
        pools: advisable(books, wish.goal).flatMap((position) =>
          poolOf(position, wish.isNamed, accountCosts(books, costs).get(position.account)),
        ),
      }),
    );
  answers.set(name, answer);
  // A page may not wait for it: then whoever looks next begins anew.
  answer.made.catch(() => answers.delete(name));
  return answer;
}

/** A block of sales looked into is cut in two at most. */
const MOST_PARTS = 2 * BLOCKS_AT_MOST;

function begin(work: PartsOfWork<FoundHarvest>): HarvestAtWork {
  let done = 0;
  const made = inTurns(work, (parts) => {
    // A goal with fixed costs is searched twice.
    done = Math.max(done, Math.min(parts, MOST_PARTS));
  });
  return { made, progress: () => ({ done, total: MOST_PARTS }) };
}

/** What may be suggested: nothing that is marked, and no losses that cannot count now. */
function advisable(books: Books, goal: GoalId): readonly BookPosition[] {
  const { ledger, settings, marks, asOf } = books;
  const positions = bookPositions(books);
  return goal === "fill-zero-band"
    ? positions.filter((position) => markOf(marks, position) === null)
    : unhindered({ ledger, settings, marks, today: asOf.date }, positions);
}

/** All lots of a position in its order of sale, or free to be named. Without a price nothing can be said. */
function poolOf(
  position: BookPosition,
  isNamed: boolean,
  costs: SaleCosts | undefined,
): readonly HarvestPool[] {
  const { account, asset, collectible, price, reachable, blocked, behind } = position;
  // Behind a lot that is not to be sold only naming reaches.
  const lots = [...reachable, ...(isNamed ? behind : []), ...blocked];
  // The lots stand in the account's order already, so the first goes first.
  const order = isNamed ? "identified" : "fifo";
  const own = costs === undefined ? {} : { costs };
  return price === null ? [] : [{ account, asset, collectible, price, lots, order, ...own }];
}

function* ask(
  situation: Situation,
  goal: GoalId,
  rest: Omit<HarvestQuestion, "situation">,
): PartsOfWork<FoundHarvest> {
  const question: HarvestQuestion = { situation, ...rest };
  if (goal === "fill-zero-band") {
    const { harvest, isMost, room, usesLosses } = yield* zeroBandInParts(question);
    const leftOut = 0;
    return { harvest, within: null, isProven: isMost, missing: null, room, usesLosses, leftOut };
  }
  const best =
    goal === "best"
      ? { ...(yield* bestHarvestInParts(question)), missing: ZERO_USD }
      : yield* goalInParts(question, goal);
  const missing = compareUsd(best.missing, CENT) >= 0 ? best.missing : null;
  return {
    harvest: best.orderable,
    within: best.proof.proven ? null : best.proof.within,
    isProven: best.proof.proven,
    missing,
    room: null,
    usesLosses: null,
    leftOut: best.leftOut.length,
  };
}
