import type { AssetId } from "@/lib/tax/transaction";
import { readAsset } from "./assets";
import { CellError, type Cells, knownTime, problemIn, textIn } from "./cells";
import { type DateShape, readDateTime } from "./date-time";
import type { ParseOptions } from "./source";
import type { ReadTime } from "./time";

/** The coin of a file that names it nowhere in its rows: what the person said, else what the file's own name says by the wallet's habit. */
export function assetOfWallet(
  cells: Cells,
  { answers, fileName = "" }: ParseOptions,
  inName: RegExp,
): AssetId {
  const asset = readAsset(answers?.asset ?? inName.exec(fileName)?.[1] ?? "");
  if (asset === null) {
    const [first = ""] = cells.places.keys();
    throw new CellError(problemIn(cells, first, "The file does not name its coin."));
  }
  return asset;
}

/** A cell's local time in the zone the person named (it is asked for before the file is read). Several cells: joined by a blank. */
export function localTimeIn(
  cells: Cells,
  columns: readonly [string, ...string[]],
  shapes: readonly DateShape[],
  { answers, timeZone }: ParseOptions,
): ReadTime {
  const text = columns.map((column) => textIn(cells, column)).join(" ");
  const time = readDateTime(text, shapes, answers?.timeZone ?? timeZone);
  return knownTime(time, cells, columns[0]);
}
