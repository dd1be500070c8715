import type { Expected } from "../expected";

/** Read off the rows of each file by hand; the direction stands in the file's name alone. */
export const expected: Expected = {
  "DEPOSIT_HISTORY.csv": {
    version: "transfers",
    told: [
      "2 deposit:  > 0.5 BTC = ?",
      "4 deposit:  > 100 USDC = ?",
      "5 deposit:  > 100 USDC = ?",
      "6 deposit:  > 1 ETH = ? · ask status",
    ],
    skipped: [3],
    rejected: [],
  },
  "withdrawals.csv": {
    version: "transfers",
    told: ["2 withdrawal: 0.2 BTC >  = ? · fee 0.0004 BTC ?"],
    skipped: [3],
    rejected: ["4 create_time_utc"],
  },
  "history.csv": {
    version: "transfers",
    told: ["2 unknown: 0.2 BTC >  = ? · fee 0.0004 BTC ? · ask status"],
    skipped: [],
    rejected: [],
  },
};
