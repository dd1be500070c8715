import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-wallet.csv": {
    version: "wallet",
    told: [
      "2 swap: 1350.5 USDT > 0.05 BTC = ?",
      // Euros, and filled two days after it was placed.
      "4 buy:  > 0.06 ETH = ? · ask Sell",
      "7 swap: 10 ADA > 3.5 USDT = ?",
      "8 swap: 10 ADA > 3.5 USDT = ?",
    ],
    skipped: [3],
    rejected: ["5 Sell", "6 Buy"],
  },
  "2022-no-wallet.csv": {
    version: "no wallet",
    told: ["2 swap: 1 LUNC > 100 USDT = ?", "3 swap: 1 LUNA > 3 USDT = ?"],
    skipped: [],
    rejected: [],
  },
};
