import type { Expected } from "../expected";

/** Read off the rows of each file by hand. The gain or loss of a contract is never booked without a person. */
export const expected: Expected = {
  "2023-log.csv": {
    version: "log",
    told: [
      "2 unknown: 101.5 USDT >  = ? · ask Type",
      "3 unknown: 0.27 USDT >  = ? · ask Type",
      "4 unknown:  > 98.32 USDT = ? · ask Type",
      "5 unknown: 1.62 USDT >  = ? · ask Type",
      "10 deposit:  > 0.01 BTC = ?",
      "11 withdrawal: 0.005 BTC >  = ?",
      "12 unknown:  > 0.001 BTC = ? · ask Type",
      "6,7 swap: 0.02 BTC > 500 USDT = ?",
      "8 unknown: 0.01 BTC >  = ? · ask Type",
    ],
    skipped: [9],
    rejected: ["13 Cash Flow"],
  },
};
