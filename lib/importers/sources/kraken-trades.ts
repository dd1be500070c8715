import { isFiat } from "@/lib/importers/assets";
import { dollars, isNegative, problemIn } from "@/lib/importers/cells";
import { dollarsOnly } from "@/lib/importers/legs";
import type { ParsedTransaction, RowProblem } from "@/lib/importers/source";
import { splitQuantity } from "@/lib/importers/split";
import type { Told } from "@/lib/importers/told";
import {
  absoluteQuantity,
  addQuantity,
  type Quantity,
  quantityText,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { sumUsd, type Usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { AssetId, FeeInKind, Leg } from "@/lib/tax/transaction";
import { isPositive, type KrakenContext, type KrakenRow, partOf, unknownRow } from "./kraken-row";

/** All rows of one asset in a trade, summed: what came or went, and the fee on top. */
interface Side {
  readonly asset: AssetId;
  readonly rows: readonly KrakenRow[];
  /** Without sign. */
  readonly quantity: Quantity;
  readonly isOut: boolean;
  readonly fee: Quantity;
  readonly usd: Usd | null;
}

/**
 * Rows of one refid that are an exchange: trade, spend + receive, settled. Fees may stand on either side. Dollars on one side make a
 * purchase or sale; other government money too, but its value in dollars is asked for; coins on both sides make a swap. Several
 * coins spent for one received (a dust sweep) share what was received by Kraken's own dollar values.
 */
export function exchange(rows: readonly KrakenRow[], context: KrakenContext): ParsedTransaction[] {
  const sides = sidesOf(rows);
  const outs = sides.filter((side) => side.isOut && isPositive(side.quantity));
  const ins = sides.filter((side) => !side.isOut && isPositive(side.quantity));
  const [out] = outs;
  const [into] = ins;
  if (out === undefined || into === undefined || ins.length > 1) {
    const reason = "The other half of this trade is not in the file, or it has several.";
    return rows.map((row) => unknownRow(row, context, reason));
  }
  return outs.length === 1 ? one(rows, out, into, sides, context) : sweep(outs, into, context);
}

function sidesOf(rows: readonly KrakenRow[]): Side[] {
  const byAsset = new Map<AssetId, KrakenRow[]>();
  for (const row of rows) {
    if (row.asset !== "KFEE") {
      byAsset.set(row.asset, [...(byAsset.get(row.asset) ?? []), row]);
    }
  }
  return [...byAsset].map(([asset, own]) => {
    const net = sumQuantity(own.map((row) => row.amount));
    const values = own.flatMap((row) => (row.usd === null ? [] : [row.usd]));
    return {
      asset,
      rows: own,
      quantity: absoluteQuantity(net),
      isOut: isNegative(net),
      fee: sumQuantity(own.map((row) => row.fee)),
      usd: values.length === own.length ? sumUsd(values) : null,
    };
  });
}

function one(
  rows: readonly KrakenRow[],
  out: Side,
  into: Side,
  sides: readonly Side[],
  context: KrakenContext,
): ParsedTransaction[] {
  const [outFiat, intoFiat] = [isFiat(out.asset), isFiat(into.asset)];
  if (outFiat && intoFiat) {
    return [cashOf(out, context), cashOf(into, context)];
  }
  const money = outFiat ? out : intoFiat ? into : null;
  const coin = money === out ? into : out;
  const value = money === null ? (into.usd ?? out.usd) : inDollars(money);
  const base = context.base(rows, {
    feeUsd: feeInDollars(sides),
    fees: sides.flatMap((side) => [...feeOf(side, coin, value), ...foreignFeeOf(side)]),
    question: foreignQuestion(money, value),
  });
  const sent = { asset: out.asset, quantity: out.quantity };
  const received = { asset: into.asset, quantity: into.quantity };
  if (money === null) {
    return [swapOf(base, out, into, value)];
  }
  return money === out
    ? [{ kind: "buy", received, value, ...foreignMoney(sent), ...base }]
    : [{ kind: "sell", sent, value, ...foreignMoney(received), ...base }];
}

/** Money other than dollars stays with the row as told. */
const foreignMoney = (leg: Leg) => (leg.asset === "USD" ? {} : { money: leg });

/** A fee in the coin received is kept back from what came (Reg. 1.1012-1(j)(3)(iii)); without a value it stays a fee on top. */
function swapOf(base: Told, out: Side, into: Side, value: Usd | null): ParsedTransaction {
  const sent = { asset: out.asset, quantity: out.quantity };
  const received = { asset: into.asset, quantity: into.quantity };
  const kept = partOf(value, into.fee, into.quantity);
  const swap = { kind: "swap", sent, received, value, ...base } as const;
  return kept === null || !isPositive(into.fee)
    ? { withheld: null, ...swap }
    : {
        withheld: { quantity: into.fee, value: kept },
        ...swap,
        fees: base.fees.filter((fee) => fee.asset !== into.asset),
      };
}

/** Dollars are themselves; other money only by Kraken's own valuation of it. */
function inDollars(side: Side): Usd | null {
  return side.asset === "USD" ? dollars(quantityText(side.quantity)) : side.usd;
}

function feeInDollars(sides: readonly Side[]): Usd {
  return sumUsd(
    sides
      .filter((side) => isFiat(side.asset) && isPositive(side.fee))
      .map((side) =>
        side.asset === "USD"
          ? dollars(quantityText(side.fee))
          : (partOf(side.usd, side.fee, side.quantity) ?? ZERO_USD),
      ),
  );
}

/** A fee in coins, valued by the trade's own price where the coin is the one traded, else by Kraken's valuation. */
function feeOf(side: Side, coin: Side, value: Usd | null): FeeInKind[] {
  if (isFiat(side.asset) || !isPositive(side.fee)) {
    return [];
  }
  const known = side === coin ? value : (side.usd ?? value);
  return [{ asset: side.asset, quantity: side.fee, value: partOf(known, side.fee, side.quantity) }];
}

/** A fee in other money without Kraken's valuation of it. */
function foreignFeeOf(side: Side): FeeInKind[] {
  return isFiat(side.asset) && side.asset !== "USD" && side.usd === null && isPositive(side.fee)
    ? [{ asset: side.asset, quantity: side.fee, value: null }]
    : [];
}

function foreignQuestion(money: Side | null, value: Usd | null): RowProblem | null {
  const row = money?.rows[0];
  if (money === null || value !== null || row === undefined) {
    return null;
  }
  const text = `${quantityText(money.quantity)} ${money.asset}, fee ${quantityText(money.fee)} ${money.asset}`;
  return dollarsOnly(
    problemIn(
      row.cells,
      "asset",
      `The trade was in ${money.asset} (${text}): give its value in US dollars at that time.`,
    ),
  );
}

/** Money for money: two cash movements, no lot. */
function cashOf(side: Side, context: KrakenContext): ParsedTransaction {
  const net = side.isOut
    ? subtractQuantity(ZERO_QUANTITY, addQuantity(side.quantity, side.fee))
    : subtractQuantity(side.quantity, side.fee);
  return { kind: "cash", currency: side.asset, amount: net, ...context.base(side.rows) };
}

function sweep(outs: readonly Side[], into: Side, context: KrakenContext): ParsedTransaction[] {
  const weights = outs.flatMap((side) => (side.usd === null ? [] : [usdText(side.usd)]));
  const isValued = weights.length === outs.length;
  const used = isValued ? weights : outs.map(() => "1");
  const shares = splitQuantity(into.quantity, used);
  const fees = splitQuantity(into.fee, used);
  return outs.map((out, index) =>
    swept(out, into, {
      quantity: shares[index] ?? ZERO_QUANTITY,
      fee: fees[index] ?? ZERO_QUANTITY,
      isValued,
      context,
    }),
  );
}

interface Share {
  readonly quantity: Quantity;
  readonly fee: Quantity;
  readonly isValued: boolean;
  readonly context: KrakenContext;
}

/** One coin of a dust sweep with its share of what came in. */
function swept(out: Side, into: Side, share: Share): ParsedTransaction {
  const isUsd = into.asset === "USD";
  const value = isUsd ? dollars(quantityText(share.quantity)) : out.usd;
  const [first] = out.rows;
  const question =
    share.isValued || first === undefined
      ? null
      : problemIn(
          first.cells,
          "amount",
          `Several coins were changed into ${into.asset} together; the file does not say how much each brought: equal shares are taken.`,
        );
  const base = share.context.base([...out.rows, ...into.rows], {
    question,
    key: out.rows.map((row) => row.print).join("+"),
    feeUsd: isUsd ? dollars(quantityText(share.fee)) : ZERO_USD,
    fees: [...feeOf(out, out, value), ...feeShare(into, share, value)],
  });
  const sent = { asset: out.asset, quantity: out.quantity };
  const received = { asset: into.asset, quantity: share.quantity };
  return isFiat(into.asset)
    ? { kind: "sell", sent, value, ...base }
    : { kind: "swap", sent, received, value, withheld: null, ...base };
}

function feeShare(into: Side, share: Share, value: Usd | null): FeeInKind[] {
  return isFiat(into.asset) || !isPositive(share.fee)
    ? []
    : [
        {
          asset: into.asset,
          quantity: share.fee,
          value: partOf(value, share.fee, share.quantity),
        },
      ];
}
