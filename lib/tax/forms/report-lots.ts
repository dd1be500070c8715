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
import type { Adjustment, ClosedLot } from "@/lib/tax/closed-lot";
import type { BrokerReport } from "@/lib/tax/facts";
import { isCoveredDay } from "./form-1099-da";

/** Units of one closed lot that stand on one row, with their exact share of its amounts. */
export interface Slice {
  readonly lot: ClosedLot;
  readonly quantity: Quantity;
  readonly proceeds: Usd | null;
  readonly basis: Usd | null;
  readonly adjustments: readonly Adjustment[];
}

/** A broker's form with the units it speaks of. */
export interface ReportedLots {
  readonly report: BrokerReport;
  readonly slices: readonly Slice[];
}

/** How the forms of one disposal fall on its closed lots. */
export interface Assignment {
  readonly reported: readonly ReportedLots[];
  /** Units no form speaks of. */
  readonly rest: readonly Slice[];
  /** Forms no units were left for. */
  readonly unmatched: readonly BrokerReport[];
}

/** The whole of a closed lot. */
export function wholeSlice(lot: ClosedLot): Slice {
  const { quantity, proceeds, basis, adjustments } = lot;
  return { lot, quantity, proceeds, basis, adjustments };
}

/**
 * Puts the forms of one disposal on its closed lots. One form takes every unit that was sold. Several forms (covered short,
 * covered long, noncovered: i1099da, one form each) take units of the date they show, then those their term and their basis
 * speak of, then those of their term, then what is left, each as many as it shows; a lot two forms share is cut, its amounts with it, and nothing is lost in the cut.
 */
export function assignReports(
  lots: readonly ClosedLot[],
  reports: readonly BrokerReport[],
): Assignment {
  const sold = lotsSold(lots, reports);
  const others = lots.filter((lot) => !sold.includes(lot)).map(wholeSlice);
  const [only, ...more] = reports;
  if (only !== undefined && more.length === 0) {
    return {
      reported: [{ report: only, slices: sold.map(wholeSlice) }],
      rest: others,
      unmatched: [],
    };
  }
  const left = sold.map(wholeSlice);
  const reported = reports.map((report) => ({ report, slices: [] as Slice[] }));
  for (const fits of FITS) {
    for (const { report, slices } of reported) {
      fill(report, slices, left, fits);
    }
  }
  return {
    reported,
    rest: [...left.filter(({ quantity }) => !isZeroQuantity(quantity)), ...others],
    unmatched: reported.filter(({ slices }) => slices.length === 0).map(({ report }) => report),
  };
}

/** What a form can be about: the sale itself, with fees in the same units when its units say so (i1099da: may be merged). */
function lotsSold(
  lots: readonly ClosedLot[],
  reports: readonly BrokerReport[],
): readonly ClosedLot[] {
  const main = lots.filter(({ kind }) => kind === "sell" || kind === "spend" || kind === "swap");
  if (main.length === 0) {
    return lots;
  }
  const fees = lots.filter(({ kind, asset }) => kind === "fee" && asset === main[0]?.asset);
  const shown = reports.flatMap(({ units }) => (units === null ? [] : [units]));
  const withFees = [...main, ...fees];
  const all = sumQuantity(withFees.map(({ quantity }) => quantity));
  return shown.length === reports.length && compareQuantity(sumQuantity(shown), all) === 0
    ? withFees
    : main;
}

type Fits = (report: BrokerReport, lot: ClosedLot) => boolean;

const FITS: readonly Fits[] = [
  ({ acquired }, lot) => acquired !== null && acquired === lot.acquired,
  ({ acquired, term, ...report }, lot) =>
    acquired === null &&
    (term === null || term === lot.term) &&
    report.form === "1099-DA" &&
    report.basisReported === isCoveredDay(lot.acquired),
  ({ term, acquired }, lot) => acquired === null && term === lot.term,
  () => true,
];

function fill(report: BrokerReport, slices: Slice[], left: Slice[], fits: Fits): void {
  for (const [index, slice] of left.entries()) {
    const wanted = stillWanted(report, slices);
    const units = wanted === null ? slice.quantity : minQuantity(wanted, slice.quantity);
    if (!isZeroQuantity(units) && fits(report, slice.lot)) {
      const [taken, rest] = cut(slice, units);
      slices.push(taken);
      left[index] = rest;
    }
  }
}

/** null: as many as there are. */
function stillWanted(report: BrokerReport, slices: readonly Slice[]): Quantity | null {
  return report.units === null
    ? null
    : subtractQuantity(report.units, sumQuantity(slices.map(({ quantity }) => quantity)));
}

function cut(slice: Slice, units: Quantity): readonly [taken: Slice, rest: Slice] {
  const share = (amount: Usd): Usd => shareOf(amount, units, slice.quantity);
  const half = (amount: Usd | null) =>
    amount === null
      ? ([null, null] as const)
      : ([share(amount), subtractUsd(amount, share(amount))] as const);
  const [proceeds, basis] = [half(slice.proceeds), half(slice.basis)];
  const { lot } = slice;
  const taken = slice.adjustments.map(({ code, amount }) => ({ code, amount: share(amount) }));
  const rest = slice.adjustments.map(({ code, amount }) => ({
    code,
    amount: subtractUsd(amount, share(amount)),
  }));
  return [
    { lot, quantity: units, proceeds: proceeds[0], basis: basis[0], adjustments: taken },
    {
      lot,
      quantity: subtractQuantity(slice.quantity, units),
      proceeds: proceeds[1],
      basis: basis[1],
      adjustments: rest,
    },
  ];
}
