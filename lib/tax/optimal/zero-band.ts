import { partByUsd } from "@/lib/money/allocate";
import { minQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { compareRatio } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  maxUsd,
  minUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";
import { floorToOrder } from "@/lib/tax/harvest/orderable";
import { isKnown, type KnownLot, knownFront, saleOrder } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { Outcome } from "@/lib/tax/worksheets/year-return";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { bookOf, type HarvestBook, NO_HARVEST_COSTS } from "./harvest-book";
import type { HarvestCosts, HarvestPool, HarvestQuestion } from "./harvest-input";
import { type Harvest, harvestInParts } from "./harvest-result";
import { costsOf, type Line, termsOf } from "./line";
import { sideOf } from "./planes";
import { type PricedLot, priceLot } from "./priced-lot";
import { compareFigures } from "./problem";
import { figureOf, type Surface, taxSurface } from "./surface";

/** Long-term gains realised for no tax of this year: the lots' basis rises to the price when they are bought again. */
export interface GainHarvest {
  /** Most long-term gain the year can add without any tax, NIIT and lost deductions included. */
  readonly room: Usd;
  /** Gain realised by the orders: no more than `room`, partly sold lots cut down to eight decimals. */
  readonly stepUp: Usd;
  /** The part of it that only uses up losses of this year or carried in, which then help no later year. */
  readonly usesLosses: Usd;
  readonly harvest: Harvest;
  /** Nothing that adds no tax realises more (to the eighth decimal of a unit). */
  readonly isMost: boolean;
}

/**
 * Fills the room in which more long-term gain costs no tax (the 0 % band of IRC 1(h)(1)(B), and losses there are to cancel), by the
 * whole return: what pushes other income or NIIT up ends the room. Gains in the 28 % group and short-term gains have no such
 * band and are left. Among lots the least costs per dollar of gain come first, then the least value sold.
 */
export function fillZeroBand(asked: HarvestQuestion): GainHarvest {
  return atOnce(zeroBandInParts(asked));
}

/** The same in parts. */
export function* zeroBandInParts(asked: HarvestQuestion): PartsOfWork<GainHarvest> {
  const situation: Situation = { ...asked.situation, method: "schedule" };
  const surface = taxSurface(situation);
  const room = roomOf(situation, surface);
  const lines: Line[] = [];
  for (const pool of asked.pools) {
    lines.push(gainLine(pool, asked.sold, asked.costs ?? NO_HARVEST_COSTS));
    yield null;
  }
  const book: HarvestBook = {
    ...bookOf({ ...asked, situation, pools: [] }, surface),
    lines,
  };
  const { taken, left } = fill(book, room);
  yield null;
  const harvest = yield* harvestInParts(book, taken);
  const stepUp = harvest.totals.long;
  const { now, after } = harvest.saving;
  const taxedAtZero = subtractUsd(netCapitalGain(after), netCapitalGain(now));
  const isShut = asked.pools.every(
    ({ order, lots }, at) =>
      order === "identified" || lots.length === (book.lines[at]?.lots.length ?? 0),
  );
  return {
    room,
    stepUp,
    usesLosses: floorZeroUsd(subtractUsd(stepUp, taxedAtZero)),
    harvest,
    isMost: signUsd(left) === 0 || isShut,
  };
}

function netCapitalGain({ line15, line16 }: Outcome): Usd {
  return maxUsd(ZERO_USD, minUsd(line15, line16));
}

/** How much long gain can be added before the tax rises: the tax is straight between its planes, so one of them ends the room. */
function roomOf({ gains }: Situation, surface: Surface): Usd {
  const now = figureOf(surface.at(gains));
  const at = (more: Usd) => figureOf(surface.at({ ...gains, long: addUsd(gains.long, more) }));
  return surface.planes
    .filter(({ long }) => long)
    .map((plane) => negateUsd(sideOf(plane, gains)))
    .filter((more) => signUsd(more) > 0 && compareFigures(at(more), now) <= 0)
    .reduce((most, more) => (compareUsd(more, most) > 0 ? more : most), ZERO_USD);
}

/** Long-term lots with a gain; in a fixed order only those in front of everything else. */
function gainLine(pool: HarvestPool, sold: CalendarDate, asked: HarvestCosts): Line {
  const { price, order } = pool;
  const costs = costsOf(pool, asked);
  const terms = termsOf(pool, sold, costs);
  const priced = (lot: KnownLot): PricedLot => priceLot(lot, terms);
  const isGain = ({ kind, gain }: PricedLot) => kind === "long" && signUsd(gain) > 0;
  if (order === "identified") {
    return {
      pool,
      isFixed: false,
      costs,
      lots: pool.lots.filter(isKnown).map(priced).filter(isGain),
    };
  }
  const lots = knownFront(saleOrder(pool.lots, order, price, sold)).map(priced);
  const end = lots.findIndex((lot) => !isGain(lot));
  return { pool, isFixed: true, costs, lots: end < 0 ? lots : lots.slice(0, end) };
}

interface Place {
  readonly line: number;
  readonly index: number;
  readonly lot: PricedLot;
  readonly isFixed: boolean;
}

/** Lots one can name, cheapest first, then the lines of accounts that sell by a method, from their front. */
function fill(book: HarvestBook, room: Usd): { readonly taken: Quantity[][]; readonly left: Usd } {
  const taken = book.lines.map(({ lots }) => lots.map(() => ZERO_QUANTITY));
  const places: Place[] = book.lines.flatMap(({ lots, isFixed }, line) =>
    lots.map((lot, index) => ({ line, index, lot, isFixed })),
  );
  places.sort((a, b) =>
    a.isFixed === b.isFixed ? (a.isFixed ? 0 : byCost(a.lot, b.lot)) : a.isFixed ? 1 : -1,
  );
  let left = room;
  for (const { line, index, lot } of places) {
    const { quantity } = lot.lot;
    const isWhole = compareUsd(lot.gain, left) <= 0;
    const units = isWhole
      ? quantity
      : minQuantity(quantity, floorToOrder(partByUsd(quantity, left, lot.gain)));
    const list = taken[line];
    if (list !== undefined) {
      list[index] = units;
    }
    left = isWhole ? subtractUsd(left, lot.gain) : ZERO_USD;
    if (signUsd(left) === 0) {
      break;
    }
  }
  return { taken, left };
}

function byCost(a: PricedLot, b: PricedLot): number {
  const order = compareRatio(a.cost, a.gain, b.cost, b.gain);
  return order === 0 ? compareRatio(a.value, a.gain, b.value, b.gain) : order;
}
