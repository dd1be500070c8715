import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2021-dollars.csv": {
    version: "v1",
    told: [
      "2 buy:  > 0.01 BTC = $500",
      "3 buy:  > 0.002 BTC = $100",
      "4 sell: 0.1 ETH >  = $310",
      "5 swap: 0.2 ETH > 0.015 BTC = $620",
      "6 income:  > 0.001 ETH = $3.1 · interest",
      "7 income:  > 10 CRO = $5 · staking",
      "8 income:  > 4 CRO = $2 · reward",
      "9 unknown: 4 CRO >  = $2 · ask Transaction Kind",
      "10 income:  > 1 CRO = $0.5 · other · ask Transaction Kind",
      "11 spend: 15.38 CRO >  = $2.63",
      "12 unknown:  > 15.31 CRO = $2.61 · ask Transaction Kind",
      "13 withdrawal: 100 CRO >  = $20",
      "14 deposit:  > 100 CRO = $18",
      "15 deposit:  > 0.5 BTC = $20000",
      "16 withdrawal: 0.1 BTC >  = $4000",
      "19 cash: 1000 USD",
      "20 unknown: 0.01 BTC >  = $400 · ask Transaction Kind",
      "21 income:  > 0.00001 BTC = $0.5 · interest",
      "22 income:  > 0.00001 BTC = $0.5 · interest",
    ],
    skipped: [17, 18],
    rejected: ["23 Amount"],
  },
  "2020-swaps.csv": {
    version: "v1",
    told: [
      "19 unknown: 276 CRO >  = ? · ask Transaction Kind",
      // 193.02 CRO shared 6 : 4 by euros.
      "2,3 swap: 1.3 UNI > 115.812 CRO = ?",
      "2,4 swap: 0.6 DOT > 77.208 CRO = ?",
      "5,6 swap: 0.0005 DAI > 0.007 CRO = ?",
      "9,10 swap: 50 MCO > 1382.195 CRO = ?",
      "11,12 swap: 0.004 MCO > 0.105 CRO = ?",
      "13,14 swap: 50 MCO > 1301 CRO = ?",
      "15 unknown:  > 1 CRO = ? · ask Transaction Kind",
      // ADA was worth too little to show, so nothing says its share.
      "17 unknown: 1 ADA >  = ? · ask Transaction Kind",
      "18 unknown: 2 XLM >  = ? · ask Transaction Kind",
      "16 unknown:  > 2 CRO = ? · ask Transaction Kind",
      // 5 CRO for 1 MCO is not the lockup's 3 CRO for 1 MCO.
      "20 unknown:  > 5 CRO = ? · ask Transaction Kind",
      "21 unknown: 1 MCO >  = ? · ask Transaction Kind",
      "22,23 swap: 1 MCO > 3 CRO = ?",
    ],
    // 1382.195 + 0.105 = 1382.3 CRO and 50 + 0.004 = 50.004 MCO: the overall rows are the sum.
    skipped: [7, 8],
    rejected: [],
  },
  "2025-hash.csv": {
    version: "v2",
    told: [
      "4 spend: 235.08 USDT >  = ?",
      "5 income:  > 9.6194166 CRO = ? · staking",
      "6 buy:  > 182.5 CRO = ? · ask Native Currency",
      "8 buy:  > 10 SOL = $5",
      "9 withdrawal: 12.5 CRO >  = ?",
      "10 deposit:  > 3559.220008 XRP = ?",
      "11 cash: 100 EUR",
      "12 unknown:  > 1 BTC = ? · ask Transaction Kind",
      "13 income:  > 1 CRO = ? · airdrop",
      "14 withdrawal: 1 BTC >  = ?",
      "15 deposit:  > 78.218523 USDT = ?",
      "2,3 swap: 81.2 USDT > 81.16 USDC = ?",
    ],
    skipped: [7],
    rejected: ["16 Currency"],
  },
};
