import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2018-mixed.csv": {
    version: "transfers",
    told: [
      "2 withdrawal: 2.183 BTC >  = ?",
      "3 deposit:  > 100 XLM = ?",
      "5 deposit:  > 1 BTC = ? · ask Status",
    ],
    skipped: [4],
    rejected: [],
  },
  "2018-depositHistory.csv": {
    version: "transfers",
    told: ["2 unknown: 2.183 BTC >  = ? · ask Status", "3 deposit:  > 1.5 BTC = ?"],
    skipped: [],
    rejected: [],
  },
  "2020-withdrawals.csv": {
    version: "withdrawals",
    told: [
      // 0.5 with the fee of 0.0005 inside.
      "2 withdrawal: 0.4995 BTC >  = ? · fee 0.0005 BTC ?",
    ],
    skipped: [3],
    rejected: ["4 Date"],
  },
  "2020-distributions.csv": {
    version: "distributions",
    told: ["2 income:  > 1.5 TRX = ? · airdrop", "3 income:  > 1.6 TRX = ? · airdrop"],
    skipped: [],
    rejected: [],
  },
};
