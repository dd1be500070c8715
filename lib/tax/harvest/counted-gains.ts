import { subtractUsd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { FormFacts } from "@/lib/tax/forms/form-facts";
import { gainsOf } from "@/lib/tax/year-gains";
import { yearOf } from "@/lib/time/calendar-date";
import type { SaleTotals } from "./harvest";
import type { Situation } from "./saving";

/**
 * What some sales of a year add to its gains as its Form 8949 counts them, row by row rounded: the year's rows with them less those without.
 * Taken off the year, what is left is what the return would say without them, to the cent. `sales` are among `closedLots`.
 */
export function countedGains(
  sales: readonly ClosedLot[],
  told: {
    readonly closedLots: readonly ClosedLot[];
    readonly year: number;
    readonly situation: Situation;
    readonly facts: FormFacts;
  },
): SaleTotals {
  const { profile, rules } = told.situation;
  const left = new Set(sales);
  const ofYear = told.closedLots.filter(({ sold }) => yearOf(sold) === told.year);
  const [all, rest] = [ofYear, ofYear.filter((closed) => !left.has(closed))].map(
    (closedLots) => gainsOf({ closedLots, lines: [] }, profile, rules, told.facts).gains,
  );
  const part = (kind: "short" | "long" | "collectible") =>
    subtractUsd(all?.[kind] ?? ZERO_USD, rest?.[kind] ?? ZERO_USD);
  return {
    short: part("short"),
    long: part("long"),
    collectible: part("collectible"),
    fees: ZERO_USD,
  };
}
