import { negateUsd } from "@/lib/money/usd";
import type { HarvestRow } from "@/lib/tax/harvest/harvest";
import { afterSale } from "@/lib/tax/harvest/saving";
import type { YearResult } from "@/lib/tax/year-result";
import { situationFor } from "./harvest-rows";
import { rowKey, savingOfPicks, totalsOfRows } from "./picks";
import { estimateUsd } from "./plain";
import { type PairedSheet, pairedSheets } from "./worksheet-pair";

/** The worksheets behind one figure of the list, without and with its sales. */
export interface AskedSheets {
  readonly title: string;
  /** Tax with less tax without. */
  readonly tax: string;
  readonly sheets: readonly PairedSheet[];
}

/**
 * The worksheets of what `why` names: "worksheets" the picked sales, "all" every sale that saves, else the row of that key after the
 * rows above it. Null for anything else.
 */
export function askedSheets(
  year: YearResult,
  rows: readonly HarvestRow[],
  picked: readonly HarvestRow[],
  why: string | undefined,
): AskedSheets | null {
  const start = situationFor(year);
  const at = rows.findIndex((row) => rowKey(row) === why);
  const row = rows[at];
  if (start === null || (row === undefined && why !== "worksheets" && why !== "all")) {
    return null;
  }
  const sold =
    row !== undefined ? [row] : why === "all" ? rows.filter(({ pastCap }) => !pastCap) : picked;
  const above = row === undefined ? [] : rows.slice(0, at);
  const { now, after, saving } = savingOfPicks(afterSale(start, totalsOfRows(above)), sold);
  return {
    title:
      row !== undefined
        ? `Row ${row.rank}, after the rows above it`
        : why === "all"
          ? "All sales that save"
          : "The ticked sales",
    tax: estimateUsd(negateUsd(saving)),
    sheets: pairedSheets(now, after),
  };
}
