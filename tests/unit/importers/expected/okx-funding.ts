import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-funding.csv": {
    version: "funding",
    told: [
      "2 deposit:  > 100 USDT = ?",
      // 100 became 50: the fee of 0.8 is inside the 50.
      "3 withdrawal: 49.2 USDT >  = ? · fee 0.8 USDT ?",
      // 50 became 29.2: the fee of 0.8 is on top of the 20.
      "4 withdrawal: 20 USDT >  = ? · fee 0.8 USDT ?",
      "5 income:  > 0.5 DOT = ? · staking",
      "6 income:  > 0.1 USDT = ? · reward",
      "8 unknown:  > 3 USDT = ? · ask Type",
    ],
    skipped: [7],
    rejected: ["9 Amount"],
  },
  "2022-blank.csv": {
    version: "funding-blank",
    told: ["2 deposit:  > 100 USDT = ?"],
    skipped: [3],
    rejected: [],
  },
};
