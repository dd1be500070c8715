import { codeAt } from "@/lib/assets/aliases";
import { readAsset } from "@/lib/importers/assets";
import { CellError, type Cells, problemIn, textIn } from "@/lib/importers/cells";
import { momentIn } from "@/lib/importers/moment";
import type { Ask, ParseOptions } from "@/lib/importers/source";
import type { ReadTime } from "@/lib/importers/time";
import type { AssetId } from "@/lib/tax/transaction";

/** The market's name of a Bitfinex code. */
export function bitfinexName(code: string): string {
  return codeAt("bitfinex", code.trim().toUpperCase(), null);
}

/** A cell's asset. */
export function bitfinexAssetIn(cells: Cells, column: string): AssetId {
  const asset = readAsset(bitfinexName(textIn(cells, column)));
  if (asset === null) {
    throw new CellError(problemIn(cells, column, "The asset is missing or is not a ticker."));
  }
  return asset;
}

/** The order of day and month follows a setting of the account: two-digit dates are asked about (formats.md 0.7). */
export const ASK_DATE_ORDER: readonly Ask[] = ["date-order"];

/** A cell's time: "05-06-23 10:11:12.000" in the order a person said, or a year first. */
export function bitfinexTimeIn(cells: Cells, column: string, { answers }: ParseOptions): ReadTime {
  const day = answers?.dateOrder === "month-first" ? "M-D-y" : "D-M-y";
  return momentIn(cells, column, [`${day} h:m:s`, `${day.replace("y", "Y")} h:m:s`]);
}
