import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-trades.csv": {
    version: "trades",
    told: [
      // 0.1 x 29,500; 0.0002 of the 0.1 BTC is 5.90 of them.
      "2 buy:  > 0.1 BTC = $2950 · fee 0.0002 BTC $5.9",
      "3 sell: 2 ETH >  = $3700 · fee $7.4",
      // 0.3 x 1,850.3333333333 to eight decimals is 555.1, less the rebate of 0.05; UST is Tether there.
      "4 swap: 555.05 USDT > 0.3 ETH = ?",
      "5 unknown: 2950 USTF0 > 0.1 BTCF0 = ? · fee 1 USTF0 ? · ask PAIR",
    ],
    times: [
      "2023-06-05T10:11:12.000Z",
      "2023-06-06T10:11:12.000Z",
      "2023-06-07T10:11:12.000Z",
      "2023-06-08T10:11:12.000Z",
    ],
    skipped: [8],
    rejected: ["6 PRICE", "7 DATE"],
    options: { answers: { dateOrder: "day-first" } },
  },
  "2022-month-first.csv": {
    version: "trades-no-perc",
    told: ["2 swap: 0.002 BTC > 100 IOTA = ? · fee 0.1 IOTA ?"],
    times: ["2022-05-06T10:11:12.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { dateOrder: "month-first" } },
  },
  "2014-margin.csv": {
    version: "2014-margin",
    told: [
      "2 unknown:  > 0.1 BTC = ? · fee $0.0565884 · ask PAIR",
      "3 sell: 0.1 BTC >  = $31.5 · fee $0.0567",
    ],
    skipped: [],
    rejected: [],
  },
  "2014-plain.csv": {
    version: "2014",
    told: ["2 buy:  > 10 LTC = $40 · fee $0.08"],
    times: ["2014-11-08T19:33:04.000Z"],
    skipped: [],
    rejected: [],
  },
};
