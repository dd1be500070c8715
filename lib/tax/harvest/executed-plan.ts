import { shareOf } from "@/lib/money/allocate";
import { type Quantity, signQuantity, sumQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { addUsd, negateUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, Term } from "@/lib/tax/closed-lot";
import type { LotId } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { SaleTotals, Saving } from "./harvest";
import { madeSince, type PlannedOutcome, placeOf, plannedOutcomes } from "./planned-sales";
import { classOf } from "./sale";
import { afterSale, type Situation, savingIn } from "./saving";

/** A planned sale as it was computed when the plan was saved. */
export interface SaleThen {
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly collectible: boolean;
  readonly lots: readonly {
    readonly lot: LotId;
    readonly acquired: string | null;
    readonly quantity: Quantity;
    readonly gain: Usd;
    readonly term: Term;
  }[];
}

/** What became of one planned sale. */
export interface ExecutedSale {
  /** Units sold out of the planned lots, what they brought after costs and their gain; null: not known. */
  readonly sold: Quantity;
  readonly proceeds: Usd | null;
  readonly gain: Usd | null;
  /** The gain by class, costs inside it; null: not known. */
  readonly totals: SaleTotals | null;
  /** The days of those sales, each once. */
  readonly days: readonly CalendarDate[];
  /** Units of the place sold since out of lots the plan does not name. */
  readonly otherLots: Quantity;
  /** Some of them changed from short to long term since, or the other way. */
  readonly hasOtherTerm: boolean;
}

/**
 * What a plan's sales saved, step by step from what was planned: each is the saving of this year, the whole return run
 * without and with, of sales that differ from the step before in one thing.
 */
export interface ExecutedSavings {
  /** The planned sales in the year as it stands: its income, status and other sales have changed since. */
  readonly inThisYear: Saving;
  /** Of them only the units that were sold. */
  readonly unitsSold: Saving;
  /** These at what they brought, on the day they were sold. */
  readonly asSold: Saving;
  /** With everything else of these assets sold from these accounts since: other lots, or more units. */
  readonly withOthers: Saving;
}

/** A plan beside what was sold; `savings` null: a gain is not known. */
export interface ExecutedPlan {
  readonly sales: readonly ExecutedSale[];
  readonly savings: ExecutedSavings | null;
}

/**
 * Holds a saved plan against the sales of its year since the day it was saved. `situation`: the year as it stands, those sales in it;
 * `countedAs`: what they add to its gains as its form rounds them (`countedGains`), their exact gains unless told.
 */
export function executedPlan(input: {
  readonly sales: readonly SaleThen[];
  readonly closedLots: readonly ClosedLot[];
  readonly savedOn: CalendarDate;
  readonly situation: Situation | null;
  readonly countedAs?: (sales: readonly ClosedLot[]) => SaleTotals;
}): ExecutedPlan {
  const { sales, savedOn, situation } = input;
  const made = madeSince(input.closedLots, savedOn);
  const outcomes = plannedOutcomes(sales, input.closedLots, savedOn);
  const executed = sales.map((sale, index) => executedSale(sale, outcomes[index], made));
  const places = new Map(sales.map((sale) => [placeOf(sale), sale.collectible]));
  const here = made.filter((closed) => places.has(placeOf(closed)));
  const all = totalsOf(
    here.map((closed) => ({ ...closed, collectible: places.get(placeOf(closed)) ?? false })),
  );
  const asSold = totalsOf(executed.flatMap(({ parts }) => parts));
  return {
    sales: executed.map(({ sale }) => sale),
    savings:
      situation === null || all === null || asSold === null
        ? null
        : savingsOf(afterSale(situation, negatedSale(input.countedAs?.(here) ?? all)), {
            sales,
            executed,
            asSold,
            all,
          }),
  };
}

interface Part {
  readonly gain: Usd | null;
  readonly term: Term;
  readonly collectible: boolean;
}

interface Executed {
  readonly sale: ExecutedSale;
  /** What the planned units brought, by how each counts. */
  readonly parts: readonly Part[];
  /** The planned gains of the units that were sold. */
  readonly planned: readonly Part[];
}

function executedSale(
  { account, asset, collectible, lots }: SaleThen,
  outcome: PlannedOutcome | undefined,
  made: readonly ClosedLot[],
): Executed {
  const here = made.filter((closed) => placeOf(closed) === placeOf({ account, asset }));
  const sold = lots.flatMap((named, index) => {
    const taken = outcome?.lots[index]?.sold;
    const closed = here.filter(({ lot }) => lot === named.lot);
    return taken === undefined || signQuantity(taken) <= 0 ? [] : [{ named, taken, closed }];
  });
  const parts = sold.flatMap(({ taken, closed }) => sharesOf(closed, taken, collectible));
  return {
    sale: {
      sold: sumQuantity(sold.map(({ taken }) => taken)),
      proceeds: sumOrNull(parts.map(({ proceeds }) => proceeds)),
      gain: sumOrNull(parts.map(({ gain }) => gain)),
      totals: totalsOf(parts),
      days: [...new Set(sold.flatMap(({ closed }) => closed.map((each) => each.sold)))].sort(),
      otherLots: outcome?.otherLots ?? ZERO_QUANTITY,
      hasOtherTerm: sold.some(({ named, closed }) =>
        closed.some(({ term }) => term !== named.term),
      ),
    },
    parts,
    planned: sold.map(({ named, taken }) => ({
      gain: shareOf(named.gain, taken, named.quantity),
      term: named.term,
      collectible,
    })),
  };
}

/** So many units of what was sold of a lot: of several sales each its share. */
function sharesOf(closed: readonly ClosedLot[], units: Quantity, collectible: boolean) {
  const all = sumQuantity(closed.map(({ quantity }) => quantity));
  const share = (amount: Usd | null) => (amount === null ? null : shareOf(amount, units, all));
  return closed.map(({ gain, proceeds, term }) => ({
    gain: share(gain),
    proceeds: share(proceeds),
    term,
    collectible,
  }));
}

function savingsOf(
  without: Situation,
  told: {
    readonly sales: readonly SaleThen[];
    readonly executed: readonly Executed[];
    readonly asSold: SaleTotals;
    readonly all: SaleTotals;
  },
): ExecutedSavings | null {
  const planned = totalsOf(
    told.sales.flatMap(({ lots, collectible }) => lots.map((lot) => ({ ...lot, collectible }))),
  );
  const units = totalsOf(told.executed.flatMap((each) => each.planned));
  if (planned === null || units === null) {
    return null;
  }
  const now = outcomeOf(without);
  const saving = (totals: SaleTotals) => savingIn(without, totals, now);
  return {
    inThisYear: saving(planned),
    unitsSold: saving(units),
    asSold: saving(told.asSold),
    withOthers: saving(told.all),
  };
}

/** Gains by class; null as soon as one is not known. */
function totalsOf(parts: readonly Part[]): SaleTotals | null {
  const totals = { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD };
  for (const { gain, term, collectible } of parts) {
    if (gain === null) {
      return null;
    }
    const kind = classOf(term, collectible);
    totals[kind] = addUsd(totals[kind], gain);
  }
  return { ...totals, fees: ZERO_USD };
}

/** What takes a sale out of a year that has it (`afterSale`). */
export const negatedSale = ({ short, long, collectible, fees }: SaleTotals): SaleTotals => ({
  short: negateUsd(short),
  long: negateUsd(long),
  collectible: negateUsd(collectible),
  fees,
});

function sumOrNull(amounts: readonly (Usd | null)[]): Usd | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === amounts.length ? sumUsd(known) : null;
}
