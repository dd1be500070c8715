import type { Price } from "@/lib/money/price";
import {
  isZeroQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { addUsd, compareUsd, floorZeroUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";
import { ok, type Result } from "@/lib/result";
import { bestHarvestInParts } from "@/lib/tax/optimal/best-harvest";
import { totalsOf } from "@/lib/tax/optimal/choice";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import type { Proof } from "@/lib/tax/optimal/proof";
import type { AsOf, LedgerSettings, Quote, YearProfile } from "@/lib/tax/settings";
import type { AccountId } from "@/lib/tax/transaction";
import { type Outcome, outcomeOf } from "@/lib/tax/worksheets/year-return";
import type { LedgerResult, YearRefusal, YearResult } from "@/lib/tax/year-result";
import { type BookPosition, bookPositions } from "./book-positions";
import type { DoNotHarvest, HarvestPlan, HarvestRow, Saving } from "./harvest";
import { hindranceOf } from "./hindrances";
import { leaveAlone } from "./leave-alone";
import type { HarvestMark } from "./marks";
import type { Names } from "./names";
import { floorToOrder } from "./orderable";
import { carryoverAdded, rowOf } from "./plan-row";
import { CENT, deepestLoss, type Reach } from "./reachable";
import {
  firstUnits,
  NO_COSTS,
  partOfLot,
  type SaleCosts,
  type SimulatedSale,
  simulateSale,
} from "./sale";
import { afterSale, type Situation, savingIn, situationOf } from "./saving";

/** What a plan is made from. */
export interface PlanInput {
  readonly ledger: LedgerResult;
  readonly year: YearResult;
  readonly profile: YearProfile;
  readonly settings: LedgerSettings;
  readonly quotes: readonly Quote[];
  readonly asOf: AsOf;
  readonly costs?: SaleCosts;
  /** What single accounts charge, in place of `costs`. */
  readonly accountCosts?: ReadonlyMap<AccountId, SaleCosts>;
  /** What a person says stands in the way of selling. */
  readonly marks?: readonly HarvestMark[];
  /** How the reasons call accounts and assets; by their ids unless told. */
  readonly names?: Names;
}

/** A position with its price, ready to be tried. */
export interface Priced {
  readonly position: BookPosition;
  readonly price: Price;
}

/**
 * What to sell before the year ends: the sales of the exact best harvest (`bestHarvest`), the best first, each computed after
 * the ones above it by the whole worksheets. A sale takes the lots the account's method really takes (a FIFO account sells its oldest lots
 * first), so its gains count too. Then sales that would only add to the carryover, and what to leave alone and why.
 */
export function harvestPlan(input: PlanInput): Result<HarvestPlan, YearRefusal> {
  return atOnce(harvestPlanInParts(input));
}

/** The same in parts: with thousands of lots it takes a second. */
export function* harvestPlanInParts(
  input: PlanInput,
): PartsOfWork<Result<HarvestPlan, YearRefusal>> {
  const found = situationOf(input.year, input.profile);
  if (!found.ok) {
    return found;
  }
  const start = found.value;
  const positions = bookPositions(input);
  const hindered = new Map<BookPosition, DoNotHarvest>();
  for (const position of positions) {
    const hindrance = hindranceOf({ ...input, today: input.asOf.date }, position);
    if (hindrance !== null) {
      hindered.set(position, hindrance);
    }
  }
  const free = positions.filter((position) => !hindered.has(position));
  const priced = free.flatMap((position) =>
    position.price === null ? [] : [{ position, price: position.price }],
  );
  const saving = yield* savingRows(input, start, priced);
  const carry = yield* carryRows(input, saving.situation, priced, saving.rows);
  const rows = [...saving.rows, ...carry.rows];
  const without = outcomeOf(start);
  const withAll = outcomeOf(saving.situation);
  return ok({
    rows,
    leaveAlone: [
      ...hindered.values(),
      ...leaveAlone({ plan: input, start, positions: free, rows, zeroBand: carry.zeroBand }),
    ],
    without,
    withAll,
    saving: subtractUsd(without.tax.total, withAll.tax.total),
    carryoverChange: subtractUsd(carryoverOf(withAll), carryoverOf(without)),
    proof: saving.proof,
    lossUpToCap: lossUpToCap(start, without),
  });
}

/** Net loss that brings line 16 down to the loss limit: every dollar after that only adds to the carryover (IRC 1211(b), 1212(b)). */
function lossUpToCap({ profile, rules }: Situation, { line16 }: Outcome): Usd {
  return floorZeroUsd(addUsd(line16, rules.lossLimit[profile.filingStatus]));
}

function carryoverOf(outcome: Outcome): Usd {
  return addUsd(outcome.shortCarryoverOut, outcome.longCarryoverOut);
}

interface Candidate {
  readonly priced: Priced;
  readonly sale: SimulatedSale;
}

interface SavingRows {
  readonly rows: readonly HarvestRow[];
  readonly situation: Situation;
  readonly proof: Proof;
}

/**
 * The orders of the exact best harvest, each the best one left after the rows above it. Two losses can be worth something only
 * together (long losses first use up long gains taxed at 0 %), so a row is dropped only with all below it.
 */
function* savingRows(
  input: PlanInput,
  start: Situation,
  priced: readonly Priced[],
): PartsOfWork<SavingRows> {
  const { orderable, proof } = yield* bestHarvestInParts({
    situation: start,
    sold: input.asOf.date,
    costs: { ...(input.costs ?? NO_COSTS), fixedPer: "order" },
    pools: priced.map((each) => poolOf(input, each)),
  });
  const byName = new Map(priced.map((each) => [nameOf(each.position), each]));
  let left = orderable.sales.flatMap(({ pool, orders }) => {
    const of = byName.get(nameOf(pool));
    const units = floorToOrder(sumQuantity(orders.map(({ quantity }) => quantity)));
    return of === undefined || isZeroQuantity(units)
      ? []
      : [{ priced: of, sale: orderOf(input, of, units) }];
  });
  let situation = start;
  const rows: HarvestRow[] = [];
  let total = ZERO_USD;
  while (isWorthALine(situation, left)) {
    const [first, ...rest] = byNetSaving(situation, left);
    if (first === undefined) {
      break;
    }
    const reach = { quantity: first.sale.quantity, ...first };
    total = addUsd(total, first.saving.saving);
    rows.push(rowOf(rows.length + 1, first.priced.position, reach, total, false));
    situation = afterSale(situation, first.sale.totals);
    left = rest;
  }
  return { rows, situation, proof };
}

/** An order of so many units, as it would really close. */
function orderOf(input: PlanInput, { position, price }: Priced, units: Quantity): SimulatedSale {
  const parts = firstUnits(position.reachable, units, position.collectible);
  return simulateSale(parts, price, input.asOf.date, costsIn(input, position));
}

/** All lots of a position in the order a sale takes them; what stands behind an unknown basis is out of reach. */
function poolOf(input: PlanInput, { position, price }: Priced): HarvestPool {
  const { account, asset, collectible, reachable, blocked } = position;
  const lots = [...reachable, ...blocked];
  const costs = costsIn(input, position);
  return { account, asset, collectible, price, lots, order: "fifo", costs };
}

function costsIn(
  { costs, accountCosts }: PlanInput,
  { account }: Pick<BookPosition, "account">,
): SaleCosts {
  return accountCosts?.get(account) ?? costs ?? NO_COSTS;
}

/** True while the sales left save a cent together. */
function isWorthALine(situation: Situation, left: readonly Candidate[]): boolean {
  const { netSaving } = savingIn(situation, totalsOf(left.map(({ sale }) => sale)));
  return left.length > 0 && compareUsd(netSaving, CENT) >= 0;
}

type Ranked = Candidate & { readonly saving: Saving };

/** The best next sale first; the same saving for less value sold is better, then by name, so that no plan depends on the order of input. */
function byNetSaving(situation: Situation, left: readonly Candidate[]): readonly Ranked[] {
  const now = outcomeOf(situation);
  return left
    .map(({ priced, sale }) => ({ priced, sale, saving: savingIn(situation, sale.totals, now) }))
    .sort((a, b) => {
      const order = compareUsd(b.saving.netSaving, a.saving.netSaving);
      const value = order === 0 ? compareUsd(a.sale.gross, b.sale.gross) : order;
      return value !== 0 ? value : nameOf(a.priced.position) < nameOf(b.priced.position) ? -1 : 1;
    });
}

function nameOf({ account, asset }: Pick<BookPosition, "account" | "asset">): string {
  return `${account}\u0000${asset}`;
}

/** Rows that only add to the carryover, and positions whose loss would be used up on gains taxed at 0 %. */
function* carryRows(
  input: PlanInput,
  situation: Situation,
  priced: readonly Priced[],
  taken: readonly HarvestRow[],
): PartsOfWork<{
  readonly rows: readonly HarvestRow[];
  readonly zeroBand: readonly { priced: Priced; reach: Reach }[];
}> {
  const rows: HarvestRow[] = [];
  const zeroBand: { priced: Priced; reach: Reach }[] = [];
  const total = taken.at(-1)?.cumulativeSaving ?? ZERO_USD;
  let now = situation;
  for (const each of priced) {
    yield null;
    const rest = withoutTaken(each, taken);
    const deepest = deepestLoss({
      situation: now,
      ordered: rest.position.reachable,
      price: rest.price,
      sold: input.asOf.date,
      costs: costsIn(input, each.position),
      collectible: each.position.collectible,
    });
    if (deepest === null) {
      continue;
    }
    if (compareUsd(carryoverAdded(deepest.saving), CENT) >= 0) {
      rows.push(rowOf(taken.length + rows.length + 1, each.position, deepest, total, true));
      now = afterSale(now, deepest.sale.totals);
    } else {
      zeroBand.push({ priced: rest, reach: deepest });
    }
  }
  return { rows, zeroBand };
}

/** The position after the sales already in the plan. */
function withoutTaken(each: Priced, taken: readonly HarvestRow[]): Priced {
  const { position } = each;
  const row = taken.find(
    ({ account, asset }) => account === position.account && asset === position.asset,
  );
  if (row === undefined) {
    return each;
  }
  const sold = new Map(row.lots.map((lot) => [lot.lot, lot.quantity]));
  const reachable = position.reachable.flatMap((lot) => {
    const quantity = subtractQuantity(lot.quantity, sold.get(lot.lot) ?? ZERO_QUANTITY);
    return signQuantity(quantity) > 0 ? [partOfLot(lot, quantity)] : [];
  });
  return { ...each, position: { ...position, reachable } };
}
