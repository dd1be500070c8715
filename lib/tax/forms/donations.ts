import { addQuantity } from "@/lib/money/quantity";
import { addUsd, compareUsd, minUsd, type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import type { RemovedUnits } from "@/lib/tax/closed-lot";
import type { AssetId } from "@/lib/tax/transaction";
import type { Donation, NoncashContributions, SimilarItems } from "@/lib/tax/year-facts";
import { yearOf } from "@/lib/time/calendar-date";
import { type AssetBook, isDigital } from "./boxes";

const AUTHORITY =
  "IRC 170(a), 170(e)(1)(A); Pub. 526 (Capital Gain Property, Ordinary Income Property); Pub. 561";

/** Form 8283 above this deduction (IRC 170(f)(11)(B); Instructions for Form 8283). */
const FORM_8283_ABOVE = usd("500");
/** Qualified appraisal and Section B above this claim for similar items (IRC 170(f)(11)(C)); exactly $5,000 is not above. */
const APPRAISAL_ABOVE = usd("5000");
/** The appraisal itself is attached above this claim (IRC 170(f)(11)(D)). */
const ATTACH_ABOVE = usd("500000");

/**
 * The year's donations, one entry a transaction in the order told. Held more than one year: market value counts; else the
 * smaller of basis and market value, for a sale would have brought short-term gain (IRC 170(e)(1)(A); rules.md 3.4).
 */
export function donationsOf(removed: readonly RemovedUnits[]): readonly Donation[] {
  const donations = new Map<string, Donation>();
  for (const units of removed) {
    if (units.why === "donation") {
      donations.set(units.transaction, withLot(donations.get(units.transaction), units));
    }
  }
  return [...donations.values()];
}

function withLot(before: Donation | undefined, units: RemovedUnits): Donation {
  const { lot, quantity, acquired, term, value, basis } = units;
  const deduction = deductionOf(units);
  const donated = { lot, quantity, acquired, term, value, basis, deduction };
  if (before === undefined) {
    const { transaction, account, asset, date } = units;
    return {
      transaction,
      account,
      asset,
      date,
      quantity,
      value,
      basis,
      deduction,
      lots: [donated],
      authority: AUTHORITY,
    };
  }
  return {
    ...before,
    quantity: addQuantity(before.quantity, quantity),
    value: sumKnown(before.value, value),
    basis: sumKnown(before.basis, basis),
    deduction: sumKnown(before.deduction, deduction),
    lots: [...before.lots, donated],
  };
}

function deductionOf({ term, value, basis }: RemovedUnits): Usd | null {
  if (value === null || term === "long") {
    return value;
  }
  return basis === null ? null : minUsd(basis, value);
}

function sumKnown(a: Usd | null, b: Usd | null): Usd | null {
  return a === null || b === null ? null : addUsd(a, b);
}

/**
 * What the year's donations need on Form 8283; null when there are none. Donations of one asset are similar items and count
 * together. An exchange's price is no appraisal, and digital assets are no publicly traded securities (CCA 202302012).
 */
export function noncashContributions(
  donations: readonly Donation[],
  assets: AssetBook,
): NoncashContributions | null {
  const [first] = donations;
  if (first === undefined) {
    return null;
  }
  const byAsset = new Map<AssetId, Usd | null>();
  for (const { asset, deduction } of donations) {
    const before = byAsset.get(asset);
    byAsset.set(asset, before === undefined ? deduction : sumKnown(before, deduction));
  }
  const known = [...byAsset.values()].reduce<Usd>(
    (sum, claimed) => addUsd(sum, claimed ?? ZERO_USD),
    ZERO_USD,
  );
  const form8283 = compareUsd(known, FORM_8283_ABOVE) > 0;
  return {
    claimed: [...byAsset.values()].includes(null) ? null : known,
    form8283,
    items: [...byAsset].map(([asset, claimed]) =>
      similarItems(asset, claimed, { form8283, digital: isDigital(assets, asset) }),
    ),
    authority: `IRC 170(f)(11); Reg. 1.170A-16(d); CCA 202302012; ${form8283Of(yearOf(first.date))}`,
  };
}

/** The box for digital assets came with the revision of December 2023. */
function form8283Of(year: number): string {
  return year < 2023
    ? "Form 8283 Section B, other property"
    : "Form 8283 (Rev. 12-2023, 12-2025) Section B, box k, digital assets";
}

/** What one asset's donations need: `digital` false for publicly traded securities, which need no appraisal. */
function similarItems(
  asset: AssetId,
  claimed: Usd | null,
  { form8283, digital }: { readonly form8283: boolean; readonly digital: boolean },
): SimilarItems {
  const over = (limit: Usd) => digital && claimed !== null && compareUsd(claimed, limit) > 0;
  const appraisalRequired = over(APPRAISAL_ABOVE);
  return {
    asset,
    claimed,
    section: claimed === null || !form8283 ? null : appraisalRequired ? "B" : "A",
    appraisalRequired,
    attachAppraisal: over(ATTACH_ABOVE),
  };
}
