import { isFiat } from "@/lib/importers/assets";
import {
  amountIn,
  CellError,
  type Cells,
  decimalIn,
  dollars,
  isNegative,
  problemIn,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import type { ParsedTransaction, RowProblem } from "@/lib/importers/source";
import type { Told } from "@/lib/importers/told";
import { shareOf } from "@/lib/money/allocate";
import {
  absoluteQuantity,
  type Quantity,
  quantityText,
  signQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { AssetId, FeeInKind } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";
import { krakenAsset } from "./kraken-assets";

/** One line of a Kraken ledger. `amount` is signed; `fee` comes on top, in the same asset. */
export interface KrakenRow {
  readonly cells: Cells;
  readonly line: number;
  readonly print: string;
  readonly refid: string;
  readonly at: Instant;
  readonly type: string;
  readonly subtype: string;
  readonly asset: AssetId;
  readonly isFiat: boolean;
  /** The balance named is a staked or earning one. */
  readonly isStaked: boolean;
  readonly amount: Quantity;
  readonly isOut: boolean;
  readonly fee: Quantity;
  /** Kraken's own valuation of the amount in dollars, without sign; null in files without that column. */
  readonly usd: Usd | null;
}

/** What makers of transactions need to know of the file. */
export interface KrakenContext {
  readonly base: (
    rows: readonly KrakenRow[],
    given?: Partial<Pick<Told, "feeUsd" | "fees" | "question" | "key" | "note">>,
  ) => Told;
}

/** Reads one line; throws `CellError` for a cell that cannot be read. */
export function krakenRow(cells: Cells, print: string): KrakenRow {
  const found = krakenAsset(textIn(cells, "asset"));
  if (found === null) {
    throw new CellError(problemIn(cells, "asset", "The asset is missing or is not a ticker."));
  }
  const amount = requiredAmountIn(cells, "amount");
  const valued = decimalIn(cells, "amountusd");
  return {
    cells,
    line: cells.row.line,
    print,
    refid: textIn(cells, "refid"),
    at: timeIn(cells, "time").at,
    type: textIn(cells, "type").toLowerCase(),
    subtype: textIn(cells, "subtype").toLowerCase(),
    asset: found.asset,
    isFiat: isFiat(found.asset),
    isStaked: found.isStaked || /earn|staking/i.test(textIn(cells, "wallet")),
    amount,
    isOut: isNegative(amount),
    fee: amountIn(cells, "fee") ?? ZERO_QUANTITY,
    usd: valued === null || /^-?[0.]*$/.test(valued) ? null : dollars(valued),
  };
}

/** The row's fee as units paid on top, valued in proportion to the row's own valuation; nothing for a fee of zero. */
export function feesInKind(rows: readonly KrakenRow[]): FeeInKind[] {
  return rows.flatMap((row) =>
    row.isFiat || row.asset === "KFEE" || !isPositive(row.fee)
      ? []
      : [{ asset: row.asset, quantity: row.fee, value: partOf(row.usd, row.fee, row.amount) }],
  );
}

/** value x part / whole, or null when it is not known. */
export function partOf(value: Usd | null, part: Quantity, whole: Quantity): Usd | null {
  const size = absoluteQuantity(whole);
  return value === null || !isPositive(size) ? null : shareOf(value, part, size);
}

/** True above zero. */
export function isPositive(amount: Quantity): boolean {
  return signQuantity(amount) > 0;
}

/** A row kept as told, without effect, with the reason a person must look. */
export function unknownRow(
  row: KrakenRow,
  context: KrakenContext,
  reason: string,
): ParsedTransaction {
  const leg =
    row.isFiat || !isPositive(absoluteQuantity(row.amount))
      ? null
      : { asset: row.asset, quantity: absoluteQuantity(row.amount) };
  const amounts = `amount ${quantityText(row.amount)} ${row.asset}, fee ${quantityText(row.fee)} ${row.asset}`;
  const question: RowProblem = problemIn(row.cells, "type", `${reason} (${amounts})`);
  return {
    kind: "unknown",
    label: row.subtype === "" ? row.type : `${row.type} / ${row.subtype}`,
    sent: row.isOut ? leg : null,
    received: row.isOut ? null : leg,
    value: row.asset === "USD" ? dollars(quantityText(row.amount)) : row.usd,
    ...context.base([row], { question }),
  };
}
