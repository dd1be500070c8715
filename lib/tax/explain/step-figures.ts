import { compareQuantity, quantityText } from "@/lib/money/quantity";
import { isZeroUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { addKnown } from "@/lib/tax/book";
import { itemAt } from "@/lib/tax/forms/item-at";
import type { TraceStep } from "@/lib/tax/trace";
import { dayText } from "@/lib/time/day-text";
import type { BasisSide, FigureAddress, StepFigure } from "./address";
import { carriedBy } from "./carried-figures";
import type { Facts } from "./facts";
import { type Figure, made, minus, type PartName, plus, type Words } from "./figure";
import { openedFigure } from "./opening-figures";
import { BASIS_RULE, basisOf, fromSource, shared, stepAddress } from "./shares";

/** A figure of a step, counted from 1; null when there is no such step or it has no such figure. */
export function stepFigure(
  facts: Facts,
  step: number,
  of: StepFigure,
  side: BasisSide,
): Figure | null {
  const at = step - 1;
  const found = facts.lineage.steps[at];
  if (found === undefined || (side === "loss" && found.moved.lossBasis === null)) {
    return null;
  }
  switch (of) {
    case "before":
      return beforeFigure(facts, found, side);
    case "drawn":
      return found.step === "drawn" ? drawnFigure(facts, found, at, side) : null;
    default:
      return found.step === "placed" ? placedFigures(facts, found, at, of, side) : null;
  }
}

/** Units drawn out of an account: their share of what was there. */
function drawnFigure(facts: Facts, step: TraceStep, at: number, side: BasisSide): Figure {
  const { quantity } = step.moved;
  const amount = basisOf(step.moved, side);
  const words: Words = {
    label: `Basis of ${quantityText(quantity)} ${step.asset} out of the lot of ${dayText(step.opened)}`,
    how: `their share, by units, of the ${quantityText(step.before.quantity)} ${step.asset} of the lot that were in the account`,
    authority: BASIS_RULE,
  };
  const parts = [plus(beforeName(facts, step, at, side))];
  return compareQuantity(quantity, step.before.quantity) === 0
    ? made(
        { ...words, how: "all that was left of the lot in the account" },
        amount,
        { kind: "same" },
        parts,
      )
    : shared(
        words,
        amount,
        { units: quantity, of: step.before.quantity, whole: basisOf(step.before, side) },
        parts,
      );
}

/** What of the lot was in the account before a step: what stood there once, less what was drawn since. */
function beforeFigure(facts: Facts, step: TraceStep, side: BasisSide): Figure | null {
  const { steps } = facts.lineage;
  const drawn: number[] = [];
  let at = step.previous;
  while (at !== null && itemAt(steps, at).step === "drawn") {
    drawn.push(at);
    at = itemAt(steps, at).previous;
  }
  if (at === null) {
    return null;
  }
  const words: Words = {
    label: `Basis left in the account of the lot of ${dayText(step.opened)}`,
    how:
      drawn.length === 0
        ? "nothing of it had left"
        : "what had come into the account, less what had left before",
    authority: BASIS_RULE,
  };
  const amount = basisOf(step.before, side);
  return made(words, amount, { kind: drawn.length === 0 ? "same" : "difference" }, [
    plus(stoodName(facts, at, side)),
    ...drawn.reverse().map((each) => minus(stepAddress(each, "drawn", side))),
  ]);
}

function placedFigures(
  facts: Facts,
  step: TraceStep,
  at: number,
  of: Exclude<StepFigure, "drawn" | "before">,
  side: BasisSide,
): Figure | null {
  switch (of) {
    case "stood":
      return stoodFigure(facts, step, at, side);
    case "opened":
      return facts.lineage.sourceOfPlaced.has(at) ? null : openedFigure(facts, step, side);
    case "moved":
      return movedFigure(facts, step, at, side);
    case "placed":
      return placedFigure(facts, step, at, side);
  }
}

/** All of the lot in the account after units were placed. */
function stoodFigure(facts: Facts, step: TraceStep, at: number, side: BasisSide): Figure {
  const [before, moved] = [basisOf(step.before, side), basisOf(step.moved, side)];
  const words: Words = {
    label: `Basis in the account of the lot of ${dayText(step.opened)}`,
    how: step.previous === null ? "what came in" : "what came in, and what of the lot was there",
    authority: BASIS_RULE,
  };
  const placed = plus(placedName(facts, at, side));
  if (step.previous === null) {
    return made(words, moved, { kind: "same" }, [placed]);
  }
  const amount = addKnown(before, moved);
  return made(words, amount, { kind: "sum" }, [plus(beforeName(facts, step, at, side)), placed]);
}

/** What was in the account before a step; where nothing had left since, what once stood there. */
function beforeName(facts: Facts, step: TraceStep, at: number, side: BasisSide): FigureAddress {
  const { previous } = step;
  return previous === null || itemAt(facts.lineage.steps, previous).step === "drawn"
    ? stepAddress(at, "before", side)
    : stoodName(facts, previous, side);
}

/** What stood in an account after units were placed; where nothing of the lot was there before, what was placed. */
function stoodName(facts: Facts, at: number, side: BasisSide): FigureAddress {
  return itemAt(facts.lineage.steps, at).previous === null
    ? placedName(facts, at, side)
    : stepAddress(at, "stood", side);
}

/** What was placed; where nothing was added to it, what the lot cost or what was moved. */
function placedName(facts: Facts, at: number, side: BasisSide): FigureAddress {
  if (!facts.lineage.sourceOfPlaced.has(at)) {
    return stepAddress(at, "opened", side);
  }
  return stepAddress(at, addedTo(facts, at).parts.length === 0 ? "moved" : "placed", side);
}

/** Units put into an account: as opened, or as moved with what was added on the way. */
function placedFigure(facts: Facts, step: TraceStep, at: number, side: BasisSide): Figure {
  const amount = basisOf(step.moved, side);
  const words: Words = {
    label: `Basis of ${quantityText(step.moved.quantity)} ${step.asset} of the lot of ${dayText(step.opened)}`,
    how: "what the lot cost",
    authority: BASIS_RULE,
  };
  if (!facts.lineage.sourceOfPlaced.has(at)) {
    return made(words, amount, { kind: "same" }, [plus(stepAddress(at, "opened", side))]);
  }
  const added = addedTo(facts, at);
  const parts = [plus(stepAddress(at, "moved", side)), ...added.parts];
  return made(
    { ...words, how: added.parts.length === 0 ? "lots travel with their basis" : added.how },
    amount,
    { kind: added.parts.length === 0 ? "same" : "sum" },
    parts,
  );
}

interface Added {
  readonly amount: Usd;
  readonly parts: readonly PartName[];
  readonly how: string;
}

const NOTHING_ADDED: Added = { amount: ZERO_USD, parts: [], how: "" };

/** What joins the basis on the way: a disallowed loss, or the basis of units that paid the fee of the move. */
function addedTo(facts: Facts, at: number): Added {
  const wash = facts.lineage.washOfPlaced.get(at);
  const sale = wash === undefined ? undefined : facts.books.ledger.washSales[wash];
  if (wash !== undefined && sale !== undefined && !isZeroUsd(sale.disallowed)) {
    return {
      amount: sale.disallowed,
      parts: [plus({ at: "wash", wash: wash + 1 })],
      how: "the basis of the units, and the loss that a wash sale moved to them (IRC 1091(d))",
    };
  }
  const carried = carriedBy(facts, at);
  return carried === null || isZeroUsd(carried.amount)
    ? NOTHING_ADDED
    : {
        amount: carried.amount,
        parts: [plus({ at: "carried", step: at + 1 })],
        how: "lots travel with their basis, and that of the fee units is carried on (setting)",
      };
}

/** The units' own basis, before anything was added: all that was drawn for them, or their share of it. */
function movedFigure(facts: Facts, step: TraceStep, at: number, side: BasisSide): Figure | null {
  const source = facts.lineage.sourceOfPlaced.get(at);
  if (source === undefined) {
    return null;
  }
  const placed = basisOf(step.moved, side);
  const amount = placed === null ? null : subtractUsd(placed, addedTo(facts, at).amount);
  const words: Words = {
    label: `Basis moved with ${quantityText(step.moved.quantity)} ${step.asset} of the lot of ${dayText(step.opened)}`,
    how: "lots travel with basis and dates",
    authority: "Reg. 1.1012-1(j); IRC 1223",
  };
  return fromSource(facts, words, amount, source, { units: step.moved.quantity, side });
}
