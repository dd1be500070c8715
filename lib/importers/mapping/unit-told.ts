import { isFiat } from "@/lib/importers/assets";
import type { AssetFrom } from "./template";

/** The asset of an amount as its own column tells it: behind every amount, or the money its name says. null: nothing tells. */
export function unitTold(
  name: string,
  cells: readonly string[],
): Exclude<AssetFrom, { readonly in: "column" }> | null {
  if (cells.length > 0 && cells.every((cell) => /\d\s+[A-Za-z][A-Za-z0-9.]*$/.test(cell))) {
    return { in: "amount" };
  }
  const isDollars = /\busd\b|\$/i.test(name) || cells.some((cell) => cell.includes("$"));
  const money = isDollars ? "USD" : name.match(/\b[A-Z]{3}\b/g)?.find(isFiat);
  return money === undefined ? null : { in: "file", asset: money };
}
