import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2022.csv": {
    version: "futures",
    told: [
      "3 unknown: 0.04 USDT >  = ? · ask type",
      "4 unknown:  > 12.5 USDT = ? · ask type",
      "5 unknown: 0.01 USDT >  = ? · ask type",
      "9 unknown: 3 USDT >  = ? · ask type",
      "12 unknown:  = ? · ask type",
      "6,7 swap: 50 USDT > 49.9 BUSD = ?",
      "8 unknown: 1 BNB >  = ? · ask type",
    ],
    // Moved between wallets; the same row again.
    skipped: [2, 10],
    rejected: ["11 Amount"],
  },
};
