import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2014-btc.csv": {
    version: "transfers",
    told: [
      "5 buy:  > 1.5 BTC = $1200 · fee $12.15",
      "6 sell: 0.5 BTC >  = $325 · fee $3.4",
      "7 cash: 500 USD",
      "8 cash: -200 USD",
      // 60.00 + 0.75 is not 61.75.
      "9 buy:  > 0.1 BTC = $60 · fee $0.75 · ask Type",
      "10 buy:  > 0.2 BTC = ? · fee 1 EUR ? · ask Currency",
      "11 unknown:  > 0.01 BTC = ? · ask Type",
    ],
    times: [
      "2014-02-03T17:15:10.000Z", // eight hours behind UTC
      "2014-06-04T17:00:00.000Z",
      "2014-07-01T17:00:00.000Z",
      "2014-07-02T17:00:00.000Z",
      "2014-07-03T17:00:00.000Z",
      "2014-07-04T17:00:00.000Z",
      "2014-07-05T17:00:00.000Z",
    ],
    skipped: [14],
    rejected: ["12 BTC", "13 BTC"],
  },
  "2017-ltc.csv": {
    version: "transfers",
    told: ["5 buy:  > 2 LTC = $460 · fee $6.86"],
    times: ["2018-01-01T07:30:00.000Z"],
    skipped: [],
    rejected: [],
  },
};
