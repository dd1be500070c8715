import { addUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { assertNever, err, ok, type Result } from "@/lib/result";
import { type FigureAddress, type FigureRefusal, figureText, noSuchFigure } from "./address";
import { carriedFigure, removedFigure } from "./carried-figures";
import type { Explanation, ExplanationPart } from "./explanation";
import { type ExplainedBooks, Facts } from "./facts";
import type { Figure } from "./figure";
import {
  booksFigure,
  boxFigure,
  collectiblesFigure,
  rowFigure,
  rowPartFigure,
} from "./form-figures";
import { capitalGainFigure, lineFigure } from "./line-figures";
import { lotFigure, washFigure } from "./lot-figures";
import { profileFigure, ruleFigure } from "./stated-figures";
import { stepFigure } from "./step-figures";
import { costsFigure, legFigure, toldFigure } from "./told-figures";
import {
  carriedInFigure,
  carryoverFigure,
  incomeFigure,
  receiptFigure,
  returnFigure,
} from "./year-figures";

/** How far an explanation goes. */
export interface ExplainOptions {
  /** Levels of parts to build; 0: the figure alone. Default 1. */
  readonly depth?: number;
  /** Most parts of one figure to build; the others are counted and added. Default 50. */
  readonly limit?: number;
  /** First part of the figure itself to build, from 0. Default 0. */
  readonly from?: number;
}

/** Answers for one client's books; keeps what it had to look up. */
export interface Explainer {
  /** What a figure is made of; a refusal when the books have no such figure. */
  readonly explain: (
    address: FigureAddress,
    options?: ExplainOptions,
  ) => Result<Explanation, FigureRefusal>;
}

/** An explainer of the books: make one and ask it often. Looking a lot's basis up the first time walks the ledger once more. */
export function explainerOf(books: ExplainedBooks): Explainer {
  const facts = new Facts(books);
  return {
    explain: (address, options = {}) => {
      const figure = figureOf(facts, address);
      return figure === null
        ? err(noSuchFigure(figureText(address)))
        : ok(built(facts, address, figure, options));
    },
  };
}

const explainers = new WeakMap<ExplainedBooks["ledger"], Explainer>();

/**
 * Why a figure is what it is: its operation, its parts, the rule, down to the transaction and the lines of the file it was
 * read from. A pure function; the parts of every figure give its amount by its operation, to the last digit (`holds`).
 * Keeps what it looked up as long as the ledger lives, so the same ledger must come with the same transactions and years.
 */
export function explain(
  books: ExplainedBooks,
  address: FigureAddress,
  options: ExplainOptions = {},
): Result<Explanation, FigureRefusal> {
  let explainer = explainers.get(books.ledger);
  if (explainer === undefined) {
    explainer = explainerOf(books);
    explainers.set(books.ledger, explainer);
  }
  return explainer.explain(address, options);
}

function built(
  facts: Facts,
  address: FigureAddress,
  figure: Figure,
  { depth = 1, limit = 50, from = 0 }: ExplainOptions,
): Explanation {
  const { label, amount, how, authority, operation, source } = figure;
  const partCount = figure.parts.count;
  const parts: ExplanationPart[] = [];
  const to = depth < 1 ? 0 : from + limit;
  for (let index = from; index < partCount && index < to; index++) {
    const part = figure.parts.at(index);
    const child = figureOf(facts, part.address);
    if (child !== null) {
      const explanation = built(facts, part.address, child, { depth: depth - 1, limit });
      parts.push({ sign: part.sign, explanation });
    }
  }
  const isAdded = operation.kind === "sum" || operation.kind === "difference";
  const rest = depth >= 1 && isAdded && parts.length < partCount ? restOf(amount, parts) : null;
  return { address, label, amount, how, authority, operation, partCount, parts, rest, source };
}

/** What the parts that were not built add up to. */
function restOf(amount: Usd | null, parts: readonly ExplanationPart[]): Usd | null {
  let shown = ZERO_USD;
  for (const { sign, explanation } of parts) {
    if (explanation.amount === null) {
      return null;
    }
    shown = sign === 1 ? addUsd(shown, explanation.amount) : subtractUsd(shown, explanation.amount);
  }
  return amount === null ? null : subtractUsd(amount, shown);
}

/** The figure an address names; null when there is none. */
function figureOf(facts: Facts, address: FigureAddress): Figure | null {
  switch (address.at) {
    case "receipt":
      return receiptFigure(facts, address.receipt);
    case "lot":
      return lotFigure(facts, address.disposal, address.lot, address.of);
    case "leg":
      return legFigure(facts, address.transaction, address.leg);
    case "wash":
      return washFigure(facts, address.wash);
    case "removed":
      return removedFigure(facts, address.removed);
    case "step":
      return stepFigure(facts, address.step, address.of, address.side);
    case "carried":
      return carriedFigure(facts, address.step);
    case "costs":
      return costsFigure(facts, address.transaction, address.of);
    case "told":
      return toldFigure(facts, address.transaction, address.name);
    default:
      return yearFigureOf(facts, address);
  }
}

type OfYear = Extract<FigureAddress, { year: number }>;

function yearFigureOf(facts: Facts, address: OfYear): Figure | null {
  const year = facts.year(address.year);
  if (year === null) {
    return null;
  }
  switch (address.at) {
    case "box":
      return boxFigure(year, address, address.column);
    case "row":
      return rowFigure(facts, year, address, address.row, address.column);
    case "row-part":
      return rowPartFigure(facts, year, address, address.row, address.column, address.part);
    case "line":
      return lineFigure(facts, year, address.sheet, address.line);
    case "return":
      return returnFigure(facts, year, address.line);
    case "books":
      return year.refusal === null ? null : booksFigure(facts, year, address.term);
    case "collectibles":
      return collectiblesFigure(facts, year);
    case "capital-gain":
      return capitalGainFigure(year);
    case "carried-in":
      return carriedInFigure(facts, year, address.term);
    case "carryover":
      return carryoverFigure(year, address.term);
    case "income":
      return incomeFigure(facts, year);
    case "profile":
      return profileFigure(year, address.name);
    case "rule":
      return ruleFigure(year, address.name);
    default:
      return assertNever(address);
  }
}
