import type { YearTax } from "@/lib/tax/year-result";

/** What the line "Tax" of Form 1040 is worked out by, as the instructions name it. */
export const WORKSHEET_NAMES: Readonly<Record<YearTax["worksheet"], string>> = {
  rates: "Tax Table or Tax Computation Worksheet",
  "qdcg-worksheet": "Qualified Dividends and Capital Gain Tax Worksheet",
  "schedule-d-tax-worksheet": "Schedule D Tax Worksheet",
};
