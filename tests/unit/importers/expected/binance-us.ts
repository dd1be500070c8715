import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-blanks.csv": {
    version: "blanks",
    told: [
      "2 cash: 1000 USD",
      "3 deposit:  > 0.1 BTC = $1670",
      "4 buy:  > 10 SOL = $130.5 · fee 0.0005 BNB $0.12",
      "5 swap: 0.5 ETH > 0.0365 BTC = $609.5 · fee 0.00003 BTC $0.5",
      // The quote's units are blank: its 27 dollars are taken for 27 USDT, and asked about.
      "6 swap: 27 USDT > 100 ADA = $27 · fee 0.1 ADA $0.03 · ask operation",
      "7 sell: 50 ADA >  = $13.5 · fee $0.01", // dollars are exactly that
      // Outside the order book the base is given and the quote received.
      "8 buy:  > 0.0059 BTC = $100 · fee $0.5",
      "9 sell: 0.001 BTC >  = $16.9 · fee $0.1",
      "10 swap: 0.1 ETH > 9 SOL = $124.5",
      "11 unknown:  > 0.001 BTC = $17 · ask operation", // a purchase that gives coins for dollars
      "12 income:  > 0.05 SOL = $0.7 · staking",
      "13 fee: 0.005 SOL >  = $0.07", // the service fee of staking
      "14 income:  > 20 FLR = $0.8 · airdrop",
      "15 unknown:  = $3.1 · ask operation", // money
      "16 unknown:  > 0.01 BNB = $2.5 · ask operation",
      "17 withdrawal: 0.05 BTC >  = $850 · fee 0.0004 BTC $6.8",
      "18 cash: -200 USD",
      "19 unknown:  > 1 BTC = $17000 · ask operation",
      "20 unknown:  > 1 DOT = $5 · ask operation", // blank units of a quote that is no dollar
    ],
    skipped: [22],
    rejected: ["21 realized amount for base asset"],
  },
  "2021-underscores.csv": {
    version: "underscores",
    told: [
      "2 buy:  > 1000 DOGE = $50 · fee $0.25",
      "3 buy:  > 100 ADA = $30",
      "4 buy:  > 100 ADA = $30", // another fill of the same order
      "5 income:  > 0.001 BNB = $0.2 · reward",
      "6 income:  > 0.001 BNB = $0.2 · reward", // no id: equal rows stay two
      "7 unknown: 0.001 BNB >  = $0.2 · ask operation",
    ],
    skipped: [],
    rejected: [],
  },
};
