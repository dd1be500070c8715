import { addUsd, type Usd } from "@/lib/money/usd";
import type { BookPosition } from "./book-positions";
import type { HarvestRow, Saving } from "./harvest";
import type { Reach } from "./reachable";
import { rowReason } from "./reasons";

/** Growth of both carryovers. */
export function carryoverAdded(saving: Saving): Usd {
  return addUsd(saving.shortCarryoverChange, saving.longCarryoverChange);
}

/** A row of the plan: a sale at its rank, with what it saves after the rows above it. */
export function rowOf(
  rank: number,
  position: BookPosition,
  best: Reach,
  cumulativeSaving: Usd,
  pastCap: boolean,
): HarvestRow {
  const { account, asset, method } = position;
  const { sale, saving, quantity } = best;
  return {
    rank,
    account,
    asset,
    method,
    lots: sale.lots,
    quantity,
    value: sale.gross,
    shortGain: sale.totals.short,
    longGain: addUsd(sale.totals.long, sale.totals.collectible),
    collectibleGain: sale.totals.collectible,
    fees: sale.totals.fees,
    saving: saving.saving,
    niitSaving: saving.niitSaving,
    cumulativeSaving,
    carryoverAdded: carryoverAdded(saving),
    pastCap,
    reason: rowReason(method, best),
  };
}
