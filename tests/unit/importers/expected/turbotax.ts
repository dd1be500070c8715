import type { Expected } from "../expected";

/** Read off the rows by hand. A transfer with two sides names no accounts: it is asked about. */
export const expected: Expected = {
  "2024-universal.csv": {
    version: "universal",
    told: [
      "2 buy:  > 0.02 BTC = $1000 · fee $5",
      "3 sell: 0.01 BTC >  = $450 · fee $2",
      // 2300 x 0.001 / 1 = 2.3
      "4 swap: 1 ETH > 0.05 BTC = $2300 · fee 0.001 ETH $2.3",
      "5 income:  > 0.1 ETH = $230 · other",
      "6 spend: 0.1 ETH >  = $231",
      "7 withdrawal: 0.5 ETH >  = ? · fee 0.001 ETH ?",
      "8 deposit:  > 0.5 ETH = ?",
      "9 unknown: 0.1 ETH >  = ? · ask Type",
      "10 income:  > 0.01 ETH = ? · staking",
      "12 unknown: 1 ETH > 0.999 ETH = ? · ask Type",
    ],
    skipped: [],
    rejected: ["11 Received Amount"],
  },
  "2024-lower-case.csv": {
    version: "universal",
    told: ["2 income:  > 0.01 ETH = $23 · reward"],
    skipped: [],
    rejected: [],
  },
};
