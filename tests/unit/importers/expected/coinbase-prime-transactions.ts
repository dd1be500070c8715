import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2024.csv": {
    version: "transactions",
    told: [
      "2 cash: 25000 USD",
      "3 income:  > 0.0123 ETH = ? · staking",
      "4 unknown:  > 4.5 USDC = ? · ask activity type",
      "5 withdrawal: 0.25 BTC >  = ?",
      "6 spend: 100 USDC >  = ?",
      "7 unknown: 0.001 ETH >  = ? · ask activity type",
      "9 buy:  > 1000 USDC = $1000",
      "10 unknown: 10 USDC >  = ? · ask activity type",
      "13 unknown:  > 1 ETH = ? · ask activity type",
      "14 unknown: 0.1 BTC >  = ? · ask activity type",
    ],
    // Staked; rejected; nothing moved.
    skipped: [8, 11, 12],
    rejected: ["15 transaction value"],
  },
};
