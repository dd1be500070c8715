import type { Expected } from "../expected";

/** Read off the rows by hand: month before day, UTC. */
export const expected: Expected = {
  "2024-universal.csv": {
    version: "universal",
    told: [
      "2 swap: 1 ETH > 2250 USDC = ? · fee 0.004 ETH ?",
      "3 income:  > 0.001 BTC = ? · mining",
      "4 withdrawal: 0.5 BTC >  = ? · fee 0.0001 BTC ?",
      "5 gift-sent: 2 SOL >  = ?",
      "6 spend: 1 SOL >  = ?",
      "7 lost: 1 SOL >  · theft",
      "8 unknown: 1 SOL >  = ? · ask Type",
      "9 buy:  > 0.01 BTC = $500 · fee $2",
      "10 gift-received:  > 3 SOL = ?",
      "11 unknown: 1 SOL >  = ? · ask Type",
      "14 fee: 0.003 ETH >  = ?",
      "15 deposit:  > 1 LTC = ?",
      "16 deposit:  > 1 LTC = ?",
    ],
    skipped: [],
    rejected: ["12 Amount Sent", "13 Date (UTC)"],
  },
};
