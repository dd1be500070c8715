import type { Expected } from "../expected";

/**
 * Read off the rows by hand. A transfer's fee in its own coin is part of what was sent: 0.02 + 0.0001 left, 0.02 arrived. Inside one
 * wallet only the fee is left. Values in dollars are Koinly's; 3,000 set by the person goes before 2,990 reckoned. K2 lost 0.001 ETH.
 */
export const expected: Expected = {
  "2023-with-gains.csv": {
    version: "with gains",
    told: [
      "2 buy:  > 0.05 BTC = $1000 · fee $5",
      "3 sell: 0.01 BTC >  = $230 · fee $1",
      "4 swap: 1 ETH > 0.07 BTC = $1300 · fee 0.001 ETH $1.3",
      "5 transfer: 0.0201 BTC > 0.02 BTC",
      "6 fee: 0.00005 BTC >  = $1.15",
      "8 income:  > 0.01 ETH = $13 · reward",
      "9 gift-sent: 0.001 BTC >  = $23",
      "10 withdrawal: 0.002 BTC >  = $46 · fee 0.00001 BTC $0.23",
      "11 cash: 1000 USD",
      "12 unknown:  > 500 USDC = $500 · ask Type",
      "13 unknown: 1 ETH > 0.07 BTC = $1300 · ask Type",
      "14 swap: 1 ETH > 5 UNI-V2 = $1300 · ask Type",
      "15 migration: 10 MATIC > 10 POL",
    ],
    skipped: [7],
    rejected: ["16 Sent Amount"],
  },
  "2024-tag-eur.csv": {
    version: "with gains",
    told: ["2 swap: 1 ETH > 0.07 BTC = ?"],
    skipped: [],
    rejected: [],
  },
  "2025-with-ids.csv": {
    version: "with ids",
    told: [
      "2 swap: 1 ETH > 0.03 BTC = $3000 · fee 0.001 ETH $3",
      "3 transfer: 0.5 ETH > 0.499 ETH",
      "5 income:  > 10 ARB = $8 · airdrop",
    ],
    skipped: [4, 6],
    rejected: [],
  },
};
