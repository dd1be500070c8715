import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2022-spot.csv": {
    version: "spot",
    told: [
      // 23,150.5 x 0.02
      "2 swap: 463.01 USDC > 0.02 BTC = ? · fee 0.00002 BTC ?",
      // 0.125 x 1,000.4
      "3 sell: 1000.4 CRO >  = $125.05 · fee $0.25",
      // 1,850.25 x 0.1
      "4 buy:  > 0.1 ETH = $185.025 · fee 3.2 CRO ?",
      "5 buy:  > 0.2 ETH = $370 · fee 6.4 CRO ?",
      "6 unknown:  = ? · ask side",
    ],
    times: [
      "2022-08-01T10:11:12.123Z",
      "2022-08-02T10:11:12.123Z",
      "2022-08-03T10:11:12.123Z",
      "2022-08-03T10:11:12.123Z",
      "2022-08-04T10:11:12.123Z",
    ],
    skipped: [],
    rejected: ["7 traded_price", "8 symbol"],
  },
  "2021-older.csv": {
    version: "older",
    told: [
      "2 swap: 0.0042 ETH > 26.85 CRO = ? · fee 0.1074 CRO ?",
      "3 swap: 0.28 ETH > 1781.74 CRO = ? · fee 7.1269 CRO ?",
      "5 swap: 405 USDT > 0.1 ETH = ? · fee 0.0001 ETH ?",
    ],
    skipped: [4],
    rejected: ["6 Volume of Business"],
  },
};
