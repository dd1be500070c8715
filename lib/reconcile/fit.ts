import {
  absoluteQuantity,
  compareQuantity,
  type Quantity,
  quantity,
  subtractQuantity,
  sumQuantity,
  timesQuantity,
} from "@/lib/money/quantity";
import { compareRatio } from "@/lib/money/ratio";
import { absoluteUsd, compareUsd, subtractUsd, sumUsd, type Usd, usd } from "@/lib/money/usd";
import { daysBetween } from "@/lib/time/calendar-date";
import { sumKnown } from "./disposals-of";
import type { Disposal, FormLine } from "./form-line";

/** Forms print units with eight decimals at least: what is closer is the same number of units. */
export const PRINTED: Quantity = quantity("0.00000001");

const CENT: Usd = usd("0.01");
const ONE: Usd = usd("1");

/** True when the units of some lines are the units of some sales, with or without the units their costs took. */
export function sameUnits(lines: readonly FormLine[], disposals: readonly Disposal[]): boolean {
  const shown = sumQuantity(lines.map(({ units }) => units));
  return (
    isNear(shown, sumQuantity(disposals.map(({ units }) => units)), lines.length) ||
    isNear(shown, sumQuantity(disposals.map(({ unitsWithFees }) => unitsWithFees)), lines.length)
  );
}

function isNear(a: Quantity, b: Quantity, lines: number): boolean {
  const apart = absoluteQuantity(subtractQuantity(a, b));
  return compareQuantity(apart, timesQuantity(PRINTED, BigInt(lines))) <= 0;
}

/** Days between a line and a sale, without sign; null where the line tells no day. */
export function daysApart({ sold }: FormLine, disposal: Disposal): number | null {
  const days = sold === null ? null : daysBetween(sold, disposal.sold);
  return days !== null && days < 0 ? -days : days;
}

/**
 * How well lines and sales of equal units agree otherwise, from 0 to 90: the day (40), the proceeds (40 to the cent, less the further they lie
 * apart, 25 within one percent), the term (10). Only ever compared, never an amount.
 */
export function agreement(lines: readonly FormLine[], disposals: readonly Disposal[]): number {
  const sameDay = lines.every((line) => disposals.every((one) => daysApart(line, one) === 0));
  const terms = new Set(disposals.flatMap((one) => one.terms));
  const sameTerm = lines.every(
    ({ term }) => term !== null && term !== "ordinary" && terms.has(term),
  );
  return (sameDay ? 40 : 0) + proceedsAgree(lines, disposals) + (sameTerm ? 10 : 0);
}

/** What proceeds that lie apart by no more than a share of those of the books speak for a pair, nearest first. */
const CLOSENESS: readonly { readonly share: Usd; readonly speaks: number }[] = [
  { share: usd("0.0001"), speaks: 38 },
  { share: usd("0.0005"), speaks: 36 },
  { share: usd("0.001"), speaks: 34 },
  { share: usd("0.0025"), speaks: 31 },
  { share: usd("0.005"), speaks: 28 },
  { share: usd("0.01"), speaks: 25 },
  { share: usd("0.02"), speaks: 17 },
  { share: usd("0.05"), speaks: 10 },
];

/** From 0 to 40: how well the proceeds of lines and sales agree. */
export function proceedsAgree(lines: readonly FormLine[], disposals: readonly Disposal[]): number {
  const books = sumKnown(disposals.map(({ proceeds }) => proceeds));
  if (books === null) {
    return 0;
  }
  const shown = sumUsd(lines.map(({ proceeds }) => proceeds));
  const apart = absoluteUsd(subtractUsd(shown, books));
  if (compareUsd(apart, CENT) <= 0) {
    return 40;
  }
  const own = absoluteUsd(books);
  return CLOSENESS.find(({ share }) => compareRatio(apart, own, share, ONE) <= 0)?.speaks ?? 0;
}
