import type { Expected } from "../expected";

/** Read off the rows of each file by hand. Rows that wait for their group are told after those that stand alone. */
export const expected: Expected = {
  "2022-account.csv": {
    version: "portfolio",
    told: [
      "2 cash: 3000 USD",
      // 0.35 USD given back: money, so no leg; its amount stays as the value.
      "13 unknown:  = $0.35 · ask type",
      "14 withdrawal: 0.005 BTC >  = ?",
      "15 unknown:  > 0.005 BTC = ? · ask type",
      "16 cash: 100.5 EUR",
      "18 unknown:  > 1 USDC = ? · ask type",
      "3,4,5 buy:  > 0.04 BTC = $1200 · fee $6",
      // Trade 5001 of another market at the same moment: the order tells them apart.
      "6,7,8 swap: 0.03 BTC > 0.4 ETH = ? · fee 0.00015 BTC ?",
      "9 unknown: 0.1 ETH >  = ? · ask type",
      "10,11 buy:  > 500 USDC = $500",
      "12 unknown:  = $20 · ask type",
      "17 unknown:  = ? · ask type",
    ],
    times: [
      "2022-05-02T08:00:00.000Z",
      "2022-05-05T00:00:00.000Z",
      "2022-05-06T12:30:00.000Z",
      "2022-05-06T13:30:00.000Z",
      "2022-05-07T08:00:00.000Z",
      "2022-05-09T08:00:00.000Z",
      "2022-05-02T09:00:00.250Z",
      "2022-05-02T09:00:00.250Z",
      "2022-05-02T09:30:00.000Z",
      "2022-05-03T10:00:00.000Z",
      "2022-05-04T10:00:00.000Z",
      "2022-05-08T08:00:00.000Z",
    ],
    // The last row is line 2 again, transfer id and all.
    skipped: [20],
    rejected: ["19 amount"],
  },
  "2018-gdax.csv": {
    version: "gdax",
    told: [
      "2 deposit:  > 1.5 LTC = ?",
      "8 cash: -100 USD",
      "9 income:  > 0.002 LTC = ? · reward",
      "3,4,5 sell: 0.5 LTC >  = $120 · fee $0.36",
      // The second fill of the same order: a trade of its own.
      "6,7 sell: 0.25 LTC >  = $60",
    ],
    skipped: [],
    rejected: [],
  },
  "2017-no-portfolio.csv": {
    version: "no portfolio",
    told: [
      "2 deposit:  > 2 ETH = ?",
      "7 unknown: 1 ETH >  = ? · ask type",
      // A match without any id: there is nothing to find its other half by.
      "8 unknown:  > 1 ETH = ? · ask type",
      // Two conversions of one moment, paired by their amounts.
      "3,6 sell: 10 USDC >  = $10",
      "4,5 sell: 30 USDC >  = $30",
      "9,10 buy:  > 1 ETH = ? · ask amount/balance unit",
    ],
    skipped: [],
    rejected: [],
  },
};
