import { plainDecimal, rateOfPercent } from "@/lib/money/typed-decimal";
import { parseUsd, signUsd, type Usd } from "@/lib/money/usd";
import type { FilingStatus } from "@/lib/tax/settings";

/** A sentence for each field that could not be read, by its name; grows as fields are read. */
export type TypedErrors = Record<string, string>;

const STATUSES: readonly FilingStatus[] = ["single", "mfj", "mfs", "hoh", "qss"];

/** A filing status as a form sends it; anything else is the one the books have. */
export function readStatus(text: string, books: FilingStatus): FilingStatus {
  return STATUSES.find((status) => status === text) ?? books;
}

/** Dollars of zero or more; blank, or what cannot be read, is `blank`. */
export function readDollars(text: string, blank: Usd, field: string, errors: TypedErrors): Usd {
  if (text.trim() === "") {
    return blank;
  }
  const amount = parseUsd(plainDecimal(text) ?? "x");
  if (amount === null || signUsd(amount) < 0) {
    errors[field] = "Dollars such as 1,234.56, zero or more.";
    return blank;
  }
  return amount;
}

/** What is wrong with a fee that is no percentage. */
export const NO_RATE = "A percentage from 0 to 50, such as 0.6.";

/** A fee typed in per cent as a rate ("0.006"); blank, or what cannot be read, is none. */
export function readFee(text: string, field: string, errors: TypedErrors): string {
  const rate = text.trim() === "" ? "0" : rateOfPercent(text);
  if (rate === null) {
    errors[field] = NO_RATE;
  }
  return rate ?? "0";
}
