import {
  compareQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { compareUsd, type Usd, usd } from "@/lib/money/usd";
import { atOnce, mapInParts, type PartsOfWork } from "@/lib/parts-of-work";
import { err, ok, type Result } from "@/lib/result";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { floorToOrder, nextOrder } from "@/lib/tax/harvest/orderable";
import { isKnown, type KnownLot, knownFront, saleOrder } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { anywhereSold, REGIONS_AT_MOST } from "./anywhere-search";
import { bookOf, type HarvestBook, leastOf, NO_HARVEST_COSTS, unitsOf } from "./harvest-book";
import type { HarvestCosts, HarvestPool, HarvestQuestion, Sold } from "./harvest-input";
import { type Harvest, harvestInParts } from "./harvest-result";
import { costsOf, type Line, termsOf } from "./line";
import { priceLot } from "./priced-lot";
import { type Proof, proofOf } from "./proof";
import { taxSurface } from "./surface";

/** So many units of one asset, out of whichever accounts: the pools are one asset at one price. */
export interface AnywhereQuestion extends HarvestQuestion {
  readonly quantity: Quantity;
}

/** How to split a sale over accounts and lots. */
export interface AnywhereSale {
  readonly best: Harvest;
  /** The same in quantities one can order: parts of lots to eight decimals, one of them taking the rest. */
  readonly orderable: Harvest;
  readonly proof: Proof;
  readonly leftOut: readonly OpenLot[];
}

/** Why it cannot be split. */
export interface AnywhereRefusal {
  readonly code: "not-enough-known-lots";
  readonly message: string;
}

/**
 * Sells a quantity of one asset so that this year's tax and the costs of selling are least together: where lots can be named an account
 * gives any of them, each at what it charges; one that sells by a method gives its lots only in that order (Reg. 1.1012-1(j): each
 * order still takes its own account's lots). Exact where no fixed cost falls on an order of several classes; else within what it says.
 */
export function sellAnywhere(asked: AnywhereQuestion): Result<AnywhereSale, AnywhereRefusal> {
  return atOnce(sellAnywhereInParts(asked));
}

/** The same in parts, which tell how many ranges of the year's gains are looked into. */
export function* sellAnywhereInParts(
  asked: AnywhereQuestion,
): PartsOfWork<Result<AnywhereSale, AnywhereRefusal>> {
  const situation = { ...asked.situation, method: "schedule" as const };
  const book = yield* wholeBook(asked, situation);
  const held = sumQuantity(book.lines.flatMap(({ lots }) => lots.map(({ lot }) => lot.quantity)));
  if (signQuantity(asked.quantity) <= 0 || compareQuantity(asked.quantity, held) > 0) {
    return err({
      code: "not-enough-known-lots",
      message: "These accounts do not hold so many units that can be sold with a known basis.",
    });
  }
  const found = yield* anywhereSold(book, asked.quantity, asked.patience ?? REGIONS_AT_MOST);
  const best = yield* harvestInParts(book, found.taken);
  const inOrders = yield* orderable(book, found.taken);
  return ok({
    best,
    orderable: yield* harvestInParts(book, inOrders),
    proof: proofTo(found.score.figure, found.bound),
    leftOut: asked.pools.flatMap(({ lots }) => lots.filter((lot) => !isKnown(lot))),
  });
}

/** The last fraction of a cent is not told apart. */
function proofTo(figure: Usd, bound: Usd): Proof {
  const proof = proofOf(figure, bound);
  return proof.proven || compareUsd(proof.within, HALF_A_CENT) <= 0 ? { proven: true } : proof;
}

const HALF_A_CENT = usd("0.005");

function* wholeBook(asked: AnywhereQuestion, situation: Situation): PartsOfWork<HarvestBook> {
  const costs = asked.costs ?? NO_HARVEST_COSTS;
  const lines: Line[] = [];
  for (const pool of asked.pools) {
    lines.push(yield* wholeLine(pool, asked.sold, costs));
  }
  return { ...bookOf({ ...asked, situation, pools: [] }, taxSurface(situation)), lines };
}

/** Every lot a sale of this account can take with a known result. */
function* wholeLine(pool: HarvestPool, sold: CalendarDate, asked: HarvestCosts): PartsOfWork<Line> {
  const { price, order } = pool;
  const costs = costsOf(pool, asked);
  const terms = termsOf(pool, sold, costs);
  const known =
    order === "identified"
      ? pool.lots.filter(isKnown)
      : knownFront(saleOrder(pool.lots, order, price, sold));
  const lots = yield* mapInParts(known, (lot: KnownLot) => priceLot(lot, terms));
  return { pool, isFixed: order !== "identified", costs, lots };
}

interface Cut {
  readonly line: number;
  readonly index: number;
  readonly units: Quantity;
  readonly all: Quantity;
}

/** Lots sold in part at eight decimals, each of them in turn taking what is left over. */
function* orderable(book: HarvestBook, taken: Sold): PartsOfWork<Sold> {
  const cuts: Cut[] = taken.flatMap((list, line) =>
    list.flatMap((units, index) => {
      const all = book.lines[line]?.lots[index]?.lot.quantity ?? ZERO_QUANTITY;
      const isCut = !isZeroQuantity(units) && compareQuantity(units, all) < 0;
      return isCut ? [{ line, index, units, all }] : [];
    }),
  );
  const total = sumQuantity(cuts.map(({ units }) => units));
  const ways = cuts
    .flatMap((rest) =>
      [floorToOrder, upToOrder].map((round) => filled(taken, cuts, rest, total, round)),
    )
    .filter((each) => each !== null);
  return (yield* leastOf(book, ways)) ?? taken;
}

const upToOrder = (units: Quantity): Quantity => {
  const below = floorToOrder(units);
  return compareQuantity(below, units) === 0 ? below : nextOrder(below);
};

function filled(
  taken: Sold,
  cuts: readonly Cut[],
  rest: Cut,
  total: Quantity,
  round: (units: Quantity) => Quantity,
): Sold | null {
  const others = cuts.filter((cut) => cut !== rest);
  const rounded = others.map((cut) => ({ ...cut, units: minQuantity(round(cut.units), cut.all) }));
  const left = subtractQuantity(total, unitsOf(rounded.map(({ units }) => units)));
  if (signQuantity(left) < 0 || compareQuantity(left, rest.all) > 0) {
    return null;
  }
  const changed = [...rounded, { ...rest, units: left }];
  return taken.map((list, line) =>
    list.map(
      (units, index) =>
        changed.find((cut) => cut.line === line && cut.index === index)?.units ?? units,
    ),
  );
}
