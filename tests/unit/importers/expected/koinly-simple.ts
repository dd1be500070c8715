import type { Expected } from "../expected";

/** Read off the rows by hand: a negative amount went out. */
export const expected: Expected = {
  "2024-simple.csv": {
    version: "simple",
    told: [
      "2 income:  > 20 BTC = ? · mining",
      "3 withdrawal: 0.5 BTC >  = ?",
      "4 donation: 0.1 BTC >  = ?",
      "5 deposit:  > 0.2 ETH = ?",
      "6 deposit:  > 0.2 ETH = ?",
      "7 unknown:  > 0.2 ETH = ? · ask Label",
      "8 cash: -100 USD",
      "9 unknown:  = ? · ask Label",
    ],
    skipped: [],
    rejected: ["10 Amount", "11 Currency"],
  },
  "2024-with-worth.csv": {
    version: "simple",
    told: ["2 income:  > 0.1 ETH = $230 · staking", "3 income:  > 0.1 ETH = ? · staking"],
    skipped: [],
    rejected: [],
  },
};
