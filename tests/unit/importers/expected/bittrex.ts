import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2014-full-orders-utf16.csv": {
    version: "full-orders",
    told: [
      "2 swap: 0.0345 BTC > 10000 NLG = ? · fee 0.00008625 BTC ?",
      "3 swap: 10000 NLG > 0.01379999 BTC = ? · fee 0.00003449 BTC ?",
      "4 sell: 0.5 BTC >  = $4500 · fee $11.25",
      "5 unknown:  = ? · fee $11.25 · ask Type",
    ],
    times: [
      "2014-04-11T19:54:09.000Z",
      "2014-04-22T00:49:23.000Z",
      "2018-05-01T07:54:09.000Z",
      "2018-05-02T07:54:09.000Z",
    ],
    skipped: [7],
    rejected: ["6 Closed"],
  },
  "2018-history.csv": {
    version: "history",
    told: [
      // 2 less 0.5 that remained.
      "2 swap: 0.075 BTC > 1.5 ETH = ? · fee 0.0001875 BTC ?",
    ],
    skipped: [3],
    rejected: [],
  },
  "2019-history-in-force.csv": {
    version: "history-in-force",
    told: ["2 swap: 0.1 BTC > 380 USDT = ? · fee 0.95 USDT ?"],
    times: ["2019-01-02T00:22:46.000Z"],
    skipped: [],
    rejected: [],
  },
  "2018-upper.csv": {
    version: "upper",
    told: ["2 swap: 5 USDT > 1 ETH = ? · fee 0.0125 USDT ?"],
    times: ["2018-12-31T15:26:07.000Z"],
    skipped: [],
    rejected: [],
  },
  "2020-page.csv": {
    version: "page",
    told: ["2 swap: 1000 ADA > 0.006 BTC = ?"],
    times: ["2020-02-03T16:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
  "2021-sides.csv": {
    version: "sides",
    told: [
      "2 swap: 0.001 BTC > 100 ADA = ?",
      "3 sell: 100 ADA >  = $50",
      "4 sell: 100 ADA >  = $50",
    ],
    skipped: [],
    rejected: [],
  },
  "2023-statement.csv": {
    version: "statement",
    told: [
      // 0.25 BTC with the fee of 0.0006 inside.
      "6 swap: 0.2494 BTC > 731.25 SWT = ? · fee 0.0006 BTC ?",
      // 99.75 were left after the fee of 0.25.
      "7 sell: 100 SWT >  = $100 · fee $0.25",
    ],
    times: ["2017-12-03T12:04:16.000Z", "2017-12-04T12:04:16.000Z"],
    skipped: [],
    rejected: [],
  },
};
