import { boxText } from "@/lib/tax/forms/boxes";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { Form8949Box } from "@/lib/tax/year-result";

/** What a box of Form 8949 says in its year, in the form's own words; empty for a year whose forms are not in the product. */
export function boxLegend(box: Form8949Box, year: number): string {
  const rules = rulesFor(year);
  return rules.ok ? boxText(rules.value.forms, box) : "";
}

/** Rows one page of the year's paper form holds (rules.md 11.2); a year without forms has no pages, so any number will do. */
export function rowsPerPage(year: number): number {
  const rules = rulesFor(year);
  return rules.ok ? rules.value.forms.rowsPerPage : 11;
}
