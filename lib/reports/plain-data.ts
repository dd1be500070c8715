import { type Quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";

/** Keys whose amounts are units; every other amount is dollars, but for the amount of a cash row. */
const UNITS = new Set(["quantity", "units"]);

const isUnits = (key: string, holder: object, value: unknown): value is Quantity =>
  typeof value === "bigint" &&
  (UNITS.has(key) || (key === "amount" && "kind" in holder && holder.kind === "cash"));

const isDollars = (value: unknown): value is Usd => typeof value === "bigint";

/** A value as plain data: amounts as exact decimal text, maps as objects, keys in order of the alphabet; undefined is left out. */
export function plainData(value: unknown): unknown {
  if (value instanceof Map) {
    return plainData(Object.fromEntries(value));
  }
  if (Array.isArray(value)) {
    return value.map(plainData);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]: [string, unknown]): [string, unknown] => {
      if (isUnits(key, value, inner)) {
        return [key, quantityText(inner)];
      }
      return [key, isDollars(inner) ? usdText(inner) : plainData(inner)];
    });
  return Object.fromEntries(entries);
}
