import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-executed.csv": {
    version: "spot",
    told: [
      "2 swap: 1400 USDT > 0.05 BTC = ? · fee 0.00005 BTC ?",
      "3 swap: 2 ETH > 0.134 BTC = ? · fee 0.001 BNB ?",
      "4 swap: 5 USDT > 10 1INCH = ? · fee 0.01 1INCH ?", // a ticker that begins with a digit
      "5 buy:  > 100 ADA = ? · fee 0.1 ADA ? · ask Pair", // ADA/EUR, not AD/AEUR
      "7 swap: 280 USDT > 0.01 BTC = ?",
      "8 swap: 280 USDT > 0.01 BTC = ?", // equal fills stay two
      "12 swap: 1 SOL > 20 USDT = ? · fee 0.02 TRX ?",
    ],
    skipped: [11],
    rejected: ["6 Side", "9 Pair", "10 Executed"],
  },
};
