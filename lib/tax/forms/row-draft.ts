import {
  addUsd,
  compareUsd,
  isZeroUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { BrokerReport } from "@/lib/tax/facts";
import { type AssetBook, isBasisReported, isCollectible } from "./boxes";
import { basisAdjustment, type RowAdjustment } from "./codes";
import { itemAt } from "./item-at";
import type { ReportedLots, Slice } from "./report-lots";
import { roundTogether, splitCents } from "./split-cents";

/** A row before it is rounded: columns (d) and (e), and what (f) and (g) are made of. */
export interface RowDraft {
  readonly slice: Slice;
  readonly report: BrokerReport | null;
  readonly proceeds: Usd;
  readonly basis: Usd;
  readonly adjustments: readonly RowAdjustment[];
}

/** Units whose proceeds and basis are both known. */
export interface KnownSlice extends Slice {
  readonly proceeds: Usd;
  readonly basis: Usd;
}

/** True when both amounts of the units are known: only then can they be on a row. */
export function isKnown(slice: Slice): slice is KnownSlice {
  return slice.proceeds !== null && slice.basis !== null;
}

/** A row without a broker's form: net proceeds in (d), own basis in (e) (i8949, column (d)). */
export function draftAlone(slice: KnownSlice, assets: AssetBook): RowDraft {
  return {
    slice,
    report: null,
    proceeds: slice.proceeds,
    basis: slice.basis,
    adjustments: ownAdjustments(slice, assets),
  };
}

/**
 * Rows that follow a broker's form, in cents; their (d) adds up to the proceeds the form shows, unless the true ones are
 * higher, and where the basis went to the IRS their (e) adds up to the basis it shows. In each group column (h) adds up to
 * the true gain (i8949, columns (d) to (g); rules.md 11.3, 11.4). Units whose amounts are not known take their share of the
 * form's amounts and give no row.
 */
export function draftReported(
  { report, slices }: ReportedLots,
  assets: AssetBook,
): readonly RowDraft[] {
  const known = slices.filter(isKnown);
  const counted = slices.map(isKnown);
  const units = slices.map(({ quantity }) => quantity);
  const shares = (amount: Usd): readonly Usd[] =>
    splitCents(amount, units).filter((_, index) => counted[index] === true);
  const costs = proceedsColumns(known, shares(report.proceeds));
  const bases = basisColumns(known, report, shares);
  return known.map((slice, index) => ({
    slice,
    report,
    proceeds: itemAt(costs.amounts, index),
    basis: itemAt(bases.amounts, index),
    adjustments: [
      ...itemAt(costs.adjustments, index),
      ...itemAt(bases.adjustments, index),
      ...typeAdjustment(slice, report),
      ...washShown(report),
      ...ownAdjustments(slice, assets),
    ],
  }));
}

/** One column in the order of the units, with the codes it leads to. */
interface Column {
  readonly amounts: readonly Usd[];
  readonly adjustments: readonly (readonly RowAdjustment[])[];
}

const plain = (amounts: readonly Usd[]): Column => ({
  amounts,
  adjustments: amounts.map(() => []),
});

/** (d): what the form shows. Costs it did not reflect are code E; proceeds higher than it shows go into (d) themselves. */
function proceedsColumns(known: readonly KnownSlice[], shown: readonly Usd[]): Column {
  const net = roundTogether(known.map(({ proceeds }) => proceeds));
  const notReflected = subtractUsd(sumUsd(net), sumUsd(shown));
  if (signUsd(notReflected) >= 0) {
    return plain(net);
  }
  const units = known.map(({ quantity }) => quantity);
  return {
    amounts: shown,
    adjustments: splitCents(notReflected, units).map((amount) => [{ code: "E", amount }]),
  };
}

/** (e): the basis the form reported stays and is corrected in (g); one it did not report gives way to the true one (code B). */
function basisColumns(
  known: readonly KnownSlice[],
  report: BrokerReport,
  shares: (amount: Usd) => readonly Usd[],
): Column {
  const own = roundTogether(known.map(({ basis }) => basis));
  const shown = report.basis === null ? null : shares(report.basis);
  if (shown === null || compareUsd(sumUsd(shown), sumUsd(own)) === 0) {
    return plain(own);
  }
  if (!isBasisReported(report)) {
    return { amounts: own, adjustments: own.map(() => [{ code: "B", amount: ZERO_USD }]) };
  }
  return {
    amounts: shown,
    adjustments: shown.map((basis, index) => {
      const amount = basisAdjustment(basis, itemAt(own, index));
      return isZeroUsd(amount) ? [] : [{ code: "B", amount }];
    }),
  };
}

function typeAdjustment({ lot }: Slice, { term }: BrokerReport): readonly RowAdjustment[] {
  return term === null || term === lot.term ? [] : [{ code: "T", amount: ZERO_USD }];
}

/** A wash sale the form shows and the books deny: code W with nothing in (g), and a statement (i8949, code W). */
function washShown({ washDisallowed }: BrokerReport): readonly RowAdjustment[] {
  return washDisallowed === null || isZeroUsd(washDisallowed)
    ? []
    : [{ code: "W", amount: ZERO_USD }];
}

function ownAdjustments(slice: Slice, assets: AssetBook): readonly RowAdjustment[] {
  return isCollectible(assets, slice.lot.asset)
    ? [...slice.adjustments, { code: "C", amount: ZERO_USD }]
    : slice.adjustments;
}

/** Column (g) before rounding: the net of all codes. */
export function netAdjustment(draft: RowDraft): Usd {
  return sumUsd(draft.adjustments.map(({ amount }) => amount));
}

/** Column (h) before rounding. */
export function draftGain(draft: RowDraft): Usd {
  return addUsd(subtractUsd(draft.proceeds, draft.basis), netAdjustment(draft));
}

/**
 * True when the row may go straight to Schedule D line 1a or 8a: basis reported and nothing to adjust (i8949 exception 1;
 * i1040sd, Lines 1a and 8a). A wash sale shown, a form that says ordinary and a collectible have a code, so they stay.
 */
export function isDirect({ report, adjustments }: RowDraft): boolean {
  return report !== null && isBasisReported(report) && adjustments.length === 0;
}
