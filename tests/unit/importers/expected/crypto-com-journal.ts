import type { Expected } from "../expected";

/** Read off the rows of the file by hand. */
export const expected: Expected = {
  "2024-journal.csv": {
    version: "2024",
    told: [
      "5 cash: 50 EUR",
      "17 withdrawal: 1 SOL >  = ?",
      "18 fee: 0.01 SOL >  = ?",
      "19 income:  > 2 CRO = ? · reward",
      "20 unknown:  = ? · ask Journal Type",
      "6,7,8 buy:  > 0.386 SOL = ? · fee 0.0000036 SOL ? · ask Instrument",
      "9,10,11 buy:  > 176 XRP = $487.36512 · fee $0.88",
      // 4 SOL brought 600: 0.001 SOL of fee is 0.15 of them.
      "12,13,14,15 sell: 4 SOL >  = $600 · fee $0.24 · fee 0.001 SOL $0.15",
      "16 unknown:  > 0.1 BTC = ? · ask Journal Type",
      "21 unknown:  > 1 BTCUSD-PERP = ? · ask Journal Type",
      "22 unknown:  = ? · ask Journal Type",
    ],
    skipped: [],
    rejected: ["23 Transaction Quantity"],
  },
};
