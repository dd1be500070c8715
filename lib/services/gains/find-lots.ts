import { formatQuantity } from "@/lib/money/format";
import { type Quantity, quantityText } from "@/lib/money/quantity";
import { compareRate, unitRate } from "@/lib/money/unit-rate";
import type { Usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { dayText } from "@/lib/time/day-text";

/** What a lot is found by. */
export interface LotFacts {
  readonly acquired: OpenLot["acquired"];
  readonly quantity: Quantity;
  /** Null: not known. */
  readonly basis: Usd | null;
}

/** Lots found: at most as many as asked for, and how many there are. */
export interface FoundLots<L> {
  readonly lots: readonly L[];
  readonly count: number;
}

/**
 * The lots of which every word typed begins something: their day ("Feb 1, 2024" and "2024-02-01" alike, or a part of it), or their units.
 * Nothing typed finds all. The highest basis per unit comes first: it is what a harvest sells.
 */
export function findLots<L>(
  lots: readonly L[],
  typed: string,
  most: number,
  of: (lot: L) => LotFacts,
): FoundLots<L> {
  const wanted = wordsOf(typed);
  const found =
    wanted.length === 0
      ? [...lots]
      : lots.filter((lot) => {
          const told = wordsTold(of(lot));
          return wanted.every((word) => told.some((each) => each.startsWith(word)));
        });
  found.sort((a, b) => byRate(of(a), of(b)));
  return { lots: found.slice(0, most), count: found.length };
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll(",", "")
    .split(/\s+/)
    .filter((word) => word !== "");

function wordsTold({ acquired, quantity }: LotFacts): readonly string[] {
  const units = [quantityText(quantity), formatQuantity(quantity)];
  const day =
    acquired === null || acquired === "inherited"
      ? lotDay(acquired)
      : `${acquired} ${dayText(acquired)}`;
  return wordsOf([...units, day].join(" "));
}

/** "Feb 1, 2024" of a lot; in words where it has no day. */
export function lotDay(acquired: OpenLot["acquired"]): string {
  if (acquired === null) {
    return "a day not known";
  }
  return acquired === "inherited" ? "an inheritance" : dayText(acquired);
}

/** By basis per unit, the highest first; one that is not known comes last. */
function byRate(a: LotFacts, b: LotFacts): number {
  return a.basis === null || b.basis === null
    ? Number(a.basis === null) - Number(b.basis === null)
    : compareRate(unitRate(b.basis, b.quantity), unitRate(a.basis, a.quantity));
}
