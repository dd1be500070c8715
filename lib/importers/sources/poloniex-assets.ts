import { readAsset } from "@/lib/importers/assets";
import { CellError, type Cells, problemIn, textIn } from "@/lib/importers/cells";
import type { AssetId } from "@/lib/tax/transaction";

/** Poloniex codes that other places and today's market name otherwise (asset-identifiers.md 1 and 4). */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["STR", "XLM"],
  ["BCHABC", "BCH"],
  ["BCHSV", "BSV"],
]);

/** Today's name of a Poloniex code. */
export function poloniexName(code: string): string {
  const name = code.trim().toUpperCase();
  return NAMES.get(name) ?? name;
}

/** A cell's asset. */
export function poloniexAssetIn(cells: Cells, column: string): AssetId {
  const asset = readAsset(poloniexName(textIn(cells, column)));
  if (asset === null) {
    throw new CellError(problemIn(cells, column, "The asset is missing or is not a ticker."));
  }
  return asset;
}
