import { quantityText } from "@/lib/money/quantity";
import { signUsd, subtractUsd, type Usd } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { itemAt } from "@/lib/tax/forms/item-at";
import type { Transaction } from "@/lib/tax/transaction";
import { dayText } from "@/lib/time/day-text";
import type { BasisSide, FigureAddress, LotOperand } from "./address";
import type { Facts } from "./facts";
import { type Figure, made, minus, type PartName, plus, stated, type Words } from "./figure";
import type { Source } from "./lineage";
import { drawnBasis, fromSource, shared, shareOfKnown } from "./shares";
import { type ClosedLeg, closedLegs, figureOfLeg } from "./told-figures";

/** A figure of the `number`th closed lot of a disposal; null when there is no such lot or it has no such figure. */
export function lotFigure(
  facts: Facts,
  disposal: string,
  number: number,
  of: LotOperand,
): Figure | null {
  const lot = facts.closedBy(disposal)[number - 1];
  const tx = facts.transaction(disposal);
  if (lot === undefined || tx === null) {
    return null;
  }
  const about: About = { facts, lot, tx, name: (operand) => lotAddress(lot, number, operand) };
  switch (of) {
    case "gain":
      return gainFigure(about);
    case "proceeds":
      return proceedsFigure(about);
    case "basis":
      return basisFigure(about);
    case "gain-basis":
      return sideFigure(about, "gain");
    case "loss-basis":
      return sideFigure(about, "loss");
    case "loss":
      return lot.adjustments.length === 0 ? null : lossFigure(about);
    case "w":
      return washedFigure(about);
    case "l":
      return deniedFigure(about);
  }
}

interface About {
  readonly facts: Facts;
  readonly lot: ClosedLot;
  readonly tx: Transaction;
  readonly name: (operand: LotOperand) => FigureAddress;
}

/** The address of a figure of a closed lot. */
export function lotAddress(lot: ClosedLot, number: number, of: LotOperand): FigureAddress {
  return { at: "lot", disposal: lot.disposal, lot: number, of };
}

const unitsOf = ({ quantity, asset }: ClosedLot): string => `${quantityText(quantity)} ${asset}`;

const acquiredOf = ({ acquired }: ClosedLot): string =>
  acquired === null
    ? ""
    : acquired === "inherited"
      ? ", inherited"
      : `, acquired ${dayText(acquired)}`;

function gainFigure({ lot, name }: About): Figure {
  const parts = [
    plus(name("proceeds")),
    minus(name("basis")),
    ...lot.adjustments.map(({ code }) => plus(name(code === "W" ? "w" : "l"))),
  ];
  const words: Words = {
    label: `Gain or loss on ${unitsOf(lot)} sold ${dayText(lot.sold)}`,
    how:
      lot.adjustments.length === 0
        ? "proceeds less basis"
        : "proceeds less basis, and what of the loss does not count",
    authority: `IRC 1001(a); IRC 1222 (${lot.term} term)`,
  };
  return made(words, lot.gain, { kind: "difference" }, parts);
}

/** The leg a closed lot is part of. */
function legOf({ facts, lot, tx }: About): ClosedLeg | null {
  return closedLegs(facts, tx).find(({ lots }) => lots.includes(lot)) ?? null;
}

function proceedsFigure(about: About): Figure | null {
  const { facts, lot, tx } = about;
  const found = legOf(about);
  if (found === null) {
    return null;
  }
  const parts: readonly PartName[] = [plus({ at: "leg", transaction: tx.id, leg: found.number })];
  const words: Words = {
    label: `Proceeds of ${unitsOf(lot)}`,
    how: "their share of the proceeds, by units",
    authority: "IRC 1001(b); Reg. 1.1001-7(b)",
  };
  if (found.lots.length === 1) {
    return made({ ...words, how: "all the proceeds" }, lot.proceeds, { kind: "same" }, parts);
  }
  const whole = figureOfLeg(facts, tx, found.leg).amount;
  return shared(words, lot.proceeds, { units: lot.quantity, of: found.units, whole }, parts);
}

/** Draws a closed lot's units came out of; null when the acquisition is missing, or they were withheld as they came. */
function sourceOf({ facts, lot }: About): Source | null {
  return facts.lineage.sourceOfClosed.get(lot) ?? null;
}

/** True when the units have one basis for a gain and a lower one for a loss. */
function isDual({ facts }: About, { draws }: Source): boolean {
  return draws.some((at) => itemAt(facts.lineage.steps, at).moved.lossBasis !== null);
}

function basisFigure(about: About): Figure | null {
  const { lot, tx, name } = about;
  const words: Words = {
    label: `Basis of ${unitsOf(lot)}${acquiredOf(lot)}`,
    how: "the basis of the units drawn",
    authority: "IRC 1012; Reg. 1.1012-1(h), (j)",
  };
  if (lot.kind === "withheld") {
    const parts = [plus({ at: "told", transaction: tx.id, name: "withheld" } as const)];
    const how = "units withheld out of what was received carry their own value as basis";
    return made(
      { ...words, how, authority: "Reg. 1.1012-1(j)(3)(iii)" },
      lot.basis,
      { kind: "same" },
      parts,
    );
  }
  const source = sourceOf(about);
  if (source === null) {
    return stated(
      {
        ...words,
        how: "not known: the acquisition is missing from the books",
        authority: "IRC 6001",
      },
      null,
      "law",
    );
  }
  if (!isDual(about, source) || lot.proceeds === null) {
    return sideFigure(about, "gain");
  }
  return made(
    {
      ...words,
      how: "between its two bases there is neither gain nor loss: the middle one of the basis for a gain, the basis for a loss and the proceeds",
      authority: "IRC 1015(a); IRC 267(d)",
    },
    lot.basis,
    { kind: "middle" },
    [plus(name("gain-basis")), plus(name("loss-basis")), plus(name("proceeds"))],
  );
}

function sideFigure(about: About, side: BasisSide): Figure | null {
  const { facts, lot } = about;
  const source = sourceOf(about);
  if (source === null || (side === "loss" && !isDual(about, source))) {
    return null;
  }
  const words: Words = {
    label: `${side === "gain" ? "Basis" : "Basis for a loss"} of ${unitsOf(lot)}${acquiredOf(lot)}`,
    how: source.sharedBy === 1 ? "the basis of the units drawn" : "their share of the units drawn",
    authority: side === "gain" ? "IRC 1012; Reg. 1.1012-1(h), (j)" : "IRC 1015(a); IRC 267(d)",
  };
  const amount = isDual(about, source) ? dualBasis(about, source, side) : lot.basis;
  return fromSource(facts, words, amount, source, { units: lot.quantity, side });
}

/**
 * One basis of the units, where the result tells only the one that counted: all that was drawn; of draws that others shared
 * the one that counted as told, and the other by units.
 */
function dualBasis({ facts, lot }: About, source: Source, side: BasisSide): Usd | null {
  const loss = lossOf(lot);
  const counted = loss === null ? 0 : signUsd(loss);
  return source.sharedBy > 1 && counted === (side === "gain" ? -1 : 1)
    ? lot.basis
    : shareOfKnown(drawnBasis(facts, source, side), lot.quantity, source.drawnUnits);
}

/** Basis less proceeds; null when one of them is not known. */
const lossOf = ({ proceeds, basis }: ClosedLot): Usd | null =>
  proceeds === null || basis === null ? null : subtractUsd(basis, proceeds);

function lossFigure({ lot, name }: About): Figure {
  const words: Words = {
    label: `Loss on ${unitsOf(lot)} before what does not count`,
    how: "basis less proceeds",
    authority: "IRC 1001(a)",
  };
  return made(words, lossOf(lot), { kind: "difference" }, [
    plus(name("basis")),
    minus(name("proceeds")),
  ]);
}

const adjustment = (lot: ClosedLot, code: "W" | "L"): Usd | null =>
  lot.adjustments.find((each) => each.code === code)?.amount ?? null;

function washedFigure({ facts, lot }: About): Figure | null {
  const amount = adjustment(lot, "W");
  if (amount === null) {
    return null;
  }
  const words: Words = {
    label: `Loss on ${unitsOf(lot)} disallowed by wash sales (code W)`,
    how: "each match with units that replace what was sold",
    authority: "IRC 1091(a)",
  };
  const parts = facts.washesOf(lot).map((index) => plus({ at: "wash", wash: index + 1 } as const));
  return made(words, amount, { kind: "sum" }, parts);
}

function deniedFigure({ lot, name }: About): Figure | null {
  const amount = adjustment(lot, "L");
  if (amount === null) {
    return null;
  }
  const washed = adjustment(lot, "W") !== null;
  const words: Words = {
    label: `Loss on ${unitsOf(lot)} that is not deductible (code L)`,
    how: washed ? "all of the loss that no wash sale disallowed" : "all of the loss",
    authority: "IRC 267(a)(1); IRC 262",
  };
  return made(words, amount, { kind: "difference" }, [
    plus(name("loss")),
    ...(washed ? [minus(name("w"))] : []),
  ]);
}

/** One wash sale: the share of a loss, by units, that was replaced. */
export function washFigure(facts: Facts, number: number): Figure | null {
  const sale = facts.books.ledger.washSales[number - 1];
  const lot = facts.lotOfWash(number - 1);
  if (sale === undefined || lot === null) {
    return null;
  }
  const words: Words = {
    label: `Loss disallowed: ${quantityText(sale.units)} ${sale.asset} replaced by ${sale.replacementAsset} bought ${sale.bought}`,
    how: "the loss, by the units replaced over those sold",
    authority: sale.authority,
  };
  const share = { units: sale.units, of: lot.quantity, whole: lossOf(lot) };
  return shared(words, sale.disallowed, share, [
    plus(lotAddress(lot, facts.ordinalOf(lot), "loss")),
  ]);
}
