import type { Expected } from "../expected";

/** Read off the rows of each file by hand. Times are those of the file less the offset in its column's name. */
export const expected: Expected = {
  "2024-filled-utc8.csv": {
    version: "filled",
    told: [
      "2 swap: 610 USDT > 0.01 BTC = ? · fee 0.61 USDT ?",
      "3 swap: 10 KCS > 0.0016 BTC = ? · fee 0.002 KCS ?",
      "4 swap: 10 KCS > 0.0016 BTC = ? · fee 0.002 KCS ?",
      "5 unknown:  = ? · fee 0.002 KCS ? · ask Side",
    ],
    times: [
      "2024-06-30T18:00:00.000Z",
      "2024-07-02T04:30:00.000Z",
      "2024-07-02T04:30:00.000Z",
      "2024-07-03T04:30:00.000Z",
    ],
    skipped: [],
    rejected: ["6 Filled Amount", "7 Filled Time"],
  },
  "2023-filled-no-zone.csv": {
    version: "filled",
    told: ["2 swap: 610 USDT > 0.01 BTC = ? · fee 0.61 USDT ?"],
    times: ["2024-06-30T18:00:00.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "Asia/Singapore" } },
  },
  "2024-filled-empty.csv": {
    version: "filled",
    told: [],
    skipped: [2],
    rejected: [],
  },
  "2025-filled-mode.csv": {
    version: "filled-mode",
    told: ["2 swap: 300 USDC > 2 SOL = ? · fee 0.3 USDC ?"],
    times: ["2025-02-02T01:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
  "2023-filled-no-tax.csv": {
    version: "filled-no-tax",
    told: ["2 swap: 225.31669236 USDT > 1548.3555 KAS = ? · fee 0.45063338472 USDT ?"],
    times: ["2023-12-04T04:25:42.000Z"],
    skipped: [],
    rejected: [],
  },
  "2024-orders.csv": {
    version: "orders",
    told: ["2 swap: 1145 USDT > 0.5 ETH = ? · fee 1.145 USDT ?"],
    skipped: [3],
    rejected: [],
  },
  "2025-orders-mode.csv": {
    version: "orders-mode",
    told: ["2 swap: 1 ETH > 3300 USDT = ? · fee 3.3 USDT ?"],
    skipped: [],
    rejected: [],
  },
  "2022-orders-no-tax.csv": {
    version: "orders-no-tax",
    told: ["2 swap: 1 ETH > 3300 USDT = ? · fee 3.3 USDT ?"],
    skipped: [],
    rejected: [],
  },
  "2021-created.csv": {
    version: "created",
    told: [
      "2 swap: 5503.1079316 USDT > 57.7348 AVAX = ? · fee 5.5031079316 USDT ?",
      "3 sell: 10 AVAX >  = $1000 · fee $1",
    ],
    times: ["2021-11-17T10:21:26.000Z", "2021-11-18T10:21:26.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2022-created-short.csv": {
    version: "created-short",
    told: ["2 swap: 36.4479 XTZ > 3.73590975 USDT = ? · fee 0.00373590975 USDT ?"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2018-oid.csv": {
    version: "2018",
    told: [
      "2 swap: 0.16666667 ETH > 8130.0814 TKY = ? · fee 8.1300814 TKY ?",
      // The coin of a sale's fee is not stated.
      "3 swap: 396.8254 TKY > 0.00833333 ETH = ? · ask direction",
    ],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2018-amount-coin.csv": {
    version: "amount-coin",
    told: ["2 swap: 0.03 BTC > 100 KCS = ? · fee 0.1 KCS ?"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2018-deal.csv": {
    version: "deal",
    told: ["2 swap: 100 KCS > 0.03 BTC = ?"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2023-fiat.csv": {
    version: "fiat",
    told: ["2 buy:  > 98.5 USDT = $100 · fee $1.5", "3 buy:  > 49 USDT = $50 · ask Order Type"],
    skipped: [4],
    rejected: [],
  },
  "2023-fast.csv": {
    version: "fast",
    told: [
      // Euros, and a fee in euros, have no value in dollars here.
      "2 buy:  > 0.002 BTC = ? · fee 0.5 EUR ? · fee 0.00001 BTC ? · ask Currency (Fiat)",
    ],
    skipped: [],
    rejected: [],
  },
  "2023-convert.csv": {
    version: "convert",
    told: ["2 swap: 10285.1148 KAS > 16272.9897 DOGE = ?"],
    times: ["2023-12-04T06:28:21.000Z"],
    skipped: [3],
    rejected: ["4 Sell"],
  },
  "2023-convert-no-tax.csv": {
    version: "convert-no-tax",
    told: ["2 swap: 100 USDT > 0.05 ETH = ? · ask Status"],
    skipped: [],
    rejected: [],
  },
};
