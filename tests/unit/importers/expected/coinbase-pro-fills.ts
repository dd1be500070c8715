import type { Expected } from "../expected";

/** Read off the rows of each file by hand: a purchase's price is |total| - fee, a sale's total + fee. */
export const expected: Expected = {
  "2021-fills.csv": {
    version: "portfolio",
    told: [
      "2 buy:  > 0.5 BTC = $24000 · fee $120", // 24,120 - 120
      "3 buy:  > 1 ETH = $1500", // the same trade id of another market
      "4 sell: 0.1 BTC >  = $5000 · fee $25", // 4,975 + 25
      "5 swap: 2 ETH > 0.07 BTC = ? · fee 0.00035 BTC ?", // 0.06965 + 0.00035
      "6 buy:  > 0.01 BTC = ? · fee 2.25 EUR ? · ask price/fee/total unit",
      "9 buy:  > 1 LTC = $100 · fee $0.5 · ask side", // a purchase whose total is positive
      "10 sell: 1 LTC >  = $0.1 · fee $0.5", // -0.4 + 0.5: the fee ate more than the price
    ],
    skipped: [7],
    rejected: ["8 side", "11 size", "12 total"],
  },
  "2016-no-portfolio.csv": {
    version: "no portfolio",
    told: [
      "2 buy:  > 1 BTC = $440.25 · fee $1.100625",
      "3 buy:  > 1 BTC = $440.25 · fee $1.100625",
      "4 sell: 1 BTC >  = $440.25", // one's own order met: the same trade id, the other side
      "5 sell: 0.5 BTC >  = $225",
      "6 sell: 0.5 BTC >  = $225", // no id: equal rows stay two
    ],
    skipped: [],
    rejected: [],
  },
};
