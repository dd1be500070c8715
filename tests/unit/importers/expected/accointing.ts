import type { Expected } from "../expected";

/** Read off the rows by hand. */
export const expected: Expected = {
  "2022-first.csv": {
    version: "first",
    told: [
      "2 swap: 1 ETH > 0.05 BTC = ? · fee 0.001 ETH ?",
      "3 income:  > 0.1 ETH = ? · staking",
      "4 withdrawal: 0.1 ETH >  = ? · fee 0.001 ETH ?",
      "5 gift-sent: 0.2 ETH >  = ?",
      "7 unknown:  > 5 LP = ? · ask classification",
    ],
    skipped: [6],
    rejected: ["8 boughtQuantity"],
  },
  "2023-provider.csv": {
    version: "with provider",
    told: ["2 lost: 0.1 ETH >  · lost"],
    skipped: [],
    rejected: [],
  },
  "2023-values.csv": {
    version: "with provider and values",
    told: ["2 income:  > 0.1 ETH = ? · mining"],
    skipped: [],
    rejected: [],
  },
};
