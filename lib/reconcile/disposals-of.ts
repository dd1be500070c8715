import { sumQuantity } from "@/lib/money/quantity";
import { sumUsd, type Usd } from "@/lib/money/usd";
import type { ClosedLot, Term } from "@/lib/tax/closed-lot";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { Disposal } from "./form-line";

const MAIN: ReadonlySet<ClosedLot["kind"]> = new Set(["sell", "spend", "swap"]);

/** The sales, payments and exchanges of one asset each, from the lots they closed; in the order of the lots. */
export function disposalsOf(lots: readonly ClosedLot[]): readonly Disposal[] {
  return [...groupBy(lots, ({ disposal }) => disposal).values()].flatMap(disposalOf);
}

function disposalOf(group: readonly ClosedLot[]): readonly Disposal[] {
  const main = group.filter(({ kind }) => MAIN.has(kind));
  const [first] = main;
  if (first === undefined) {
    return [];
  }
  const own = main.filter(({ asset }) => asset === first.asset);
  const fees = group.filter(({ kind, asset }) => kind === "fee" && asset === first.asset);
  const terms: readonly Term[] = [...new Set(own.map(({ term }) => term))];
  return [
    {
      id: first.disposal,
      account: first.account,
      asset: first.asset,
      sold: first.sold,
      units: sumQuantity(own.map(({ quantity }) => quantity)),
      unitsWithFees: sumQuantity([...own, ...fees].map(({ quantity }) => quantity)),
      proceeds: sumKnown(own.map(({ proceeds }) => proceeds)),
      basis: sumKnown(own.map(({ basis }) => basis)),
      terms,
      washDisallowed: sumUsd(
        own.flatMap(({ adjustments }) =>
          adjustments.filter(({ code }) => code === "W").map(({ amount }) => amount),
        ),
      ),
    },
  ];
}

/** The sum, or null as soon as one is not known. */
export function sumKnown(amounts: readonly (Usd | null)[]): Usd | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === amounts.length ? sumUsd(known) : null;
}
