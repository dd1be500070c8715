import { type Usd, usdText } from "@/lib/money/usd";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import type { FilingStatus } from "@/lib/tax/settings";
import type { FormLine } from "@/lib/tax/year-result";
import type { Check } from "./compare";
import type { Skip } from "./verdict";

/** One worked example of tax-examples.json. */
export interface Example {
  id: string;
  category: string;
  inputs: Record<string, string>;
  expected: Record<string, unknown>;
  taxYear?: number;
}

/** Runs one example; nothing when it ran. */
export type Runner = (example: Example, check: Check) => Skip | undefined;

/** Text of an input, "0" when it is not told. */
export function input({ inputs }: Example, name: string): string {
  const value = inputs[name];
  return value === undefined ? "0" : String(value);
}

/** The rules of the example's year. */
export function rules(example: Example): YearRules {
  const found = rulesFor(Number(example.inputs["year"] ?? example.taxYear));
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
}

/** Its filing status. */
export function status(example: Example): FilingStatus {
  return example.inputs["status"] as FilingStatus;
}

/** Compares dollars. */
export function money(
  check: Check,
  what: string,
  expected: unknown,
  actual: Usd | null | undefined,
): void {
  check.money(
    what,
    String(expected),
    actual === null || actual === undefined ? null : usdText(actual),
  );
}

/** A line by its name, exact text. */
export function lineAmount(lines: readonly FormLine[], name: string): string | null {
  const line = lines.find((each) => each.line === name);
  return line === undefined ? null : usdText(line.amount);
}
