import type { Expected } from "../expected";

/** Read off the rows by hand: 1,500 and a fee of 15 make the cost of 1,515 that the file states. A rebate (line 6) is not guessed. */
export const expected: Expected = {
  "2018-trades.csv": {
    version: "trades",
    told: [
      "2 buy:  > 0.1 BTC = $1500 · fee $15",
      "3 sell: 0.05 BTC >  = $800 · fee $8",
      "4 swap: 1 ETH > 0.07 BTC = ? · fee 0.0001 BTC ?",
      "5 unknown: 1 ETH > 0.07 BTC = ? · ask Action",
    ],
    times: [
      "2018-01-05T10:00:00.000Z",
      "2018-01-06T10:00:00.000Z",
      "2018-01-07T15:00:00.000Z",
      "2018-01-08T10:00:00.000Z",
    ],
    skipped: [],
    rejected: ["6 Fee"],
  },
};
