import { partOf } from "@/lib/money/allocate";
import { priceText } from "@/lib/money/price";
import { type Quantity, quantity, quantityText } from "@/lib/money/quantity";
import { addUsd, sumUsd, type Usd, usdText } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import type { SaleTotals } from "@/lib/tax/harvest/harvest";
import { floorToOrder } from "@/lib/tax/harvest/orderable";
import { isKnown, type SaleCosts, sellWhole, simulateSale } from "@/lib/tax/harvest/sale";
import { savingIn } from "@/lib/tax/harvest/saving";
import { totalsOf } from "@/lib/tax/optimal/choice";
import type { Outcome } from "@/lib/tax/worksheets/year-return";
import type { YearRefusal } from "@/lib/tax/year-result";
import { type PlannerBook, type PlannerBookText, readBook } from "./book";
import { centsText, type FigurePair, figurePairs } from "./figures";
import { deductionFor, priceFor, readScenario, type Scenario, type TriedSale } from "./scenario";

/** What one position brings in a scenario. Dollars to the cent, as text. */
export interface TriedRow {
  readonly units: string;
  readonly lots: number;
  readonly value: string;
  readonly short: string;
  readonly long: string;
  readonly gain: string;
}

/** One lot that can be named. */
export interface PlannerLot {
  /** Its name in a scenario. */
  readonly name: string;
  readonly acquired: string | null;
  readonly units: string;
  /** null: not known, so it cannot be tried. */
  readonly basis: string | null;
  readonly gain: string | null;
  readonly term: "short" | "long" | null;
}

/** The year without and with everything tried. */
export interface PlannerAnswer {
  /** Tax without less tax with. */
  readonly saving: string;
  readonly fees: string;
  /** `saving` less `fees`: the gains are lower by the fees already, so the tax is too. */
  readonly netSaving: string;
  readonly carryoverAdded: string;
  readonly taxWithout: string;
  readonly taxWith: string;
  readonly figures: readonly FigurePair[];
  /** By position. */
  readonly rows: Readonly<Record<string, TriedRow>>;
  /** What the deduction is when the field is blank. */
  readonly deduction: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** Works scenarios out, on a server and in a browser alike. Remembers each position's last sale, so that moving one does not redo the rest. */
export interface Planner {
  answer(scenario: Scenario): PlannerAnswer;
  /** The year without and with what is tried, with all lines, and what the sales bring together, `gross` before fees. */
  outcomes(scenario: Scenario): {
    readonly now: Outcome;
    readonly after: Outcome;
    readonly gross: Usd;
    readonly totals: SaleTotals;
  };
  /** The lots of a position in order of opening, each sold whole at the price that is tried, before fees. */
  lots(key: string, prices: Scenario["prices"]): readonly PlannerLot[];
  /** Units of a position that can be sold with a known result at the newest price, cut to what can be ordered; null without one. */
  most(key: string): string | null;
  /** So many thousandths of `most`, cut to what can be ordered; null without a price. */
  part(key: string, thousandths: number): string | null;
}

interface Sold {
  readonly gross: Usd;
  readonly totals: SaleTotals;
  readonly row: TriedRow;
}

/** A planner over what `text` says; refuses a year whose amounts are not in the product. Exact: no figure passes through a float. */
export function createPlanner(text: PlannerBookText): Result<Planner, YearRefusal> {
  const read = readBook(text);
  if (!read.ok) {
    return read;
  }
  const book = read.value;
  const remembered = new Map<string, { readonly asked: string; readonly sold: Sold }>();
  const soldOf = (sale: TriedSale, costs: SaleCosts): Sold => {
    const asked = [priceText(sale.price), sale.asked, costs.rate, usdText(costs.fixed)].join();
    const before = remembered.get(sale.position.key);
    if (before?.asked === asked) {
      return before.sold;
    }
    const sold = sell(book, sale, costs);
    remembered.set(sale.position.key, { asked, sold });
    return sold;
  };
  return ok({
    answer: (scenario) => answerOf(book, scenario, soldOf),
    outcomes: (scenario) => {
      const { situation, costs, sales } = readScenario(book, scenario);
      const sold = sales.map((sale) => soldOf(sale, costs ?? sale.position.costs));
      const totals = totalsOf(sold);
      const { now, after } = savingIn(situation, totals);
      return { now, after, totals, gross: sumUsd(sold.map(({ gross }) => gross)) };
    },
    lots: (key, prices) => lotsOf(book, key, prices),
    most: (key) => textOf(mostOf(book, key)),
    part: (key, thousandths) => {
      const most = mostOf(book, key);
      const count = quantity(String(thousandths));
      return textOf(most === null ? null : floorToOrder(partOf(most, count, THOUSAND)));
    },
  });
}

const THOUSAND = quantity("1000");

const textOf = (units: Quantity | null): string | null =>
  units === null ? null : quantityText(units);

function mostOf(book: PlannerBook, key: string): Quantity | null {
  const position = book.positions.get(key);
  return position === undefined || position.price === null
    ? null
    : floorToOrder(book.front(position, position.price).units);
}

function lotsOf(book: PlannerBook, key: string, prices: Scenario["prices"]): readonly PlannerLot[] {
  const position = book.positions.get(key);
  if (position === undefined) {
    return [];
  }
  const price = priceFor(position, { prices }, {});
  return position.lots.map((lot) => {
    const closed = price !== null && isKnown(lot) ? sellWhole(lot, price, book.sold) : null;
    return {
      name: lot.lot,
      acquired: lot.acquired,
      units: quantityText(lot.quantity),
      basis: lot.basis === null ? null : centsText(lot.basis),
      gain: closed === null ? null : centsText(closed.gain),
      term: closed?.term ?? null,
    };
  });
}

/** One order out of one position. */
function sell(book: PlannerBook, { price, parts }: TriedSale, costs: SaleCosts): Sold {
  const sale = simulateSale(parts(), price, book.sold, costs);
  const long = addUsd(sale.totals.long, sale.totals.collectible);
  return {
    gross: sale.gross,
    totals: sale.totals,
    row: {
      units: quantityText(sale.quantity),
      lots: sale.lots.length,
      value: centsText(sale.gross),
      short: centsText(sale.totals.short),
      long: centsText(long),
      gain: centsText(addUsd(sale.totals.short, long)),
    },
  };
}

function answerOf(
  book: PlannerBook,
  scenario: Scenario,
  soldOf: (sale: TriedSale, costs: SaleCosts) => Sold,
): PlannerAnswer {
  const { situation, costs, sales, errors } = readScenario(book, scenario);
  const sold = sales.map((sale) => ({
    key: sale.position.key,
    ...soldOf(sale, costs ?? sale.position.costs),
  }));
  const { now, after, ...saving } = savingIn(situation, totalsOf(sold));
  return {
    saving: centsText(saving.saving),
    fees: centsText(saving.fees),
    netSaving: centsText(saving.netSaving),
    carryoverAdded: centsText(addUsd(saving.shortCarryoverChange, saving.longCarryoverChange)),
    taxWithout: centsText(now.tax.total),
    taxWith: centsText(after.tax.total),
    figures: figurePairs(situation.profile.year, now, after),
    rows: Object.fromEntries(sold.map(({ key, row }) => [key, row])),
    deduction: centsText(deductionFor(book.situation, situation.profile.filingStatus)),
    errors,
  };
}
