import { codeAt } from "@/lib/assets/aliases";
import { readAsset } from "@/lib/importers/assets";
import { CellError, type Cells, problemIn, textIn } from "@/lib/importers/cells";
import type { AssetId } from "@/lib/tax/transaction";

/** Today's name of a Poloniex code. */
export function poloniexName(code: string): string {
  return codeAt("poloniex", code.trim().toUpperCase(), null);
}

/** A cell's asset. */
export function poloniexAssetIn(cells: Cells, column: string): AssetId {
  const asset = readAsset(poloniexName(textIn(cells, column)));
  if (asset === null) {
    throw new CellError(problemIn(cells, column, "The asset is missing or is not a ticker."));
  }
  return asset;
}
