import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2024-assets.csv": {
    version: "assets",
    told: [
      "2 unknown:  > 5 USDT = ? · ask Description",
      "3 withdrawal: 100 USDT >  = ?",
      "5 deposit:  > 250 USDT = ?",
      "6 deposit:  > 250 USDT = ?",
    ],
    skipped: [4],
    rejected: ["7 QTY"],
  },
  "2021-older.csv": {
    version: "older",
    told: ["2 deposit:  > 0.5 BTC = ?", "4 unknown: 0.1 BTC >  = ? · ask Type"],
    skipped: [3],
    rejected: [],
  },
};
