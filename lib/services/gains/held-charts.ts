import { absoluteUsd, addUsd, compareUsd, sumUsd, type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { OpenPosition } from "@/lib/tax/harvest/position";
import { calendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import { accountNameOf, type Books } from "./books";
import { estimateUsd, plainQuantity } from "./plain";
import { positionsOf } from "./positions-of";

/** What is held of an asset against its basis, by the term a sale today would have. */
export interface TermGains {
  readonly asset: string;
  /** Null: no lot of that term whose gain is known. */
  readonly short: string | null;
  readonly long: string | null;
}

/** A lot that is not long term yet. */
export interface TurningLot {
  readonly key: string;
  readonly asset: string;
  readonly account: string;
  readonly units: string;
  readonly date: string;
  readonly days: number;
  readonly gain: string;
}

/** What the charts of the harvest page draw. */
export interface HeldCharts {
  readonly byTerm: readonly TermGains[];
  /** The largest gains and losses that turn long, by day. */
  readonly turning: readonly TurningLot[];
  /** How many turn long in all, and how many of them before the year ends. */
  readonly turningAll: number;
  readonly turningThisYear: number;
}

const DRAWN = 40;

/** The open lots of the books as the charts draw them; a lot without a price or a basis is in none. */
export function heldCharts(books: Books): HeldCharts {
  const known = positionsOf(books).flatMap((position) =>
    position.gain === null ? [] : [{ position, gain: position.gain }],
  );
  const turning = known
    .filter(({ position, gain }) => isTurning(position) && compareUsd(absoluteUsd(gain), DUST) >= 0)
    .sort((a, b) => compareUsd(absoluteUsd(b.gain), absoluteUsd(a.gain)));
  const { date } = books.asOf;
  const daysLeft = daysBetween(date, calendarDate(`${yearOf(date)}-12-31`));
  return {
    byTerm: byTerm(known),
    turning: turning
      .slice(0, DRAWN)
      .map(({ position, gain }, index) => turningLot(books, position, gain, index))
      .sort((a, b) => a.days - b.days),
    turningAll: turning.length,
    turningThisYear: turning.filter(({ position }) => (position.daysToLong ?? 0) <= daysLeft)
      .length,
  };
}

const DUST = usd("1");

const isTurning = ({ daysToLong }: OpenPosition): boolean => daysToLong !== null && daysToLong > 0;

interface Known {
  readonly position: OpenPosition;
  readonly gain: Usd;
}

function byTerm(known: readonly Known[]): readonly TermGains[] {
  return [...groupBy(known, ({ position }) => position.lot.asset)]
    .map(([asset, of]) => {
      const sum = (term: "short" | "long"): Usd | null => {
        const gains = of.filter(({ position }) => position.termIfSold === term);
        return gains.length === 0 ? null : sumUsd(gains.map(({ gain }) => gain));
      };
      return { asset, short: sum("short"), long: sum("long") };
    })
    .sort((a, b) => compareUsd(sizeOf(b), sizeOf(a)))
    .map(({ asset, short, long }) => ({
      asset,
      short: estimateUsd(short),
      long: estimateUsd(long),
    }));
}

const sizeOf = (of: { readonly short: Usd | null; readonly long: Usd | null }): Usd =>
  addUsd(absoluteUsd(of.short ?? ZERO_USD), absoluteUsd(of.long ?? ZERO_USD));

function turningLot(books: Books, position: OpenPosition, gain: Usd, index: number): TurningLot {
  const { lot, firstLongDate, daysToLong } = position;
  return {
    key: `${lot.lot}-${index}`,
    asset: lot.asset,
    account: accountNameOf(books, lot.account),
    units: plainQuantity(lot.quantity),
    date: firstLongDate ?? "",
    days: daysToLong ?? 0,
    gain: estimateUsd(gain),
  };
}
