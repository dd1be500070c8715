import type { Asking, GateRefusal } from "@/db/tenant";
import {
  addUsd,
  compareUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  usdText,
  ZERO_USD,
} from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { ok, type Result } from "@/lib/result";
import { type BookPosition, bookPositions } from "@/lib/tax/harvest/book-positions";
import { markOf, unhindered } from "@/lib/tax/harvest/hindrances";
import { CENT } from "@/lib/tax/harvest/reachable";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import { type Situation, situationOf } from "@/lib/tax/harvest/saving";
import { bestHarvestInParts } from "@/lib/tax/optimal/best-harvest";
import { goalInParts } from "@/lib/tax/optimal/goals";
import type { HarvestPool, HarvestQuestion } from "@/lib/tax/optimal/harvest-input";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import { fillZeroBand } from "@/lib/tax/optimal/zero-band";
import type { LedgerResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { type Books, yearOfBooks } from "./gains/books";
import { estimateUsd } from "./gains/plain";
import { adviceKey, planOf } from "./gains/plan-of";
import { gainOf, type SoldSum, soldSum } from "./gains/sold-sum";
import { accountCosts, readCosts, type TypedCosts } from "./gains/typed-costs";
import { type PairedSheet, pairedSheets } from "./gains/worksheet-pair";
import { inTurns } from "./in-turns";
import { type BooksOptions, loadBooks } from "./load-books";
import { harvestOrders } from "./sale-choice/harvest-orders";
import type { HarvestOrderView } from "./sale-choice/sale-views";

/** What a harvest is for. */
export const GOALS = ["best", "use-up-gains", "fill-zero-band", "reach-loss-limit"] as const;

/** One of them. */
export type GoalId = (typeof GOALS)[number];

/** What is asked: the goal, and whether lots are named before the sale or the accounts sell by their own order. */
export interface GoalWish {
  readonly goal: GoalId;
  readonly isNamed: boolean;
}

/** The best harvest for a goal. Saving and carryover stand apart. */
export interface GoalView {
  readonly goal: GoalId;
  readonly isNamed: boolean;
  /** Null: nothing is better by a cent (for "fill-zero-band": nothing realises more). */
  readonly within: string | null;
  readonly isProven: boolean;
  /** Dollars of gain left above the goal; null when it is reached or there is none. */
  readonly missing: string | null;
  /** Gain harvesting: the room there is, and what of it only uses up losses. */
  readonly room: string | null;
  readonly usesLosses: string | null;
  readonly gain: string;
  readonly soldValue: string;
  readonly saving: string;
  readonly fees: string;
  readonly netSaving: string;
  readonly carryoverAdded: string;
  readonly orders: readonly HarvestOrderView[];
  /** The orders written out, and the year without and with them. */
  readonly sum: SoldSum;
  readonly sheets: readonly PairedSheet[];
  readonly leftOut: number;
}

/**
 * What to sell for a goal of this year, exactly: the least tax after costs, no gain left, the 0 % band filled with long-term gain, or the
 * whole loss that can be taken off other income. Null without a profile, without the year's amounts or with nothing held.
 */
export async function viewBestHarvest(
  user: Asking,
  clientId: string,
  wish: GoalWish,
  options: BooksOptions = {},
  typedCosts: TypedCosts = {},
): Promise<Result<GoalView | null, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  return loaded.ok ? ok(await goalView(loaded.value, wish, typedCosts)) : loaded;
}

/** What naming the lots before the sales saves beyond what the accounts sell by themselves. */
export interface NamingWorth {
  /** Tax and costs less, in dollars as text. */
  readonly worth: string;
  /** Tax with the named lots less with the list's, costs of the one less those of the other. */
  readonly tax: string;
  readonly costs: string;
  /** The year with the list's sales, and with the named lots. */
  readonly sheets: readonly PairedSheet[];
}

/** The same, line by line; null where it is under a cent or not known. */
export async function viewNamingWorth(
  user: Asking,
  clientId: string,
  options: BooksOptions = {},
  typedCosts: TypedCosts = {},
): Promise<Result<NamingWorth | null, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  const plan = year === null ? null : planOf(books, year, readCosts(typedCosts).costs);
  const named = await found(books, { goal: "best", isNamed: true }, typedCosts);
  if (plan === null || named === null) {
    return ok(null);
  }
  const { after, fees, netSaving } = named.harvest.saving;
  const listFees = sumUsd(plan.rows.flatMap((row) => (row.pastCap ? [] : [row.fees])));
  const more = subtractUsd(netSaving, subtractUsd(plan.saving, listFees));
  return ok(
    compareUsd(more, CENT) < 0
      ? null
      : {
          worth: estimateUsd(more),
          tax: estimateUsd(subtractUsd(after.tax.total, plan.withAll.tax.total)),
          costs: estimateUsd(subtractUsd(fees, listFees)),
          sheets: pairedSheets(plan.withAll, after),
        },
  );
}

interface FoundHarvest {
  readonly harvest: Harvest;
  readonly within: Usd | null;
  readonly isProven: boolean;
  readonly missing: Usd | null;
  readonly room: Usd | null;
  readonly usesLosses: Usd | null;
  readonly leftOut: number;
}

const kept = new WeakMap<
  LedgerResult,
  { readonly key: string; readonly answers: Map<string, Promise<FoundHarvest>> }
>();

/**
 * The engine's answer; kept with the computed books while prices, marks and costs stay the same. With fixed costs and thousands of lots
 * it takes seconds, in turns with whatever else the process has to do.
 */
async function found(
  books: Books,
  wish: GoalWish,
  typedCosts: TypedCosts,
): Promise<FoundHarvest | null> {
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  const situation = year === null || year.profile === null ? null : situationOf(year, year.profile);
  if (situation === null || !situation.ok || books.ledger.openLots.length === 0) {
    return null;
  }
  const { costs } = readCosts(typedCosts);
  const { rate, fixed, isTyped } = costs;
  const key = JSON.stringify([adviceKey(books), rate, usdText(fixed), isTyped]);
  const before = kept.get(books.ledger);
  const answers = before?.key === key ? before.answers : new Map<string, Promise<FoundHarvest>>();
  kept.set(books.ledger, { key, answers });
  const name = `${wish.goal} ${wish.isNamed}`;
  const answer =
    answers.get(name) ??
    inTurns(
      ask(situation.value, wish.goal, {
        sold: books.asOf.date,
        costs: { rate, fixed, fixedPer: "order" },
        pools: advisable(books, wish.goal).flatMap((position) =>
          poolOf(position, wish.isNamed, accountCosts(books, costs).get(position.account)),
        ),
      }),
    );
  answers.set(name, answer);
  answer.catch(() => answers.delete(name));
  return answer;
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
    const { harvest, isMost, room, usesLosses } = fillZeroBand(question);
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

async function goalView(
  books: Books,
  wish: GoalWish,
  typedCosts: TypedCosts,
): Promise<GoalView | null> {
  const answer = await found(books, wish, typedCosts);
  if (answer === null) {
    return null;
  }
  const { harvest, within, isProven, missing, room, usesLosses, leftOut } = answer;
  const { saving, totals } = harvest;
  return {
    goal: wish.goal,
    isNamed: wish.isNamed,
    within: estimateUsd(within),
    isProven,
    missing: estimateUsd(missing),
    room: estimateUsd(room),
    usesLosses: estimateUsd(usesLosses),
    gain: estimateUsd(gainOf(totals)),
    soldValue: estimateUsd(harvest.soldValue),
    saving: estimateUsd(saving.saving),
    fees: estimateUsd(saving.fees),
    netSaving: estimateUsd(saving.netSaving),
    carryoverAdded: estimateUsd(addUsd(saving.shortCarryoverChange, saving.longCarryoverChange)),
    orders: harvestOrders(books, harvest, wish.isNamed),
    sum: soldSum(harvest.soldValue, totals, saving),
    sheets: pairedSheets(saving.now, saving.after),
    leftOut,
  };
}
