import type { Expected } from "../expected";

/** Read off the rows of each file by hand: the amount is what arrived, a withdrawal's fee comes on top. */
export const expected: Expected = {
  "2021-withdrawals.csv": {
    version: "either",
    told: [
      "2 withdrawal: 0.7 ETH >  = ? · fee 0.005 ETH ?",
      // One transaction that paid twice.
      "3 withdrawal: 0.1 BTC >  = ? · fee 0.0005 BTC ?",
      "4 withdrawal: 0.2 BTC >  = ? · fee 0.0005 BTC ?",
      "5 withdrawal: 5 LUNC >  = ? · fee 0.1 LUNC ?",
      "8 withdrawal: 10 ADA >  = ? · fee 1 ADA ?",
      "9 withdrawal: 10 ADA >  = ? · fee 1 ADA ?",
    ],
    skipped: [6, 10],
    rejected: ["7 Amount"],
  },
  "2020-deposits.csv": {
    version: "either",
    told: ["2 deposit:  > 0.25 BTC = ?", "3 deposit:  > 100 XRP = ?"],
    skipped: [],
    rejected: [],
  },
  "2019-renamed.csv": {
    version: "either",
    // Nothing says which way the first went; the fee of the second makes it a withdrawal.
    told: ["2 unknown:  = ? · ask Status", "3 withdrawal: 0.1 BTC >  = ? · fee 0.0004 BTC ?"],
    skipped: [],
    rejected: [],
  },
  "2024-deposits-utc0.csv": {
    version: "deposits",
    told: ["2 deposit:  > 500 USDT = ?", "3 deposit:  > 0.01 BTC = ?"],
    times: ["2024-03-01T10:00:00.000Z", "2024-03-02T10:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
  "2024-withdrawals-utc-6.csv": {
    version: "withdrawals",
    told: ["2 withdrawal: 3 SOL >  = ? · fee 0.01 SOL ?"],
    times: ["2025-01-01T02:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
};
