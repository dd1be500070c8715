import { shareOf } from "@/lib/money/allocate";
import type { Price } from "@/lib/money/price";
import { type Quantity, signQuantity, subtractQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { addUsd, compareUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import type { AsOf, LedgerSettings, Quote, YearProfile } from "@/lib/tax/settings";
import { type Outcome, outcomeOf } from "@/lib/tax/worksheets/year-return";
import type { LedgerResult, YearRefusal, YearResult } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { type BookPosition, bookPositions } from "./book-positions";
import type { HarvestPlan, HarvestRow, Saving } from "./harvest";
import { leaveAlone } from "./leave-alone";
import { bestOrder, CENT, deepestLoss, type Reach } from "./reachable";
import { rowReason } from "./reasons";
import { type KnownLot, NO_COSTS, type SaleCosts } from "./sale";
import { afterSale, type Situation, situationOf } from "./saving";

/** What a plan is made from. */
export interface PlanInput {
  readonly ledger: LedgerResult;
  readonly year: YearResult;
  readonly profile: YearProfile;
  readonly settings: LedgerSettings;
  readonly quotes: readonly Quote[];
  readonly asOf: AsOf;
  readonly costs?: SaleCosts;
}

/** A position with its price, ready to be tried. */
export interface Priced {
  readonly position: BookPosition;
  readonly price: Price;
}

/**
 * What to sell before the year ends: sales that lower this year's tax, the best first, each computed after the ones above
 * it by the whole worksheets. A sale takes the lots the account's method really takes (a FIFO account sells its oldest lots
 * first), so its gains count too. Then sales that would only add to the carryover, and what to leave alone and why.
 */
export function harvestPlan(input: PlanInput): Result<HarvestPlan, YearRefusal> {
  const found = situationOf(input.year, input.profile);
  if (!found.ok) {
    return found;
  }
  const start = found.value;
  const positions = bookPositions(input);
  const priced = positions.flatMap((position) =>
    position.price === null ? [] : [{ position, price: position.price }],
  );
  const saving = savingRows(input, start, priced);
  const carry = carryRows(input, saving.situation, priced, saving.rows);
  const rows = [...saving.rows, ...carry.rows];
  const without = outcomeOf(start);
  const withAll = outcomeOf(saving.situation);
  return ok({
    rows,
    leaveAlone: leaveAlone({ plan: input, start, positions, rows, zeroBand: carry.zeroBand }),
    without,
    withAll,
    saving: subtractUsd(without.tax.total, withAll.tax.total),
    carryoverChange: subtractUsd(carryoverOf(withAll), carryoverOf(without)),
  });
}

function carryoverOf(outcome: Outcome): Usd {
  return addUsd(outcome.shortCarryoverOut, outcome.longCarryoverOut);
}

function bestSale(
  situation: Situation,
  { position, price }: Priced,
  sold: CalendarDate,
  costs: SaleCosts,
): Reach | null {
  const { reachable: ordered, collectible } = position;
  return bestOrder({ situation, ordered, price, sold, costs, collectible });
}

interface Candidate {
  readonly priced: Priced;
  readonly best: Reach;
}

/** Rows that lower this year's tax, greedily; a candidate is computed anew only when it comes to the front. */
function savingRows(
  input: PlanInput,
  start: Situation,
  priced: readonly Priced[],
): { readonly rows: readonly HarvestRow[]; readonly situation: Situation } {
  const costs = input.costs ?? NO_COSTS;
  const retry = (situation: Situation, each: Priced): Candidate[] => {
    const best = bestSale(situation, each, input.asOf.date, costs);
    return best === null ? [] : [{ priced: each, best }];
  };
  let situation = start;
  let candidates = priced.flatMap((each) => retry(situation, each)).sort(bySaving);
  const rows: HarvestRow[] = [];
  let total = ZERO_USD;
  for (let [front, ...rest] = candidates; front !== undefined; [front, ...rest] = candidates) {
    const fresh = retry(situation, front.priced);
    const [now] = fresh;
    candidates = rest;
    if (now === undefined) {
      continue;
    }
    const [next] = rest;
    if (next !== undefined && bySaving(now, next) > 0) {
      candidates = [...fresh, ...rest].sort(bySaving);
      continue;
    }
    total = addUsd(total, now.best.saving.saving);
    rows.push(rowOf(rows.length + 1, now.priced.position, now.best, total, false));
    situation = afterSale(situation, now.best.sale.totals);
  }
  return { rows, situation };
}

function bySaving(a: Candidate, b: Candidate): number {
  const order = compareUsd(b.best.saving.netSaving, a.best.saving.netSaving);
  if (order !== 0) {
    return order;
  }
  // The same saving for less value sold is better; then by name, so that the plan never depends on the order of input.
  const value = compareUsd(a.best.sale.gross, b.best.sale.gross);
  const [x, y] = [a.priced.position, b.priced.position];
  return value !== 0 ? value : nameOf(x) < nameOf(y) ? -1 : 1;
}

function nameOf({ account, asset }: BookPosition): string {
  return `${account}\u0000${asset}`;
}

/** Rows that only add to the carryover, and positions whose loss would be used up on gains taxed at 0 %. */
function carryRows(
  input: PlanInput,
  situation: Situation,
  priced: readonly Priced[],
  taken: readonly HarvestRow[],
): {
  readonly rows: readonly HarvestRow[];
  readonly zeroBand: readonly { priced: Priced; reach: Reach }[];
} {
  const rows: HarvestRow[] = [];
  const zeroBand: { priced: Priced; reach: Reach }[] = [];
  const total = taken.at(-1)?.cumulativeSaving ?? ZERO_USD;
  let now = situation;
  for (const each of priced) {
    const rest = withoutTaken(each, taken);
    const deepest = deepestLoss({
      situation: now,
      ordered: rest.position.reachable,
      price: rest.price,
      sold: input.asOf.date,
      costs: input.costs ?? NO_COSTS,
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
    return signQuantity(quantity) > 0 ? [remaining(lot, quantity)] : [];
  });
  return { ...each, position: { ...position, reachable } };
}

function remaining(lot: KnownLot, quantity: Quantity): KnownLot {
  const basis = shareOf(lot.basis, quantity, lot.quantity);
  const lossBasis = lot.lossBasis === null ? null : shareOf(lot.lossBasis, quantity, lot.quantity);
  return { ...lot, quantity, basis, lossBasis };
}

function carryoverAdded(saving: Saving): Usd {
  return addUsd(saving.shortCarryoverChange, saving.longCarryoverChange);
}

function rowOf(
  rank: number,
  position: BookPosition,
  best: Reach,
  cumulativeSaving: Usd,
  pastCap: boolean,
): HarvestRow {
  const { account, asset, method } = position;
  const { sale, saving, quantity } = best;
  return {
    rank,
    account,
    asset,
    method,
    lots: sale.lots,
    quantity,
    value: sale.gross,
    shortGain: sale.totals.short,
    longGain: addUsd(sale.totals.long, sale.totals.collectible),
    collectibleGain: sale.totals.collectible,
    saving: saving.saving,
    cumulativeSaving,
    carryoverAdded: carryoverAdded(saving),
    pastCap,
    reason: rowReason(method, best),
  };
}
