import type { Expected } from "../expected";

/** Read off the rows by hand: the total is what the base was traded for, the fee stands beside it. */
export const expected: Expected = {
  "2024-trades.csv": {
    version: "trades",
    told: [
      "2 buy:  > 0.1 BTC = $4400 · fee $4.4",
      "3 sell: 0.05 BTC >  = $2300 · fee $2.3",
      "4 swap: 0.05 BTC > 1 ETH = ? · fee 0.002 BNB ?",
      "7 buy:  > 1 ETH = ? · ask Pair",
    ],
    skipped: [],
    rejected: ["5 Side", "6 Pair"],
  },
};
