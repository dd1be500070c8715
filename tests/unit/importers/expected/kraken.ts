import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2017-nine-columns.csv": {
    version: "v1",
    told: [
      "2 cash: 5000 USD",
      "3,4 buy:  > 1 BTC = $1400 · fee $2.24 · fee 0.001 BTC $1.4",
      "5,6,7 swap: 0.2 BTC > 2 ETH = ? · fee $0.8",
    ],
    skipped: [],
    rejected: [],
  },
  "2022-ten-columns.csv": {
    version: "v2",
    told: [
      "4 withdrawal: 0.4 BTC >  = ? · fee 0.00015 BTC ?",
      "8 income:  > 0.025 DOT = ? · staking",
      "9 unknown: 0.001 DOT >  = ? · ask type",
      "10 unknown:  = $12.5 · ask type",
      "11 unknown:  = $0 · ask type",
      "12,13 buy:  > 30 XTZ = ? · fee 1.5 EUR ? · ask asset",
      "15 unknown:  > 5 DOGE = ? · ask type",
      "16 unknown:  = $200 · ask type",
    ],
    skipped: [2, 3, 5, 6, 7, 14],
    rejected: [],
  },
  "2024-amountusd.csv": {
    version: "v3",
    told: [
      // 0.000056 BTC and its fee of 0.000001 shared 1.80 : 0.60.
      "2,4 swap: 3 ADA > 0.000042 BTC = $1.8 · fee 0.00000075 BTC $0.032142857142857142",
      "3,4 swap: 5 XLM > 0.000014 BTC = $0.6 · fee 0.00000025 BTC $0.010714285714285714",
      "5,6 migration: 50 MATIC > 50 POL",
      "7,8 swap: 1 ETH > 0.04 BTC = $2320 · kept 0.0001 $5.8",
      "9 income:  > 12.5 FLR = $0.18 · airdrop",
      "10 unknown: 1.5 LUNC >  = $0.01 · ask type",
      "11 income:  > 0.0001 BTC = $5.8 · other",
    ],
    skipped: [12],
    rejected: [],
  },
  "2025-wallet.csv": {
    version: "v4",
    told: [
      "2 income:  > 0.015 SOL = ? · fee 0.003 SOL ? · staking",
      "5 income:  > 0.2 DOT = ? · staking",
      "6 income:  > 3 STRK = ? · airdrop",
      "7 withdrawal: 0.1 BTC >  = ?",
      "8 deposit:  > 0.1 BTC = ?",
      "9 unknown:  > 1 COOLCAT = ? · ask type",
    ],
    skipped: [3, 4],
    rejected: [],
  },
  "2026-subclass.csv": {
    version: "v5",
    told: [
      "2,3 buy:  > 0.01 BTC = $900 · fee $9",
      "4 cash: 997.5 USD",
      "5,6 swap: 0.0055 BTC > 500 USDC = ? · fee 0.00001 BTC ?",
    ],
    skipped: [],
    rejected: [],
  },
};
