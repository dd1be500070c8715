import type { Transaction } from "@/lib/tax/transaction";
import { differ, isRecord } from "./same";

/**
 * What of the same row is otherwise: its sign is read as another asset, its dollars come from another price, or something else was told. A price
 * follows its asset, so a sign read anew is the cause of both.
 */
export function retoldKind(
  before: Transaction,
  after: Transaction,
): "assets" | "prices" | "retold" {
  if (differ(assetsIn(before), assetsIn(after))) {
    return "assets";
  }
  return differ(withoutDollars(before), withoutDollars(after)) ? "retold" : "prices";
}

/** Every asset a row names; stored facts come back in another order than fresh ones. */
function assetsIn(told: unknown): readonly unknown[] {
  return isRecord(told)
    ? Object.keys(told)
        .sort()
        .flatMap((name) => (name === "asset" ? [told[name]] : assetsIn(told[name])))
    : [];
}

/** A row without the dollars a price may give: those called `value`. */
function withoutDollars(told: unknown): unknown {
  if (!isRecord(told)) {
    return told;
  }
  return Array.isArray(told)
    ? told.map(withoutDollars)
    : Object.fromEntries(
        Object.entries(told).flatMap(([name, value]) =>
          name === "value" ? [] : [[name, withoutDollars(value)] as const],
        ),
      );
}
