import type { Expected } from "../expected";

/**
 * Read off the rows by hand. A transfer's fee in its coin is part of what was sent (0.02 + 0.0001). What came in alone is worth what
 * CoinTracker says it cost; gains and cost bases of sales are its results and not read.
 */
export const expected: Expected = {
  "2023-with-hash.csv": {
    version: "with hash",
    told: [
      "2 buy:  > 0.05 BTC = $1000 · fee $5",
      "3 swap: 1 ETH > 0.07 BTC = ? · fee 0.001 ETH ?",
      "4 transfer: 0.0201 BTC > 0.02 BTC",
      "5 income:  > 0.01 ETH = $13 · staking",
      "6 withdrawal: 0.001 BTC >  = ?",
      "7 unknown:  > 9000 FREE = ? · ask Type · unasked",
      "8 unknown: 1 ETH > 5 UNI-V2 = ? · ask Type",
      "9 unknown: 0.1 ETH > 1 COOL = ? · ask Type",
      "10 deposit:  > 0.5 BTC = $11500",
    ],
    skipped: [12],
    rejected: ["11 Received Quantity"],
  },
  "2022-with-tags.csv": {
    version: "with tags",
    told: ["2 buy:  > 0.05 BTC = $2000 · fee $5"],
    skipped: [3],
    rejected: [],
  },
};
