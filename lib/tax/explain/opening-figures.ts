import { quantityText } from "@/lib/money/quantity";
import { signUsd, ZERO_USD } from "@/lib/money/usd";
import type { TraceStep } from "@/lib/tax/trace";
import type { Transaction } from "@/lib/tax/transaction";
import { dayText } from "@/lib/time/day-text";
import type { BasisSide, FigureAddress } from "./address";
import type { Facts } from "./facts";
import { type Figure, made, minus, type PartName, plus, toldBy, type Words } from "./figure";
import { costsTold, countsGiftTax, toldAmount } from "./told-amounts";
import { bornCosts } from "./told-figures";

/** What a lot cost when its transaction opened it, out of what the transaction tells. */
export function openedFigure(facts: Facts, step: TraceStep, side: BasisSide): Figure | null {
  const tx = step.transaction === null ? null : facts.transaction(step.transaction);
  if (tx === null) {
    return null;
  }
  const amount = side === "gain" ? step.moved.basis : step.moved.lossBasis;
  const words: Words = {
    label: `Cost of the ${quantityText(step.moved.quantity)} ${step.asset} that came in on ${dayText(step.opened)}`,
    ...rulesOf(tx, side),
  };
  const parts = partsOf(facts, tx, side);
  const [only] = parts;
  if (only === undefined || amount === null) {
    return toldBy(tx, { ...words, how: "not told" }, amount);
  }
  const kind =
    parts.length === 1 && only.sign === 1
      ? "same"
      : parts.some(({ sign }) => sign === -1)
        ? "difference"
        : "sum";
  return made(words, amount, { kind }, parts);
}

const told = (tx: Transaction, name: string): FigureAddress => ({
  at: "told",
  transaction: tx.id,
  name,
});

function partsOf(facts: Facts, tx: Transaction, side: BasisSide): readonly PartName[] {
  const value = plus(told(tx, "value"));
  switch (tx.kind) {
    case "buy":
      return [
        value,
        ...costsTold(tx).map(({ name }) => plus(told(tx, name))),
        ...past(tx, "washed-elsewhere"),
        ...(side === "gain" ? past(tx, "seller-denied") : []),
      ];
    case "income":
    case "inherited":
      return [value];
    case "gift-received":
      if (side === "loss") {
        return [value];
      }
      return countsGiftTax(tx)
        ? [plus(told(tx, "donor-basis")), plus(told(tx, "gift-tax"))]
        : [plus(told(tx, "donor-basis"))];
    case "swap":
    case "conversion":
      return [
        value,
        ...(tx.kind === "swap" && toldAmount(tx, "withheld") !== undefined
          ? [minus(told(tx, "withheld"))]
          : []),
        ...bornCosts(facts, tx, "received").parts.map(plus),
      ];
    default:
      return [];
  }
}

/** A figure of the past that counts: told, and more than nothing. */
function past(tx: Transaction, name: string): readonly PartName[] {
  const amount = toldAmount(tx, name) ?? ZERO_USD;
  return signUsd(amount) > 0 ? [plus(told(tx, name))] : [];
}

function rulesOf(tx: Transaction, side: BasisSide): Omit<Words, "label"> {
  switch (tx.kind) {
    case "income":
      return {
        how: "fair market value when it was received as income",
        authority: "Rev. Rul. 2023-14; Rev. Rul. 2019-24; Notice 2014-21",
      };
    case "inherited":
      return { how: "fair market value at death", authority: "IRC 1014" };
    case "gift-received":
      return side === "loss"
        ? { how: "fair market value at the gift, which limits a loss", authority: "IRC 1015(a)" }
        : {
            how: "the giver's basis carries over",
            authority: tx.fromSpouse === true ? "IRC 1041(b)(2)" : "IRC 1015(a), (d)(6)",
          };
    case "swap":
    case "conversion":
      return {
        how: "fair market value of what was received",
        authority: "IRC 1012; Reg. 1.1012-1(h)",
      };
    default:
      return {
        how: "what was paid, with the costs of buying",
        authority: "IRC 1012; Reg. 1.1012-1(h)",
      };
  }
}
