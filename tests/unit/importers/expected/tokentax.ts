import type { Expected } from "../expected";

/** Read off the rows by hand; TokenTax's help page calls a gift one that was given away. */
export const expected: Expected = {
  "2024-manual.csv": {
    version: "manual",
    told: [
      "2 buy:  > 1.5 ETH = $3000 · fee $9",
      "3 deposit:  > 2 BTC = ?",
      "4 withdrawal: 1 BTC >  = ? · fee 0.0001 BTC ?",
      "5 spend: 0.1 BTC >  = ?",
      "6 income:  > 0.02 ETH = ? · staking",
      "7 lost: 5 SOL >  · lost",
      "8 lost: 6 SOL >  · theft",
      "9 gift-sent: 7 SOL >  = ?",
      "10 unknown:  > 7 SOL = ? · ask Type",
      "11 unknown:  > 7 USDC = ? · ask Type",
      "14 income:  > 1 SOL = ? · other",
      "15 income:  > 1 SOL = ? · other",
    ],
    skipped: [],
    rejected: ["12 Date", "13 SellAmount"],
  },
};
