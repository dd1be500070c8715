import { partByUsd, shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { compareRatio } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  usd,
} from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { invariant } from "@/lib/result";
import { floorToOrder } from "@/lib/tax/harvest/orderable";
import type { KnownLot } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import { bookOf, type HarvestBook, nothingOf, ordersInParts } from "./harvest-book";
import type { ByClass, HarvestPool, HarvestQuestion, Sold } from "./harvest-input";
import { type Harvest, harvestInParts } from "./harvest-result";
import { bestSold } from "./harvest-search";
import type { PricedLot } from "./priced-lot";
import { taxSurface } from "./surface";

/**
 * A part of the losses there are: what a dollar of them is worth in other years, and how many dollars this year shall take, with those
 * it has already.
 */
export interface LossShare {
  readonly worth: ByClass;
  readonly take: Usd;
}

/**
 * The harvest that takes about so much loss: the best one if a dollar of loss had to save a little more than it is worth elsewhere, the
 * best one if it had to save a little less, or, where the amount lies between them, the first with lots of the second up to it, those
 * with the least costs first. Real orders, cut at eight decimals; how good they are is for whoever asks to find out.
 */
export function* partOfLosses(
  asked: HarvestQuestion,
  { worth, take: all }: LossShare,
): PartsOfWork<Harvest> {
  const situation = { ...asked.situation, method: "schedule" as const };
  const take = subtractUsd(all, lossesBefore(situation));
  const surface = taxSurface(situation);
  const at = (lossPrice: ByClass) => bookOf({ ...asked, situation, lossPrice }, surface);
  const book = bookOf({ ...asked, situation }, surface);
  const dearer = at(mapped(worth, (each) => addUsd(each, A_LITTLE)));
  const least = (yield* bestSold(dearer, asked.patience)).taken;
  const fewest = yield* lossOf(book, least);
  if (compareUsd(fewest, take) >= 0 || book.lines.some(({ isFixed }) => isFixed)) {
    return yield* harvestInParts(book, inOrders(book, least));
  }
  const cheaper = at(mapped(worth, (each) => floorZeroUsd(subtractUsd(each, A_LITTLE))));
  const most = (yield* bestSold(cheaper, asked.patience)).taken;
  const isPast = compareUsd(yield* lossOf(book, most), take) > 0;
  return yield* harvestInParts(
    book,
    inOrders(
      book,
      isPast
        ? filledUp(moreOf(book, least, most).sort(byCost), least, subtractUsd(take, fewest))
        : most,
    ),
  );
}

/**
 * Losses for this year and later ones: of lots that can be named, those that are better sold now than in any later year, the best for a
 * dollar of loss first, until the year has so much loss with what it has already. How good they are is for whoever asks to find out.
 */
export function* lossesAhead(
  asked: HarvestQuestion,
  better: (pool: HarvestPool, lot: KnownLot) => Usd,
  upTo: Usd,
): PartsOfWork<Harvest> {
  const situation = { ...asked.situation, method: "schedule" as const };
  const book = bookOf({ ...asked, situation }, taxSurface(situation));
  const nothing = nothingOf(book);
  const all = book.lines.map(({ isFixed, lots }) =>
    lots.map(({ lot }) => (isFixed ? ZERO_QUANTITY : lot.quantity)),
  );
  const ranked = moreOf(book, nothing, all)
    .map((more) => ({ more, by: better(poolOf(book, more), more.lot.lot) }))
    .filter(({ by }) => signUsd(addUsd(by, A_LITTLE)) > 0)
    .sort((a, b) => compareRatio(b.by, b.more.loss, a.by, a.more.loss));
  const open = subtractUsd(upTo, lossesBefore(situation));
  return yield* harvestInParts(
    book,
    inOrders(
      book,
      filledUp(
        ranked.map(({ more }) => more),
        nothing,
        open,
      ),
    ),
  );
}

/** Losses that are in the year already: carried in, and realised. */
function lossesBefore({ carryoverIn, gains }: Situation): Usd {
  const realised = [gains.short, gains.long, gains.collectible].map((gain) =>
    floorZeroUsd(negateUsd(gain)),
  );
  return sumUsd([carryoverIn.short, carryoverIn.long, ...realised]);
}

/** Far less than two rates of tax are apart, far more than an exact price is off. */
const A_LITTLE: Usd = usd("0.000001");

function mapped({ short, long, collectible }: ByClass, by: (each: Usd) => Usd): ByClass {
  return { short: by(short), long: by(long), collectible: by(collectible) };
}

/** Dollars lost by a choice, gains on the way taken off. */
function* lossOf(book: HarvestBook, taken: Sold): PartsOfWork<Usd> {
  const orders = yield* ordersInParts(book, taken);
  return negateUsd(
    sumUsd(
      orders.flatMap((own) =>
        own.flatMap(({ totals }) => [totals.short, totals.long, totals.collectible]),
      ),
    ),
  );
}

interface More {
  readonly line: number;
  readonly index: number;
  readonly units: Quantity;
  readonly loss: Usd;
  readonly lot: PricedLot;
}

/** A choice with more lots in their order until they lose so much more. */
function filledUp(more: readonly More[], least: Sold, all: Usd): Sold {
  const taken = least.map((list) => [...list]);
  let open = all;
  for (const { line, index, units, loss } of more) {
    const list = taken[line];
    if (signUsd(open) <= 0 || list === undefined) {
      break;
    }
    const isWhole = compareUsd(loss, open) <= 0;
    const part = isWhole ? units : partByUsd(units, open, loss);
    list[index] = addQuantity(list[index] ?? ZERO_QUANTITY, part);
    open = subtractUsd(open, loss);
  }
  return taken;
}

/** What the larger choice sells besides. */
function moreOf({ lines }: HarvestBook, least: Sold, most: Sold): More[] {
  return lines.flatMap(({ lots }, line) =>
    lots.flatMap((lot, index) => {
      const [few, many] = [least[line]?.[index], most[line]?.[index]];
      const units = subtractQuantity(many ?? ZERO_QUANTITY, few ?? ZERO_QUANTITY);
      const loss = shareOf(negateUsd(lot.gain), units, lot.lot.quantity);
      return signQuantity(units) > 0 && signUsd(loss) > 0
        ? [{ line, index, units, loss, lot }]
        : [];
    }),
  );
}

function poolOf({ lines }: HarvestBook, { line }: More): HarvestPool {
  const of = lines[line];
  invariant(of !== undefined, "what is sold stands in a line");
  return of.pool;
}

function byCost({ lot: a }: More, { lot: b }: More): number {
  return compareRatio(a.cost, negateUsd(a.gain), b.cost, negateUsd(b.gain));
}

/** Parts of lots cut at eight decimals. */
function inOrders({ lines }: HarvestBook, taken: Sold): Sold {
  return taken.map((list, line) =>
    list.map((units, index) => {
      const all = lines[line]?.lots[index]?.lot.quantity;
      const isPart = all !== undefined && compareQuantity(units, all) < 0;
      return isPart ? floorToOrder(units) : units;
    }),
  );
}
