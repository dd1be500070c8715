import { shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  isZeroQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { sumUsd, type Usd } from "@/lib/money/usd";
import type { AssetId, Leg } from "@/lib/tax/transaction";
import type { Meaning, Movement } from "./booking";
import { legOf } from "./cells";

/** One row's part in a transaction of a chain. Amounts positive; `sent` is without the fee. */
export interface ChainLegs {
  readonly sent: Leg | null;
  readonly received: Leg | null;
  /** What this wallet paid the network; null where the fee was the sender's. */
  readonly fee: Leg | null;
  /** Dollars the leg was worth, as the source says; null when it does not. */
  readonly value: Usd | null;
  readonly feeValue: Usd | null;
}

/**
 * What rows under one transaction hash mean together for one wallet: legs of one coin that leave and come back cancel; what is left
 * is a withdrawal, a deposit, an exchange of one coin for another, or only the network's fee. Null: nothing is left at all.
 * A text: why it cannot be told (several coins on one side).
 */
export function movementOfHash(
  rows: readonly ChainLegs[],
  label: string,
): Movement | string | null {
  const net = netOf(rows);
  const outs = net.filter(({ quantity }) => signQuantity(quantity) < 0).map(turned);
  const ins = net.filter(({ quantity }) => signQuantity(quantity) > 0);
  if (outs.length > 1 || ins.length > 1) {
    return "Several coins moved in one transaction: say what was exchanged for what.";
  }
  const fees = totals(rows.map(({ fee }) => fee));
  const feeValue = feeValueOf(rows);
  const sent = outs[0] ?? null;
  const received = ins[0] ?? null;
  if (sent === null && received === null) {
    return feeAlone(fees, feeValue, label);
  }
  const value = worthOf(rows, received, "received") ?? worthOf(rows, sent, "sent");
  return { meaning: meaningOf(sent, received), sent, received, fees, value, feeValue, label };
}

function meaningOf(sent: Leg | null, received: Leg | null): Meaning {
  if (sent === null) {
    return { is: "deposit" };
  }
  return received === null ? { is: "withdrawal" } : { is: "exchange" };
}

/** The value of the fee, when one row alone paid it. */
function feeValueOf(rows: readonly ChainLegs[]): Usd | null {
  const paying = rows.filter((row) => row.fee !== null);
  return paying.length === 1 ? (paying[0]?.feeValue ?? null) : null;
}

function feeAlone(fees: readonly Leg[], feeValue: Usd | null, label: string): Movement | null {
  const [fee, ...more] = fees;
  return fee === undefined
    ? null
    : { meaning: { is: "fee" }, sent: fee, fees: more, value: feeValue, label };
}

const turned = (leg: Leg): Leg => ({
  asset: leg.asset,
  quantity: subtractQuantity(ZERO_QUANTITY, leg.quantity),
});

/** Received less sent of every coin, in the order of the rows, without zeros. */
function netOf(rows: readonly ChainLegs[]): readonly Leg[] {
  return totals(
    rows.flatMap(({ sent, received }) => [sent === null ? null : turned(sent), received]),
  );
}

function totals(legs: readonly (Leg | null)[]): readonly Leg[] {
  const sums = new Map<AssetId, Quantity>();
  for (const leg of legs) {
    if (leg !== null) {
      sums.set(leg.asset, addQuantity(sums.get(leg.asset) ?? ZERO_QUANTITY, leg.quantity));
    }
  }
  return [...sums].flatMap(([asset, quantity]) => legOf(asset, quantity) ?? []);
}

/** Dollars of what is left of a coin: all of its rows must say theirs, and none may have cancelled. */
function worthOf(
  rows: readonly ChainLegs[],
  left: Leg | null,
  side: "sent" | "received",
): Usd | null {
  if (left === null) {
    return null;
  }
  const other = side === "sent" ? "received" : "sent";
  const own = rows.filter((row) => row[side]?.asset === left.asset);
  const values = own.flatMap(({ value }) => value ?? []);
  const isWhole = rows.every((row) => row[other]?.asset !== left.asset);
  return isWhole && values.length === own.length && own.length > 0 ? sumUsd(values) : null;
}

/** The part of a row's value that is not its fee, where its amount contains the fee. */
export function valueWithoutFee(value: Usd | null, net: Quantity, whole: Quantity): Usd | null {
  return value === null || isZeroQuantity(whole) ? null : shareOf(value, net, whole);
}
