import { divideHalfUp, fromScaled, toScaled } from "@/lib/money/exact";
import {
  addQuantity,
  compareQuantity,
  negateQuantity,
  QUANTITY_SCALE,
  type Quantity,
  quantity,
  quantityText,
  signQuantity,
  subtractQuantity,
} from "@/lib/money/quantity";
import type { AssetId, Leg } from "@/lib/tax/transaction";
import { readAsset } from "./assets";
import type { Movement } from "./booking";
import { CellError, type Cells, problemIn, textIn } from "./cells";
import { splitPair } from "./pairs";
import type { TableEvent, TableRow } from "./table-source";

/** What one row means by itself. */
export interface ToldRow extends TableRow {
  readonly tells: Movement & Pick<TableEvent<TableRow>, "note">;
}

/** `settle` of a source whose rows all stand alone. */
export function rowByRow(rows: readonly ToldRow[]): readonly TableEvent<ToldRow>[] {
  return rows.map((row) => ({ rows: [row], ...row.tells }));
}

/** One fill of an order: base bought or sold for quote, amounts positive, fees on top. */
export interface Fill {
  readonly isBuy: boolean;
  readonly base: Leg | null;
  readonly quote: Leg | null;
  readonly fees?: readonly Leg[];
}

/** A fill as what went out and came in. */
export function fillOf({
  isBuy,
  base,
  quote,
  fees = [],
}: Fill): Pick<Movement, "meaning" | "sent" | "received" | "fees"> {
  const [sent, received] = isBuy ? [quote, base] : [base, quote];
  return { meaning: { is: "exchange" }, sent, received, fees };
}

/** Units x price, exact to 24 decimals, rounded half up to `decimals` where the source keeps fewer. Plain decimal text. */
export function quoteAmount(price: string, amount: Quantity, decimals = QUANTITY_SCALE): Quantity {
  const places = (price.split(".")[1] ?? "").length;
  const factor = toScaled(price, places) ?? 0n;
  const units = toScaled(quantityText(amount), QUANTITY_SCALE) ?? 0n;
  const divisor = 10n ** BigInt(places + QUANTITY_SCALE - decimals);
  return quantity(fromScaled(divideHalfUp(factor * units, divisor), decimals));
}

/** A fill whose side is neither word: kept, with what it was of. */
export function unknownSide(
  side: string,
  base: Leg | null,
  quote: Leg | null,
): Pick<Movement, "meaning" | "label"> {
  const amounts = [base, quote].map((leg) =>
    leg === null ? "nothing" : `${quantityText(leg.quantity)} ${leg.asset}`,
  );
  const reason = `The side "${side}" does not say whether ${amounts.join(" was bought or sold for ")}.`;
  return { label: side, meaning: { is: "unknown", reason } };
}

/** True for "buy", false for "sell", in any case; null for anything else. */
export function isBuySide(text: string): boolean | null {
  const side = text.trim().toLowerCase();
  return side === "buy" ? true : side === "sell" ? false : null;
}

/** The two assets of a market; `rename` tells today's name of a source's own code. */
export function marketIn(
  cells: Cells,
  column: string,
  rename: (code: string) => string = (code) => code,
): readonly [base: AssetId, quote: AssetId] {
  const pair = splitPair(textIn(cells, column));
  const [base, quote] = (pair ?? ["", ""]).map((code) => readAsset(rename(code)));
  if (base === null || base === undefined || quote === null || quote === undefined) {
    throw new CellError(problemIn(cells, column, "This is not a market of two assets."));
  }
  return [base, quote];
}

/** Both sides of an event after a fee. */
export interface Sides {
  readonly sent: Leg | null;
  readonly received: Leg | null;
  readonly fees: readonly Leg[];
  readonly question?: string;
}

/**
 * Puts a fee as files with signs write it to the sides it belongs to: below zero it was paid on top; above zero it was given back (a
 * maker's rebate), which raises what came in of that coin or lowers what went out.
 */
export function withSignedFee(sides: Sides, fee: Leg | null): Sides {
  const sign = fee === null ? 0 : signQuantity(fee.quantity);
  if (fee === null || sign === 0) {
    return sides;
  }
  const { asset } = fee;
  if (sign < 0) {
    const paid = { asset, quantity: negateQuantity(fee.quantity) };
    return { ...sides, fees: [...sides.fees, paid] };
  }
  const { sent, received } = sides;
  if (received?.asset === asset) {
    const more = addQuantity(received.quantity, fee.quantity);
    return { ...sides, received: { asset, quantity: more } };
  }
  if (sent?.asset === asset && compareQuantity(sent.quantity, fee.quantity) > 0) {
    const less = subtractQuantity(sent.quantity, fee.quantity);
    return { ...sides, sent: { asset, quantity: less } };
  }
  const back = `${quantityText(fee.quantity)} ${asset} of fees came back: say what they were worth and for what.`;
  return { ...sides, question: back };
}
