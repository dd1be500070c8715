import { isFiat } from "@/lib/importers/assets";
import type { Meaning, Movement } from "@/lib/importers/booking";
import { isNegative, textIn } from "@/lib/importers/cells";
import type { TableEvent } from "@/lib/importers/table-source";
import { absoluteQuantity, quantityText } from "@/lib/money/quantity";
import type { BinanceUsRow, BinanceUsSide } from "./binance-us-row";

type Told = Omit<Movement, "label">;

const unknown = (reason: string): Meaning => ({ is: "unknown", reason });

/** What one row means by its category and operation (formats.md 5). */
export function settleBinanceUs(row: BinanceUsRow): TableEvent<BinanceUsRow> {
  const label = `${textIn(row.cells, "category")}: ${textIn(row.cells, "operation")}`;
  return { rows: [row], label, ...told(row) };
}

function told(row: BinanceUsRow): Told {
  switch (row.category) {
    case "deposit":
    case "withdrawal":
      return moved(row, row.category);
    case "distribution":
      return given(row);
    case "spot trading":
      return spot(row);
    case "buy":
    case "sell":
    case "quick buy":
    case "quick sell":
    case "convert":
      return converted(row);
    default:
      return kept(
        row,
        `The category "${textIn(row.cells, "category")}" is not known here: say what it is.`,
      );
  }
}

/** The row without effect; amounts in money are told in words, coins stay on their side. */
function kept(row: BinanceUsRow, reason: string): Told {
  const side = row.primary ?? row.base ?? row.quote;
  if (side === null) {
    return { meaning: unknown(reason) };
  }
  const { asset, quantity } = side.leg;
  const isOut = isNegative(quantity) || row.category === "withdrawal";
  const leg = { asset, quantity: absoluteQuantity(quantity) };
  return {
    meaning: unknown(isFiat(asset) ? `${reason} (${quantityText(quantity)} ${asset})` : reason),
    sent: isOut ? leg : null,
    received: isOut ? null : leg,
    value: side.usd,
  };
}

function feesOf({ fee, feeUsd }: BinanceUsRow): Pick<Told, "fees" | "feeValue"> {
  return fee === null ? {} : { fees: [fee], feeValue: feeUsd };
}

/** A withdrawal's amount is what arrived; its fee was paid on top. */
function moved(row: BinanceUsRow, is: "deposit" | "withdrawal"): Told {
  const { primary } = row;
  if (primary === null || isNegative(primary.leg.quantity)) {
    return kept(row, `This ${is} does not say how much moved, or says it with a minus.`);
  }
  const { leg, usd } = primary;
  const value = isFiat(leg.asset) ? null : usd;
  return is === "deposit"
    ? { meaning: { is }, received: leg, value, ...feesOf(row) }
    : { meaning: { is }, sent: leg, value, ...feesOf(row) };
}

/** Units given out; staking with a minus is the service fee Binance.US keeps of it. */
function given(row: BinanceUsRow): Told {
  const { primary, operation } = row;
  if (primary === null) {
    return kept(row, "This distribution does not say how much was given.");
  }
  const { leg, usd: value } = primary;
  if (isNegative(leg.quantity)) {
    return operation === "staking rewards"
      ? {
          meaning: { is: "fee" },
          sent: { asset: leg.asset, quantity: absoluteQuantity(leg.quantity) },
          value,
        }
      : kept(row, "A negative distribution looks like a correction.");
  }
  if (isFiat(leg.asset)) {
    return kept(row, "Paid in money, not in coins: enter it where the return asks for it.");
  }
  switch (operation) {
    case "staking rewards":
      return { meaning: { is: "income", kind: "staking" }, received: leg, value };
    case "referral commission":
      return { meaning: { is: "income", kind: "reward" }, received: leg, value };
    case "others":
      return { meaning: { is: "income", kind: "airdrop" }, received: leg, value };
    default:
      return kept(
        row,
        `The operation "${textIn(row.cells, "operation")}" is not known here: say what it is.`,
      );
  }
}

/** An order of the order book: the base is bought with, or sold for, the quote. */
function spot(row: BinanceUsRow): Told {
  const { operation, base, quote } = row;
  if (operation !== "buy" && operation !== "sell") {
    return kept(
      row,
      `The operation "${textIn(row.cells, "operation")}" is not known here: say what it is.`,
    );
  }
  return operation === "buy" ? exchange(row, quote, base) : exchange(row, base, quote);
}

/** A purchase, sale or conversion outside the order book: here the base is what was given, the quote what was received. */
function converted(row: BinanceUsRow): Told {
  const { base, quote, category } = row;
  const isMoneyRight =
    (category.endsWith("buy") && quote !== null && !isFiat(quote.leg.asset)) ||
    (category.endsWith("sell") && base !== null && !isFiat(base.leg.asset)) ||
    category === "convert";
  return isMoneyRight
    ? exchange(row, base, quote)
    : kept(
        row,
        `This ${category} gives the money as if it went the other way: say what was given and what received.`,
      );
}

function exchange(
  row: BinanceUsRow,
  sent: BinanceUsSide | null,
  received: BinanceUsSide | null,
): Told {
  const isWhole =
    sent !== null &&
    received !== null &&
    !isNegative(sent.leg.quantity) &&
    !isNegative(received.leg.quantity);
  if (!isWhole) {
    return kept(row, "This trade does not say both amounts.");
  }
  const isSwap = !isFiat(sent.leg.asset) && !isFiat(received.leg.asset);
  return {
    meaning: { is: "exchange" },
    sent: sent.leg,
    received: received.leg,
    value: received.usd ?? (isSwap ? sent.usd : null),
    question: row.isQuoteTaken
      ? `The file leaves out the units of ${row.quote?.leg.asset}: its value in dollars is taken for them, one for one.`
      : null,
    ...feesOf(row),
  };
}
