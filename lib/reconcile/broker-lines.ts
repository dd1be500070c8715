import { shareOf } from "@/lib/money/allocate";
import {
  compareQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  subtractQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import { subtractUsd, type Usd } from "@/lib/money/usd";
import type { BrokerReport } from "@/lib/tax/facts";
import type { TransactionId } from "@/lib/tax/transaction";
import type { Disposal, FormLine, LineMatch } from "./form-line";

/**
 * True when the basis went to the IRS: the box of Form 8949 the broker names says so, else box 2, else a basis on covered units (rules.md 13.2).
 */
export function isBasisShown({ box, basisReported, covered, basis }: FormLine): boolean {
  if (basis === null) {
    return false;
  }
  return box === null || box === "" ? (basisReported ?? covered === true) : /^[GJ]$/i.test(box);
}

/** What is left of a line to be put on sales. */
interface Rest {
  readonly line: FormLine;
  readonly units: Quantity;
  readonly proceeds: Usd;
  readonly basis: Usd | null;
  readonly wash: Usd | null;
}

/**
 * A match as Form 8949 takes it: for each sale the lines about it, each with its units and its share of every amount. Shares of a line add up to
 * the line to the last digit; units are those of the sales, so that what a form rounded leaves no rest.
 */
export function reportsOf({ lines, disposals, by }: LineMatch): readonly BrokerReport[] {
  const [only, ...others] = disposals;
  const soldUnits = unitsTold(lines, disposals);
  if (others.length === 0) {
    const units = soldUnits(only);
    return lines.map((line, index) =>
      report(only.id, wholeOf(line), lines.length === 1 ? null : unitsAt(lines, index, units)),
    );
  }
  const reports: BrokerReport[] = [];
  let queue: readonly Rest[] = lines.map(wholeOf);
  const [first, ...more] = queue;
  if (by === "hand" && first !== undefined && more.length === 0) {
    // Whatever units the line tells, a person said that these sales are it: its amounts are shared by theirs.
    queue = [{ ...first, units: sumQuantity(disposals.map(soldUnits)) }];
  }
  for (const [index, disposal] of disposals.entries()) {
    const isLast = index === disposals.length - 1;
    const [taken, left] = isLast ? [queue, []] : take(queue, soldUnits(disposal));
    reports.push(...taken.map((rest) => report(disposal.id, rest, rest.units)));
    queue = left;
  }
  return reports;
}

/** The units of a sale, with those its costs took when that is what the lines add up to. */
function unitsTold(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
): (disposal: Disposal) => Quantity {
  const shown = sumQuantity(lines.map(({ units }) => units));
  const bare = sumQuantity(disposals.map(({ units }) => units));
  return compareQuantity(shown, bare) > 0
    ? ({ unitsWithFees }) => unitsWithFees
    : ({ units }) => units;
}

/** The units of a line among several of one sale; the last takes what is left, so that all are those sold. */
function unitsAt(lines: readonly FormLine[], index: number, sold: Quantity): Quantity {
  const own = lines[index]?.units ?? sold;
  return index === lines.length - 1
    ? subtractQuantity(sold, sumQuantity(lines.slice(0, -1).map(({ units }) => units)))
    : own;
}

const wholeOf = (line: FormLine): Rest => ({
  line,
  units: line.units,
  proceeds: line.proceeds,
  basis: line.basis,
  wash: line.washDisallowed,
});

function take(
  queue: readonly Rest[],
  wanted: Quantity,
): readonly [taken: readonly Rest[], left: readonly Rest[]] {
  const taken: Rest[] = [];
  let missing = wanted;
  let left = queue;
  for (let [first] = left; first !== undefined && !isZeroQuantity(missing); [first] = left) {
    const [piece, rest] = cut(first, minQuantity(missing, first.units));
    taken.push(piece);
    missing = subtractQuantity(missing, piece.units);
    left = rest === null ? left.slice(1) : [rest, ...left.slice(1)];
  }
  return [taken, left];
}

function cut(rest: Rest, units: Quantity): readonly [Rest, Rest | null] {
  if (compareQuantity(units, rest.units) >= 0) {
    return [rest, null];
  }
  const share = (amount: Usd): Usd => shareOf(amount, units, rest.units);
  const both = (amount: Usd | null): readonly [Usd | null, Usd | null] =>
    amount === null ? [null, null] : [share(amount), subtractUsd(amount, share(amount))];
  const [basis, wash] = [both(rest.basis), both(rest.wash)];
  const proceeds = share(rest.proceeds);
  const { line } = rest;
  return [
    { line, units, proceeds, basis: basis[0], wash: wash[0] },
    {
      line,
      units: subtractQuantity(rest.units, units),
      proceeds: subtractUsd(rest.proceeds, proceeds),
      basis: basis[1],
      wash: wash[1],
    },
  ];
}

function report(disposal: TransactionId, rest: Rest, units: Quantity | null): BrokerReport {
  const { line } = rest;
  return {
    disposal,
    form: "1099-DA",
    proceeds: rest.proceeds,
    basis: rest.basis,
    basisReported: isBasisShown(line),
    term: line.term,
    washDisallowed: rest.wash,
    acquired: line.acquired === "various" ? null : line.acquired,
    units,
  };
}
