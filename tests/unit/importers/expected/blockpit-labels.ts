import type { Expected } from "../expected";

/** Read off the rows by hand. */
export const expected: Expected = {
  "2024-labels.csv": {
    version: "labels",
    told: [
      "2 swap: 1 ETH > 0.05 BTC = ? · fee 0.0001 BTC ?",
      "3 income:  > 10 ARB = ? · airdrop",
      "4 spend: 0.1 ETH >  = ?",
      "5 unknown:  > 0.1 ETH = ? · ask Label",
    ],
    skipped: [],
    rejected: [],
  },
};
