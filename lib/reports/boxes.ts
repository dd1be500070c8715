import type { Form8949Box } from "@/lib/tax/year-result";

/** What each box of Form 8949 says, in short; the letters are those of rules.md 11.1 (2025 Instructions for Form 8949). */
export const BOX_LEGENDS: Readonly<Record<Form8949Box, string>> = {
  A: "Short-term; reported on Form 1099-B with basis reported to the IRS",
  B: "Short-term; reported on Form 1099-B with basis not reported to the IRS",
  C: "Short-term; no Form 1099-B received",
  D: "Long-term; reported on Form 1099-B with basis reported to the IRS",
  E: "Long-term; reported on Form 1099-B with basis not reported to the IRS",
  F: "Long-term; no Form 1099-B received",
  G: "Short-term digital assets; reported on Form 1099-DA with basis reported to the IRS",
  H: "Short-term digital assets; reported on Form 1099-DA with basis not reported to the IRS",
  I: "Short-term digital assets; no Form 1099-DA or 1099-B received",
  J: "Long-term digital assets; reported on Form 1099-DA with basis reported to the IRS",
  K: "Long-term digital assets; reported on Form 1099-DA with basis not reported to the IRS",
  L: "Long-term digital assets; no Form 1099-DA or 1099-B received",
};

/** Rows one page of the paper form holds: 11 from tax year 2025, 14 for 2017 to 2024 (rules.md 11.2). */
export function rowsPerPage(year: number): number {
  return year >= 2025 ? 11 : 14;
}
