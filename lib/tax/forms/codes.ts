import { absoluteUsd, addUsd, negateUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { TransactionId } from "@/lib/tax/transaction";

/** Codes of column (f), i8949 (2025), "How To Complete Form 8949, Columns (f) and (g)". */
export type AdjustmentCode =
  | "B"
  | "C"
  | "D"
  | "E"
  | "H"
  | "L"
  | "M"
  | "N"
  | "O"
  | "P"
  | "Q"
  | "R"
  | "S"
  | "T"
  | "W"
  | "X"
  | "Y"
  | "Z";

/**
 * What column (g) takes for a code: an amount added, one taken off, nothing, an amount of either sign, or whatever brings
 * column (h) to zero.
 */
export type AdjustmentSign = "positive" | "negative" | "none" | "signed" | "to-zero";

/** Each code: when it is used and the sign of its amount (rules.md 11.4). */
export const ADJUSTMENT_CODES: Readonly<
  Record<AdjustmentCode, { readonly when: string; readonly sign: AdjustmentSign }>
> = {
  B: { when: "the basis shown on Form 1099-B or 1099-DA is incorrect", sign: "signed" },
  C: { when: "collectibles were disposed of", sign: "none" },
  D: { when: "the form shows accrued market discount", sign: "negative" },
  E: {
    when: "selling expenses, digital asset transaction costs or option premiums are not reflected on the form",
    sign: "signed",
  },
  H: { when: "gain on the sale of the main home is excluded", sign: "negative" },
  L: { when: "the loss is not deductible, other than by a wash sale", sign: "positive" },
  M: { when: "several transactions are on one row (exception 2)", sign: "none" },
  N: { when: "the form was received as a nominee", sign: "to-zero" },
  O: { when: "an adjustment none of the other codes explains", sign: "signed" },
  P: { when: "a nonresident sold an interest in a partnership in U.S. business", sign: "signed" },
  Q: { when: "gain on qualified small business stock is excluded", sign: "negative" },
  R: { when: "gain is postponed by a rollover", sign: "negative" },
  S: { when: "a loss on section 1244 stock is above the ordinary part", sign: "positive" },
  T: { when: "the type of gain or loss shown on the form is incorrect", sign: "none" },
  W: { when: "the loss is not deductible because of a wash sale", sign: "positive" },
  X: { when: "gain on DC Zone or qualified community assets is excluded", sign: "negative" },
  Y: { when: "gain deferred in a qualified opportunity fund is recognised", sign: "signed" },
  Z: { when: "gain is deferred in a qualified opportunity fund", sign: "negative" },
};

/** Codes a person states for a disposal; the others follow from the books, the broker's form and the asset. */
export type StatedCode = Exclude<AdjustmentCode, "B" | "C" | "E" | "M" | "T" | "W">;

/**
 * An adjustment the books cannot know by themselves: an exclusion, a deferral, a nominee's sale. `amount` for the whole
 * disposal: its size for codes of one sign, signed for O, P and Y, ignored for N.
 */
export interface StatedAdjustment {
  readonly disposal: TransactionId;
  readonly code: StatedCode;
  readonly amount: Usd;
}

/** One code of a row with its part of column (g). */
export interface RowAdjustment {
  readonly code: AdjustmentCode;
  readonly amount: Usd;
}

/** A stated amount with the sign its code asks for; `gain` is column (h) before it (for N). */
export function signedAmount(code: AdjustmentCode, amount: Usd, gain: Usd): Usd {
  switch (ADJUSTMENT_CODES[code].sign) {
    case "positive":
      return absoluteUsd(amount);
    case "negative":
      return negateUsd(absoluteUsd(amount));
    case "none":
      return ZERO_USD;
    case "to-zero":
      return negateUsd(gain);
    case "signed":
      return amount;
  }
}

/** Codes of a row as column (f) prints them: each once, alphabetical, without separators ("BEW"). */
export function codesText(codes: Iterable<string>): string {
  return [...new Set(codes)].sort().join("");
}

/**
 * Worksheet for Basis Adjustments in Column (g) (i8949): the reported basis stays in (e), and what it is too high is added,
 * what it is too low is taken off.
 */
export function basisAdjustment(reported: Usd, correct: Usd): Usd {
  return subtractUsd(reported, correct);
}

/** Column (h) = (d) - (e) + (g) (i8949, column (h)). */
export function columnH(proceeds: Usd, basis: Usd, adjustment: Usd): Usd {
  return addUsd(subtractUsd(proceeds, basis), adjustment);
}
