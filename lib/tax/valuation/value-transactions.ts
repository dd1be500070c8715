import { type Price, price, valueAt } from "@/lib/money/price";
import type { Usd } from "@/lib/money/usd";
import type { FeeInKind, Leg, Transaction, TransactionId } from "@/lib/tax/transaction";
import type { MarketPrice } from "./market-price";
import { type OpenAmount, openAmounts } from "./open-amounts";
import type { Moment, PriceLookup } from "./price-lookup";

/** One dollar amount no source told, and the price that gives it. */
export interface ValuedAmount {
  /** The figure's name, as in `told/<transaction>/<name>`. */
  readonly name: string;
  /** What was priced: in an exchange one of its two sides. */
  readonly leg: Leg;
  readonly amount: Usd;
  readonly price: MarketPrice;
}

/** A dollar amount that is still missing. */
export interface PriceNeed {
  readonly transaction: TransactionId;
  readonly moment: Moment;
  readonly open: OpenAmount;
}

/** The transactions as the engine takes them, what was valued by which price, and what is still missing. */
export interface Valuation {
  readonly transactions: readonly Transaction[];
  readonly valued: ReadonlyMap<TransactionId, readonly ValuedAmount[]>;
  readonly missing: readonly PriceNeed[];
}

/**
 * Gives dollars to what has none: units x price, by the one rule of `priceLookup`. What a source told is never touched, and the
 * facts themselves are not changed: rows that get a value are copies, all others are the same objects. Pure; never throws for
 * bad data.
 */
export function valueTransactions(
  transactions: readonly Transaction[],
  lookup: PriceLookup,
): Valuation {
  const valued = new Map<TransactionId, readonly ValuedAmount[]>();
  const missing: PriceNeed[] = [];
  const after: Transaction[] = [];
  const priceOf = parsedOnce();
  for (const tx of transactions) {
    const amounts: ValuedAmount[] = [];
    for (const open of openAmounts(tx)) {
      const amount = pricedBy(open, tx, lookup, priceOf);
      if (amount === null) {
        missing.push({ transaction: tx.id, moment: { at: tx.at, date: tx.date }, open });
      } else {
        amounts.push(amount);
      }
    }
    if (amounts.length === 0) {
      after.push(tx);
    } else {
      after.push(withAmounts(tx, amounts));
      valued.set(tx.id, amounts);
    }
  }
  return { transactions: valued.size === 0 ? transactions : after, valued, missing };
}

/** Many rows share a price: its text is read once. */
function parsedOnce(): (told: MarketPrice) => Price {
  const known = new Map<MarketPrice, Price>();
  return (told) => {
    const before = known.get(told);
    if (before !== undefined) {
      return before;
    }
    const parsed = price(told.price);
    known.set(told, parsed);
    return parsed;
  };
}

function pricedBy(
  open: OpenAmount,
  moment: Moment,
  lookup: PriceLookup,
  priceOf: (told: MarketPrice) => Price,
): ValuedAmount | null {
  for (const leg of open.legs) {
    const found = lookup(leg.asset, moment);
    if (found !== null) {
      const amount = valueAt(priceOf(found), leg.quantity);
      return { name: open.name, leg, amount, price: found };
    }
  }
  return null;
}

function withAmounts(tx: Transaction, amounts: readonly ValuedAmount[]): Transaction {
  const amountOf = (name: string): Usd | null =>
    amounts.find((amount) => amount.name === name)?.amount ?? null;
  const priced = tx.fees.map((fee, index) => withValue(fee, amountOf(`fee/${index + 1}`)));
  // Spreads last: Node gives `{ ...row, more }` a hidden class of its own per object.
  if (tx.kind === "transfer") {
    const { fees: _fees, feeValue, ...told } = tx;
    return { fees: priced, feeValue: feeValue ?? amountOf("fee-value"), ...told };
  }
  if ("value" in tx) {
    const { fees: _fees, value, ...told } = tx;
    return { fees: priced, value: value ?? amountOf("value"), ...told };
  }
  const { fees: _fees, ...told } = tx;
  return { fees: priced, ...told };
}

function withValue(fee: FeeInKind, amount: Usd | null): FeeInKind {
  return fee.value === null && amount !== null
    ? { asset: fee.asset, quantity: fee.quantity, value: amount }
    : fee;
}
