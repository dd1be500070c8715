import type { Expected } from "../expected";

/** Read off the rows of each file by hand: what was filled, not what was ordered. */
export const expected: Expected = {
  "2024.csv": {
    version: "spot",
    told: [
      "2 swap: 838 USDT > 0.02 BTC = ? · fee 0.001 BNB ?",
      "3 swap: 0.4 ETH > 962 USDT = ? · fee 0.962 USDT ?",
      "5 swap: 0.5 ETH > 1202.5 USDT = ? · fee 1.2025 USDT ?",
      "8 swap: 100 USDT > 1 SOL = ?",
      "9 swap: 100 USDT > 1 SOL = ?", // no trade id: equal rows stay two
    ],
    // Nothing filled; trade 9003 again.
    skipped: [4, 6],
    rejected: ["7 Filled"],
  },
};
