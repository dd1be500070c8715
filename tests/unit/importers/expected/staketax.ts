import type { Expected } from "../expected";

/** Read off the rows by hand; the file runs newest first. */
export const expected: Expected = {
  "2022-default.csv": {
    version: "default",
    told: [
      "2 income:  > 1.5 ATOM = ? · fee 0.005 ATOM ? · staking",
      "3 swap: 1 ATOM > 10 OSMO = ? · fee 0.01 ATOM ?",
      "4 conversion: 5 OSMO > 3 GAMM-1 = ?",
      "5 withdrawal: 2 ATOM >  = ? · fee 0.005 ATOM ?",
      "6 deposit:  > 20 ATOM = ?",
      "7 unknown:  > 1 XYZ = ? · fee 0.001 ATOM ? · ask tx_type",
      "8 fee: 0.002 ATOM >  = ?",
      "9 unknown:  > 100 USTC = ? · ask tx_type",
      "10 unknown: 1 ATOM > 1 ATOM = ? · ask tx_type",
    ],
    skipped: [],
    rejected: ["11 received_currency"],
  },
};
