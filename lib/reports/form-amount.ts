import { formatFormUsd } from "@/lib/money/format";
import { type Usd, usdText } from "@/lib/money/usd";
import type { FormInput } from "@/lib/tax/forms/form-facts";

/** Prints an amount as this return's forms do. */
export type FormAmount = (amount: Usd) => string;

/**
 * How amounts are printed: "1,234.50", negatives in parentheses; in whole dollars, where the return is, "1,234". An amount that
 * is not whole keeps its cents even then: nothing is rounded on paper that was not rounded in the figures (rules.md 11.8).
 */
export function formAmount(forms: FormInput | undefined): FormAmount {
  const inDollars = forms?.rounding === "dollars";
  return (amount) =>
    formatFormUsd(amount, { cents: !(inDollars && !usdText(amount).includes(".")) });
}
