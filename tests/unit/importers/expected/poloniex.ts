import type { Expected } from "../expected";

/** Read off the rows of each file by hand. STR is today's XLM. */
export const expected: Expected = {
  "2015-trades.csv": {
    version: "trades",
    told: [
      "2 swap: 910.39534942 XLM > 0.0035071 BTC = ?",
      "3 swap: 0.10967267 BTC > 7172.56387027 XLM = ?",
      "4 swap: 0.10967267 BTC > 7172.56387027 XLM = ?",
      "5 unknown: 10 USDT > 0.998 ETH = ? · ask Type",
      "6 unknown: 1 ETH > 10 USDT = ? · ask Type",
    ],
    skipped: [],
    rejected: ["7 Base Total Less Fee"],
  },
  "2020-trades-fee.csv": {
    version: "trades-fee",
    told: ["2 swap: 500 USDT > 1.998 BCH = ?", "3 swap: 1 ETH > 200 USDT = ? · fee 13.5 TRX ?"],
    skipped: [],
    rejected: [],
  },
};
