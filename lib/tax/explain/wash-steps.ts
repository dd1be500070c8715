import { compareQuantity } from "@/lib/money/quantity";
import { itemAt } from "@/lib/tax/forms/item-at";
import type { LotId } from "@/lib/tax/settings";
import type { TraceStep } from "@/lib/tax/trace";
import type { WashSale } from "@/lib/tax/wash/wash-sale";
import { groupBy } from "./group-by";

/** Which placed steps are replacements of wash sales: the first of the replacement's name and asset still to be found. */
export function washesByStep(
  steps: readonly TraceStep[],
  washSales: readonly WashSale[],
): ReadonlyMap<number, number> {
  const byStep = new Map<number, number>();
  if (washSales.length === 0) {
    return byStep;
  }
  const open = groupBy(
    washSales.flatMap((sale, index) =>
      sale.replacement === null
        ? []
        : [{ sale, index, key: washKey(sale.replacement, sale.replacementAsset) }],
    ),
    ({ key }) => key,
  );
  steps.forEach((step, at) => {
    const waiting = step.step === "placed" ? open.get(washKey(step.lot, step.asset)) : undefined;
    const found = waiting?.find(
      ({ sale }) =>
        (step.transaction === sale.disposal || step.transaction === sale.acquisition) &&
        compareQuantity(sale.units, step.moved.quantity) === 0 &&
        isAfterDraw(steps, at),
    );
    if (waiting !== undefined && found !== undefined) {
      waiting.splice(waiting.indexOf(found), 1);
      byStep.set(at, found.index);
    }
  });
  return byStep;
}

const washKey = (lot: LotId, asset: string): string => `${lot} ${asset}`;

/** A purchase that replaces at once is opened first, as whole lot, and drawn before it is placed again. */
function isAfterDraw(steps: readonly TraceStep[], at: number): boolean {
  const { lot, transaction } = itemAt(steps, at);
  for (let before = at - 1; steps[before]?.transaction === transaction; before--) {
    const other = itemAt(steps, before);
    if (other.step === "drawn" && isNameOf(other.lot, lot)) {
      return true;
    }
  }
  return false;
}

/** True when `lot` is `parent`, or part of it under the name a wash sale gave it. */
export const isNameOf = (parent: LotId, lot: LotId): boolean =>
  lot === parent || lot.replace(/:w\d+$/, "") === parent;
