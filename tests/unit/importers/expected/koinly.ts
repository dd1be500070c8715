import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2024-universal.csv": {
    version: "universal",
    told: [
      "2 buy:  > 0.0228 BTC = $1000 · fee $4",
      "3 sell: 0.01 BTC >  = $470 · fee $1.5",
      "4 swap: 0.5 ETH > 1650 USDC = $1650 · fee 0.002 ETH $6.6",
      "5 migration: 20 MATIC > 20 POL",
      "6 swap: 1 ETH > 0.99 LPT = $2300 · ask Label",
      "7 income:  > 0.01 ETH = $23.1 · reward",
      "8 income:  > 5 ARB = $9 · airdrop",
      "9 cash: 100 EUR",
      "10 unknown:  > 1 ETH = $2400 · ask Label",
      "11 deposit:  > 0.2 ETH = ?",
      "12 gift-sent: 50 USDC >  = $50",
      "13 donation: 10 USDC >  = $10",
      "14 lost: 10 USDC >  · lost",
      "15 fee: 1 USDC >  = $1",
      "16 spend: 2 USDC >  = $2",
      "17 unknown: 3 USDC >  = $3 · ask Label",
      "18 withdrawal: 0.01 BTC >  = $430 · fee 0.0001 BTC $4.3",
      "19 cash: -500 USD",
      "20 buy:  > 0.02 BTC = ? · fee 2 EUR ? · ask Sent Currency",
      "21 unknown:  = ? · ask Label",
      "24 withdrawal: 1 BTC >  = ?",
    ],
    skipped: [],
    rejected: ["22 Sent Amount", "23 Date"],
  },
};
