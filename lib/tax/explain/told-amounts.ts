import { compareQuantity, type Quantity, signQuantity } from "@/lib/money/quantity";
import { compareUsd, isZeroUsd, signUsd, type Usd } from "@/lib/money/usd";
import { isFiat } from "@/lib/tax/fiat";
import { statedValue } from "@/lib/tax/legs";
import type { Conversion, GiftReceived, Swap, Transaction } from "@/lib/tax/transaction";

/** An exchange: a swap, or a conversion that is one. */
export type Exchange = Swap | Conversion;

/** Dollars of less than nothing count as not known (validate.ts). */
function sound(amount: Usd | null): Usd | null {
  return amount === null || signUsd(amount) < 0 ? null : amount;
}

/** What a told figure is called. */
const LABELS: Readonly<Record<string, string>> = {
  value: "Value told",
  fee: "Costs in dollars",
  "fee-value": "Value of the network fee",
  "donor-basis": "Giver's basis",
  "gift-tax": "Gift tax on the rise in value",
  withheld: "Value of the units withheld",
  "washed-elsewhere": "Loss disallowed outside these books",
  "seller-denied": "Loss denied to the seller",
};

/** The label of a told figure: fees in kind are counted from 1. */
export function toldLabel(name: string): string {
  return LABELS[name] ?? `Value of ${name.replace("/", " ")} paid in units`;
}

/** The amount a transaction tells under a name, as the engine takes it; undefined when it tells nothing of the name. */
export function toldAmount(tx: Transaction, name: string): Usd | null | undefined {
  const fee = tx.fees.find((_, index) => name === `fee/${index + 1}`);
  if (fee !== undefined) {
    return sound(fee.value);
  }
  switch (name) {
    case "value":
      return "value" in tx ? sound(statedValue(tx)) : undefined;
    case "fee":
      return tx.feeUsd;
    case "fee-value":
      return tx.kind === "transfer" ? sound(tx.feeValue) : undefined;
    case "withheld":
      return tx.kind === "swap" ? (withheldOf(tx)?.value ?? undefined) : undefined;
    default:
      return toldPast(tx, name);
  }
}

/** Figures about what was before the units came into the books. */
function toldPast(tx: Transaction, name: string): Usd | null | undefined {
  if (tx.kind === "gift-received") {
    return name === "donor-basis"
      ? sound(tx.donorBasis)
      : name === "gift-tax"
        ? tx.giftTaxShare
        : undefined;
  }
  if (tx.kind === "buy") {
    return name === "washed-elsewhere"
      ? tx.replacementElsewhere?.disallowed
      : name === "seller-denied"
        ? tx.sellerDeniedLoss
        : undefined;
  }
  return undefined;
}

/** What was kept back out of what a swap brought, where it fits in it: units (Reg. 1.1012-1(j)(3)(iii)), or foreign money. */
export function withheldOf({ withheld, received }: Swap): Swap["withheld"] {
  return withheld === null ||
    signQuantity(withheld.quantity) <= 0 ||
    signUsd(withheld.value) < 0 ||
    compareQuantity(withheld.quantity, received.quantity) > 0
    ? null
    : withheld;
}

/** A told figure by its name, with its amount. */
export interface ToldCost {
  readonly name: string;
  readonly amount: Usd;
}

/** The costs a transaction tells, without those of nothing and those of unknown value. */
export function costsTold(tx: Transaction): readonly ToldCost[] {
  const kinds = tx.fees.flatMap(({ value }, index) => {
    const amount = sound(value);
    return amount === null || isZeroUsd(amount) ? [] : [{ name: `fee/${index + 1}`, amount }];
  });
  return isZeroUsd(tx.feeUsd) ? kinds : [{ name: "fee", amount: tx.feeUsd }, ...kinds];
}

/** True when a gift's share of gift tax belongs to basis (IRC 1015(d)(6), 1015(e)). */
export function countsGiftTax(tx: GiftReceived): boolean {
  const [basis, value] = [sound(tx.donorBasis), sound(tx.value)];
  return (
    basis !== null &&
    tx.fromSpouse !== true &&
    signUsd(tx.giftTaxShare) > 0 &&
    (value === null || compareUsd(value, basis) > 0)
  );
}

/** One leg of a transaction whose units were disposed of: how many, and the told figures its proceeds are made of. */
export interface Leg {
  /** Network fees of moves are fees here. */
  readonly kind: "sell" | "spend" | "swap" | "fee" | "withheld";
  readonly asset: string;
  readonly quantity: Quantity | null;
  /** Told figure its proceeds are made of. */
  readonly value: string;
  /** What is taken off: the costs of the transaction, those of an exchange that belong to what was given up, or nothing. */
  readonly costs: "all" | "given-up" | "none";
}

/** The legs of a transaction in the order in which they are disposed of; fees in kind last. */
export function legsOf(tx: Transaction): readonly Leg[] {
  const fees = tx.fees.flatMap(({ asset, quantity }, index): readonly Leg[] =>
    isFiat(asset)
      ? []
      : [{ kind: "fee", asset, quantity, value: `fee/${index + 1}`, costs: "none" }],
  );
  return [...mainLegs(tx), ...fees];
}

function mainLegs(tx: Transaction): readonly Leg[] {
  switch (tx.kind) {
    case "sell":
    case "spend":
      return [{ kind: tx.kind, ...tx.sent, value: "value", costs: "all" }];
    case "fee":
      return [{ kind: "fee", ...tx.sent, value: "value", costs: "none" }];
    case "transfer":
      return [
        { kind: "fee", asset: tx.sent.asset, quantity: null, value: "fee-value", costs: "none" },
      ];
    case "conversion":
      return [{ kind: "swap", ...tx.sent, value: "value", costs: "given-up" }];
    case "swap":
      return [{ kind: "swap", ...tx.sent, value: "value", costs: "given-up" }, ...withheldLeg(tx)];
    default:
      return [];
  }
}

function withheldLeg(tx: Swap): readonly Leg[] {
  const withheld = withheldOf(tx);
  const { asset } = tx.received;
  return withheld === null || isFiat(asset)
    ? []
    : [
        {
          kind: "withheld",
          asset,
          quantity: withheld.quantity,
          value: "withheld",
          costs: "none",
        },
      ];
}
