import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-both.csv": {
    version: "both",
    told: [
      "2 withdrawal: 0.20084931 ETH >  = ?",
      "3 deposit:  > 0.00000001 BCHA = ?",
      "4 unknown:  > 0.5 BCHA = ? · ask Type",
    ],
    skipped: [],
    rejected: ["5 Currency"],
  },
  "2019-deposits-state.csv": {
    version: "deposits-state",
    told: ["2 deposit:  > 0.5 BTC = ?", "4 cash: 100 USD", "5 deposit:  > 0.1 BTC = ? · ask State"],
    skipped: [3],
    rejected: [],
  },
  "2018-deposits-source.csv": {
    version: "deposits-source",
    told: ["2 deposit:  > 3 LTC = ?"],
    skipped: [],
    rejected: [],
  },
  "2017-deposits.csv": {
    version: "deposits",
    told: ["2 deposit:  > 3 LTC = ?"],
    skipped: [3],
    rejected: [],
  },
  "2017-deposits-old.csv": {
    version: "deposits-old",
    told: ["2 deposit:  > 1 BTC = ?"],
    times: ["2017-05-21T12:37:47.000Z"],
    skipped: [],
    rejected: [],
  },
  "2017-deposits-upper.csv": {
    version: "deposits-upper",
    told: ["2 deposit:  > 0.001 BTC = ?"],
    times: ["2017-01-01T12:21:38.000Z"],
    skipped: [],
    rejected: [],
  },
  "2019-withdrawals-bank.csv": {
    version: "withdrawals-bank",
    told: ["2 withdrawal: 1 ETH >  = ? · fee 0.006 ETH ?"],
    skipped: [3, 4, 5],
    rejected: [],
  },
  "2018-withdrawals.csv": {
    version: "withdrawals",
    told: ["2 withdrawal: 0.3 BTC >  = ? · fee 0.0005 BTC ?"],
    times: ["2018-12-31T15:33:44.000Z"],
    skipped: [],
    rejected: [],
  },
  "2015-withdrawals-old.csv": {
    version: "withdrawals-old",
    told: ["2 withdrawal: 1 ETH >  = ? · fee 0.006 ETH ?"],
    skipped: [3],
    rejected: [],
  },
  "2013-withdrawals-upper.csv": {
    version: "withdrawals-upper",
    told: ["2 withdrawal: 1 BTC >  = ? · fee 0.001 BTC ?"],
    times: ["2013-11-01T23:36:47.000Z"],
    skipped: [],
    rejected: [],
  },
};
