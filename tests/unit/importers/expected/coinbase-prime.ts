import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2024-orders.csv": {
    version: "orders",
    told: [
      "2 buy:  > 0.5 BTC = $30050 · fee $30.05",
      // Cancelled, but 2.5 of 10 ETH were filled for 8,750 dollars: kept, without effect.
      "4 unknown: 2.5 ETH >  = ? · fee $8.75 · ask status",
      "5 swap: 4 ETH > 0.2 BTC = ? · fee 0.0002 BTC ?",
      // Placed on the last day of one year, last changed in the next.
      "6 buy:  > 10 SOL = $1400 · fee $1.4 · ask status",
    ],
    times: [
      "2024-05-03T14:00:00.000Z",
      "2024-05-06T14:00:00.000Z",
      "2024-05-07T14:00:00.000Z",
      "2024-12-31T23:50:00.000Z",
    ],
    skipped: [3, 7, 11],
    rejected: ["8 market", "9 side", "10 filled quote quantity"],
  },
};
