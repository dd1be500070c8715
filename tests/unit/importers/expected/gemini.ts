import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-workbook.csv": {
    version: "transactions",
    told: [
      "2 cash: 5000 USD",
      "3 buy:  > 0.05 BTC = $3000 · fee $7.5",
      "4 sell: 0.01 BTC >  = $610 · fee $2.135",
      "5 swap: 0.5 ETH > 0.03 BTC = ? · fee 0.000105 BTC ?",
      // A maker's rebate of 0.00001 BTC: 0.02 - 0.00001 were given.
      "6 swap: 0.01999 BTC > 0.4 ETH = ?",
      "7 deposit:  > 0.3 BTC = ?",
      "8 withdrawal: 0.1 BTC >  = ? · fee 0.0001 BTC ?",
      "9 unknown:  = ? · ask Type",
      "10 income:  > 0.0001 BTC = ? · reward",
      "11 unknown:  > 0.01 ETH = ? · ask Type",
      "12 unknown:  = ? · fee $0.5 · ask Type",
      "13 unknown:  > 1 ETH = ? · ask Type",
    ],
    skipped: [16, 17],
    rejected: ["14 BTC Amount BTC", "15 Time (UTC)"],
  },
  "2018-saved-by-hand.csv": {
    version: "transactions",
    told: [
      "2 cash: 1359.9 USD",
      "3 buy:  > 1 ZEC = $500 · fee $1.92",
      "4 withdrawal: 0.07 ZEC >  = ? · fee 0.001 ZEC ?",
      "5 deposit:  > 0.2 ZEC = ?",
      "6 deposit:  > 0.2 ZEC = ?",
      "8 unknown: 0.01 ZEC >  = ? · ask Type",
      "9 income:  > 0.002 ZEC = ? · interest",
    ],
    times: [
      "2018-02-16T19:41:00.164Z",
      "2018-02-17T08:00:00.000Z",
      "2018-02-18T09:30:15.500Z",
      "2018-02-19T09:30:15.500Z",
      "2018-02-19T09:30:15.500Z",
      "2018-02-21T09:30:15.500Z",
      "2018-02-22T09:30:15.500Z",
    ],
    skipped: [10],
    rejected: ["7 ZEC Amount ZEC"],
  },
};
