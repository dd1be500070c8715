import type { Expected } from "../expected";

/** Read off the rows by hand: the total is what the coins were worth; the fee of 0.0001 BTC of line 4 is 55 x 0.0001 / 0.005 = 1.1. */
export const expected: Expected = {
  "2018-lists.csv": {
    version: "lists",
    told: [
      "2 income:  > 0.01 BTC = $100 · other",
      "3 income:  > 0.5 ETH = $450 · mining",
      "4 spend: 0.005 BTC >  = $55 · fee 0.0001 BTC $1.1",
      "5 gift-sent: 0.001 BTC >  = ?",
      "6 gift-received:  > 0.001 BTC = $11",
      "7 lost: 0.002 BTC >  · theft",
      "8 donation: 0.003 BTC >  = $33",
      "9 unknown: 0.003 BTC >  = $33 · ask Action",
    ],
    skipped: [],
    rejected: [],
  },
  "2019-with-balance.csv": {
    version: "with balance",
    told: ["2 lost: 0.01 BTC >  · lost"],
    skipped: [],
    rejected: [],
  },
};
