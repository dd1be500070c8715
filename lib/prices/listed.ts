import { type PriceIds, priceIdsOf } from "@/lib/assets/registry";
import { currencyOf } from "./money-codes";

/** A sign that means this asset only from a day on: before it, another coin traded under it (asset ids are resolved by date since). */
const SINCE: ReadonlyMap<string, string> = new Map([
  ["LUNA", "2022-05-28"], // Terra 2.0 began; LUNA before is LUNC
  ["POL", "2023-10-25"], // POL was deployed; before it there was MATIC only
]);

/**
 * Under which names providers know an asset on a day ("2025-03-14"); null where nobody may be asked: foreign money, contracts, and
 * signs that are not surely one coin.
 */
export function listedOn(asset: string, day: string): PriceIds | null {
  const since = SINCE.get(asset);
  return currencyOf(asset) !== null || (since !== undefined && day < since)
    ? null
    : priceIdsOf(asset);
}
