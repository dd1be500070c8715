import type { Asking, GateRefusal } from "@/db/tenant";
import { addUsd, compareUsd, subtractUsd, sumUsd } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import { CENT } from "@/lib/tax/harvest/reachable";
import { yearOf } from "@/lib/time/calendar-date";
import type { GoalId, GoalWish } from "./best-harvest/goal-wish";
import { type FoundHarvest, harvestAtWork } from "./best-harvest/harvest-at-work";
import { type Books, yearOfBooks } from "./gains/books";
import { totalsOfRows } from "./gains/picks";
import { estimateUsd } from "./gains/plain";
import { planAhead, planOf } from "./gains/plan-of";
import { gainOf, type SoldSum, soldSum } from "./gains/sold-sum";
import { readCosts, type TypedCosts } from "./gains/typed-costs";
import { type PairedSheet, pairedSheets } from "./gains/worksheet-pair";
import { type BooksOptions, loadBooks } from "./load-books";
import { harvestOrders } from "./sale-choice/harvest-orders";
import type { HarvestOrderView } from "./sale-choice/sale-views";
import { type Progressed, SOON_MS, soon } from "./soon";

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

/** The harvest for a goal, or how far it is. */
export interface SoonGoal {
  /** Null without a profile, without the year's amounts, with nothing held, and while it is worked out. */
  readonly goal: GoalView | null;
  /** Null once it is there. */
  readonly working: Progressed | null;
}

/**
 * What to sell for a goal of this year, exactly: the least tax after costs, no gain left, the 0 % band filled with long-term gain, or the
 * whole loss that can be taken off other income. With fixed costs and very many lots it takes longer than a page waits: then how far
 * it is; it goes on by itself, and a later look finds it.
 */
export async function viewBestHarvest(
  user: Asking,
  clientId: string,
  wish: GoalWish,
  { waits = SOON_MS, ...options }: BooksOptions & { readonly waits?: number } = {},
  typedCosts: TypedCosts = {},
): Promise<Result<SoonGoal, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  return loaded.ok ? ok(await goalSoon(loaded.value, wish, typedCosts, waits)) : loaded;
}

/** What naming the lots before the sales saves beyond what the accounts sell by themselves. */
export interface NamingWorth {
  /** Tax and costs less, in dollars as text. */
  readonly worth: string;
  /** Tax with the named lots less with the list's, costs of the one less those of the other. */
  readonly tax: string;
  readonly costs: string;
  /** The sales of the list written out, and those of named lots. */
  readonly sums: readonly [SoldSum, SoldSum];
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
  const { costs } = readCosts(typedCosts);
  await planAhead(books, costs);
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  const plan = year === null ? null : planOf(books, year, costs);
  const named =
    (await harvestAtWork(books, { goal: "best", isNamed: true }, typedCosts)?.made) ?? null;
  if (plan === null || named === null) {
    return ok(null);
  }
  const { now, after, fees, netSaving } = named.harvest.saving;
  const listed = plan.rows.filter((row) => !row.pastCap);
  const list = totalsOfRows(listed);
  const listFees = list.fees;
  const more = subtractUsd(netSaving, subtractUsd(plan.saving, listFees));
  return ok(
    compareUsd(more, CENT) < 0
      ? null
      : {
          worth: estimateUsd(more),
          tax: estimateUsd(subtractUsd(after.tax.total, plan.withAll.tax.total)),
          costs: estimateUsd(subtractUsd(fees, listFees)),
          sums: [
            soldSum(sumUsd(listed.map(({ value }) => value)), list, { now, after: plan.withAll }),
            soldSum(named.harvest.soldValue, named.harvest.totals, { now, after }),
          ],
          sheets: pairedSheets(plan.withAll, after),
        },
  );
}

async function goalSoon(
  books: Books,
  wish: GoalWish,
  typedCosts: TypedCosts,
  waits: number,
): Promise<SoonGoal> {
  const work = harvestAtWork(books, wish, typedCosts);
  if (work === null) {
    return { goal: null, working: null };
  }
  const found = await soon(work.made, waits);
  return found === null
    ? { goal: null, working: work.progress() }
    : { goal: goalView(books, wish, found), working: null };
}

function goalView(books: Books, wish: GoalWish, answer: FoundHarvest): GoalView {
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
