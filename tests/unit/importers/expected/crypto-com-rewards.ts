import type { Expected } from "../expected";

/** Read off the rows of the file by hand; its name says whose it is. */
export const expected: Expected = {
  "crypto.com-rewards.csv": {
    version: "koinly",
    told: [
      "2 withdrawal: 5.478 CRO >  = ? · fee 0.001 CRO ?",
      "4 income:  > 1.36945123 CRO = ? · interest",
      "5 income:  > 0.0535123 CRO = ? · reward",
      "6 income:  > 0.00000023 BTC = ? · reward",
      "7 income:  > 0.00000023 BTC = ? · reward",
      "8 deposit:  > 2 CRO = ?",
      "9 fee: 0.02 CRO >  = ?",
      "10 swap: 10 CRO > 500 VVS = ? · fee 0.3 CRO ?",
      "11 unknown: 3 CRO >  = ? · ask Description",
    ],
    skipped: [3],
    rejected: ["12 Sent Amount"],
  },
};
