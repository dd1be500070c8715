import type { Expected } from "../expected";

/** Read off the rows by hand; only whole filled orders are trades. */
export const expected: Expected = {
  "2021-orders.csv": {
    version: "orders",
    told: [
      "2 buy:  > 5000 DOGE = $349",
      "3 sell: 5000 DOGE >  = $1650",
      "5 unknown:  > 0.01 BTC = $180 · ask Side",
      "6 unknown:  > 0.1 ETH = $200 · ask Side",
      "9 unknown:  > 1 LTC = ? · ask Side",
      "10 unknown: 2 ETC >  = $60 · ask Side",
    ],
    times: [
      "2021-02-11T15:46:46.000Z",
      "2021-04-16T13:01:02.000Z",
      "2021-04-18T13:01:02.000Z",
      "2021-04-19T13:01:02.000Z",
      "2021-04-22T13:01:02.000Z",
      "2021-04-23T13:01:02.000Z",
    ],
    skipped: [4, 7, 11],
    rejected: ["8 Notional"],
  },
};
