import { floorZeroUsd, minUsd, negateUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { FormLine } from "@/lib/tax/year-result";
import { newSheet } from "./sheet";

const AUTHORITY = "IRC 1(h)(4)-(5), 408(m); Schedule D instructions, 28% Rate Gain Worksheet";

/**
 * The 28% Rate Gain Worksheet: collectibles gain after the long carryover and a net short loss, not below zero. Goes to
 * Schedule D line 18 when lines 15 and 16 are gains. Lines 2-4 (section 1202, other forms) are out of scope.
 */
export function rateGain28(input: {
  readonly collectible: Usd;
  readonly longCarryoverIn: Usd;
  readonly line7: Usd;
}): { readonly line18: Usd; readonly lines: readonly FormLine[] } {
  const { put, lines } = newSheet("28% Rate Gain Worksheet", AUTHORITY);
  const l1 = put(
    "1",
    "Collectibles gain or (loss) from items you reported on Form 8949, Part II",
    input.collectible,
    "rows of collectibles",
  );
  const l5 = put(
    "5",
    "Long-term capital loss carryovers",
    negateUsd(input.longCarryoverIn),
    "Schedule D line 14",
  );
  const l6 = put(
    "6",
    "Net short-term loss",
    minUsd(ZERO_USD, input.line7),
    "Schedule D line 7 if a loss, else zero",
  );
  const line18 = put(
    "7",
    "28% rate gain",
    floorZeroUsd(sumUsd([l1, l5, l6])),
    "lines 1 through 6, not below zero",
  );
  return { line18, lines };
}
