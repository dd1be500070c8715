import {
  addUsd,
  floorZeroUsd,
  minUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { FormLine } from "@/lib/tax/year-result";
import { newSheet } from "./sheet";

const AUTHORITY =
  "IRC 1212(b); Schedule D instructions, Capital Loss Carryover Worksheet; Pub. 550 Worksheet 4-1";

/** The carryover into the next year, short and long as positive amounts, line by line. */
export interface Carryover {
  readonly short: Usd;
  readonly long: Usd;
  readonly lines: readonly FormLine[];
}

/**
 * The Capital Loss Carryover Worksheet (rules.md 8.5): short losses are used first and character is kept. A year that had
 * too little income to use its whole line 21 keeps the rest. `taxableIncomeSigned` null: income is not known and is assumed
 * to be enough. `line21` is the allowed loss as a positive amount, zero when line 16 is not a loss (then nothing carries).
 */
export function capitalLossCarryover(input: {
  readonly taxableIncomeSigned: Usd | null;
  readonly line21: Usd;
  readonly line7: Usd;
  readonly line15: Usd;
}): Carryover {
  if (signUsd(input.line21) === 0) {
    return { short: ZERO_USD, long: ZERO_USD, lines: [] };
  }
  const { put, lines } = newSheet("Capital Loss Carryover Worksheet", AUTHORITY);
  const l4 = usedLoss(put, input.taxableIncomeSigned, input.line21);
  const shortLoss = signUsd(input.line7) < 0;
  const l5 = put(
    "5",
    "Loss from Schedule D, line 7",
    shortLoss ? negateUsd(input.line7) : ZERO_USD,
    "as a positive amount; zero if it is not a loss",
  );
  let short = ZERO_USD;
  if (shortLoss) {
    const l6 = put(
      "6",
      "Gain from Schedule D, line 15",
      floorZeroUsd(input.line15),
      "if a loss, zero",
    );
    const l7 = put("7", "Used against it", addUsd(l4, l6), "line 4 + line 6");
    short = put(
      "8",
      "Short-term capital loss carryover",
      floorZeroUsd(subtractUsd(l5, l7)),
      "line 5 - line 7, not below zero",
    );
  }
  let long = ZERO_USD;
  if (signUsd(input.line15) < 0) {
    const l9 = put(
      "9",
      "Loss from Schedule D, line 15",
      negateUsd(input.line15),
      "as a positive amount",
    );
    const l10 = put(
      "10",
      "Gain from Schedule D, line 7",
      floorZeroUsd(input.line7),
      "if a loss, zero",
    );
    const l11 = put(
      "11",
      "Allowed loss left",
      floorZeroUsd(subtractUsd(l4, l5)),
      "line 4 - line 5, not below zero",
    );
    const l12 = put("12", "Used against it", addUsd(l10, l11), "line 10 + line 11");
    long = put(
      "13",
      "Long-term capital loss carryover",
      floorZeroUsd(subtractUsd(l9, l12)),
      "line 9 - line 12, not below zero",
    );
  }
  return { short, long, lines };
}

/** Lines 1-4: how much of the allowed loss the year's income really used. */
function usedLoss(
  put: (number: string, label: string, amount: Usd, how: string) => Usd,
  taxableIncomeSigned: Usd | null,
  line21: Usd,
): Usd {
  if (taxableIncomeSigned === null) {
    put("2", "Loss from Schedule D, line 21", line21, "as a positive amount");
    return put(
      "4",
      "Loss used",
      line21,
      "line 2: no profile for the year, income assumed to be enough",
    );
  }
  const l1 = put(
    "1",
    "Taxable income before flooring at zero",
    taxableIncomeSigned,
    "AGI - deductions, may be negative",
  );
  const l2 = put("2", "Loss from Schedule D, line 21", line21, "as a positive amount");
  const l3 = put(
    "3",
    "Income without the loss",
    floorZeroUsd(addUsd(l1, l2)),
    "line 1 + line 2, not below zero",
  );
  return put("4", "Loss used", minUsd(l2, l3), "smaller of line 2 or 3");
}
