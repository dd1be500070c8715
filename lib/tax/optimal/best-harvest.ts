import {
  compareQuantity,
  isZeroQuantity,
  type Quantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { floorToOrder, nextOrder } from "@/lib/tax/harvest/orderable";
import { isKnown } from "@/lib/tax/harvest/sale";
import { bookOf, type HarvestBook, leastOf, pricedInParts } from "./harvest-book";
import type { HarvestQuestion, Sold } from "./harvest-input";
import { type Harvest, harvestInParts } from "./harvest-result";
import { bestSold, type HarvestFound } from "./harvest-search";
import { type Proof, proofOf } from "./proof";
import { type Surface, taxSurface } from "./surface";

/** The best harvest of a year, or the best for a goal. */
export interface BestHarvest {
  readonly best: Harvest;
  /** The same in quantities one can order: parts of lots to eight decimals. */
  readonly orderable: Harvest;
  readonly proof: Proof;
  /** No choice as good sells less value ("smallest disturbance"). */
  readonly isLeastValue: boolean;
  readonly leftOut: readonly OpenLot[];
}

/**
 * What to sell, and how much of it, so that this year's tax falls most after all costs: a true maximum of tax now - tax after -
 * costs over every divisible quantity of every lot that can be reached, and of all such choices the one that sells the least
 * value. Federal income tax and NIIT by the exact rate schedule; carryovers and later years are not valued.
 */
export function bestHarvest(asked: HarvestQuestion): BestHarvest {
  return atOnce(bestHarvestInParts(asked));
}

/** The same in parts: with fixed costs and thousands of lots it takes seconds. */
export function bestHarvestInParts(asked: HarvestQuestion): PartsOfWork<BestHarvest> {
  const question: HarvestQuestion = {
    ...asked,
    situation: { ...asked.situation, method: "schedule" },
  };
  return harvestFor(question, taxSurface(question.situation));
}

/** The harvest that makes a figure of the year (and its costs) least. */
export function* harvestFor(question: HarvestQuestion, surface: Surface): PartsOfWork<BestHarvest> {
  yield* pricedInParts(question);
  const book = bookOf(question, surface);
  const found = yield* bestSold(book, question.patience);
  const inOrders = yield* orderable(book, found);
  return {
    best: yield* harvestInParts(book, found.taken),
    orderable: yield* harvestInParts(book, inOrders),
    proof: proofOf(found.score.figure, found.bound),
    isLeastValue: found.isLeastValue,
    leftOut: question.pools.flatMap(({ lots }) => lots.filter((lot) => !isKnown(lot))),
  };
}

const MOST_PARTS = 6;

/** Each lot sold in part at eight decimals, down or up, whichever is better together. */
function* orderable(book: HarvestBook, { taken }: HarvestFound): PartsOfWork<Sold> {
  const cut = taken.flatMap((list, line) =>
    list.flatMap((units, index) => {
      const all = book.lines[line]?.lots[index]?.lot.quantity ?? ZERO_QUANTITY;
      const isCut = !isZeroQuantity(units) && compareQuantity(units, all) < 0;
      return isCut ? [{ line, index, choices: choicesOf(units, all) }] : [];
    }),
  );
  const ways = cut
    .slice(0, MOST_PARTS)
    .reduce<readonly Sold[]>(
      (list, { line, index, choices }) =>
        list.flatMap((each) => choices.map((units) => replaced(each, line, index, units))),
      [
        cut
          .slice(MOST_PARTS)
          .reduce(
            (each, { line, index, choices }) =>
              replaced(each, line, index, choices[0] ?? ZERO_QUANTITY),
            taken,
          ),
      ],
    );
  return (yield* leastOf(book, ways)) ?? taken;
}

function choicesOf(units: Quantity, all: Quantity): readonly Quantity[] {
  const below = floorToOrder(units);
  const above = nextOrder(below);
  return compareQuantity(below, units) === 0 || compareQuantity(above, all) > 0
    ? [below]
    : [below, above];
}

function replaced(taken: Sold, line: number, index: number, units: Quantity): Sold {
  return taken.map((list, at) =>
    at === line ? list.map((each, of) => (of === index ? units : each)) : list,
  );
}
