import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2019-v1.csv": {
    version: "v1",
    told: [
      "8 buy:  > 0.5 BTC = $1900 · fee $28.5",
      "9 buy:  > 0.5 BTC = $1900 · fee $28.5",
      "10 swap: 0.1 BTC > 1920.5 XLM = $790",
      "11 withdrawal: 0.2 BTC >  = $2080",
      "12 sell: 0.1 BTC >  = $730 · fee $10.95",
    ],
    skipped: [],
    rejected: [],
  },
  "2021-v1-eur.csv": {
    version: "v1",
    told: ["2 buy:  > 0.25 ETH = ? · fee 9.75 EUR ? · ask Spot Price Currency"],
    skipped: [],
    rejected: [],
  },
  "2022-v2.csv": {
    version: "v2",
    told: [
      "9 buy:  > 1 ETH = $3100 · fee $46.19",
      "10 income:  > 10 ALGO = $9.5 · reward",
      "11 income:  > 4 GRT = $1.6 · reward",
      "18 deposit:  > 0.4 ETH = $1360",
      "19 spend: 0.05 ETH >  = $145",
      "20 withdrawal: 0.3 ETH >  = $540",
      "21 migration: 0.1 ETH > 0.1 ETH2",
      "22 unknown:  > 0.01 ETH = $17 · ask Transaction Type",
    ],
    skipped: [12, 14, 15, 17],
    rejected: [],
  },
  "2023-v3.csv": {
    version: "v3",
    told: [
      "5 buy:  > 10 SOL = $240 · fee $3.6",
      "6 swap: 2 SOL > 130.5 ADA = $44",
      "7 unknown:  > 1 SOL = $21 · ask Transaction Type",
      "8 deposit:  > 3 SOL = $67.5",
      "9 buy:  > 1 SOL = $20 · fee $0.3",
      "10 unknown:  > 1 SOL = $20 · ask Transaction Type",
    ],
    skipped: [],
    rejected: [],
  },
  "2024-v4.csv": {
    version: "v4",
    told: [
      "5 sell: 0.05 BTC >  = $4710.506 · fee $69.5925",
      "6 unknown: 0.01 BTC >  = $950 · ask Transaction Type",
      "7,8 migration: 25 MATIC > 25 POL",
      "9,10 migration: 0.1 ETH2 > 0.1 ETH",
      "13 income:  > 0.002 ETH = $5.2 · staking",
      "14 swap: 0.0901 BTC > 1.5 ETH = $5100",
      "15 swap: 1 ETH > 0.0588 BTC = $3280",
      "16 cash: 10000 USD",
      "17 cash: -250 USD",
      "18 spend: 29.99 USDC >  = $29.99",
      "19 donation: 0.001 BTC >  = $60",
      "20 withdrawal: 0.002 BTC >  = $120 · ask Transaction Type",
      "21 buy:  > 0.01 BTC = ? · fee 8 EUR ? · ask Price Currency",
      "22 buy:  > 0.01 BTC = $600 · fee $9",
      "23 swap: 1 ETH > 1 WETH = $3000 · ask Transaction Type",
      "24,25 swap: 50 USDC > 5000000 PEPE = $50",
      "26 unknown:  > 12 USDC = $12 · ask Transaction Type",
      "27 buy:  > 0.01 BTC = $900 · fee $9 · ask Subtotal",
      "33 cash: 3.2 USD · ask Asset",
    ],
    skipped: [11, 12, 28],
    rejected: [
      "29 Quantity Transacted",
      "30 Timestamp",
      "31 Quantity Transacted",
      "32 Price Currency",
    ],
  },
  "2025-v5.csv": {
    version: "v5",
    told: [
      "5 withdrawal: 0.1 BTC >  = $10500",
      "6 buy:  > 0.2 BTC = $20800 · fee $249.6",
      "10 income:  > 0.75 USDC = $0.75 · reward",
    ],
    skipped: [8],
    rejected: [],
  },
  "2020-v1-earned.csv": {
    version: "v1",
    told: [
      "2 income:  > 10 XLM = $0.6 · reward", // 10 x 0.06: only the notes say that Coinbase paid
      "3 income:  > 0.001 BTC = $9.4 · reward",
      "4 income:  > 2 DAI = $2 · reward",
      "5 deposit:  > 0.5 BTC = $4650",
      "6 withdrawal: 10 XLM >  = $0.7",
    ],
    skipped: [],
    rejected: [],
  },
};
