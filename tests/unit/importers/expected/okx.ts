import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-trading.csv": {
    version: "trading",
    told: [
      "10 unknown:  > 2 ETH = ? · fee 0.5 ETH ? · ask Type",
      "2,3 swap: 610.4 USDT > 0.02 BTC = ? · fee 0.00002 BTC ?",
      "4,5 swap: 305.3 USDT > 0.01 BTC = ? · fee 0.00001 BTC ?",
      // A rebate of 0.0381 on top of 190.5; the two ids differ, the order is one.
      "7,8 swap: 0.1 ETH > 190.5381 USDT = ?",
      "9 unknown:  > 1 ETH = ? · fee 0.001 ETH ? · ask Type",
    ],
    skipped: [6, 12],
    rejected: ["11 Amount"],
  },
  "2018-oldest.csv": {
    version: "oldest",
    told: [
      "9 unknown:  > 1 BTC = ? · ask type",
      "2,3 swap: 0.03 BTC > 2 LTC = ? · fee 0.002 LTC ?",
      "4,5 swap: 0.015 BTC > 1 LTC = ?",
      "6,7 swap: 0.045 BTC > 3 LTC = ?",
      "8 unknown: 0.5 BTC >  = ? · ask type",
    ],
    times: [
      "2018-01-27T23:00:00.000Z",
      "2018-01-25T02:11:12.000Z",
      "2018-01-25T23:00:00.000Z",
      "2018-01-25T23:00:00.000Z",
      "2018-01-26T23:00:00.000Z",
    ],
    skipped: [],
    rejected: [],
  },
};
