import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2017-old.csv": {
    version: "old",
    told: [
      "2 deposit:  > 1 BTC = ?",
      "3 sell: 0.25 BTC >  = $230 · fee $0.58",
      "4 swap: 0.1 BTC > 2 ETH = ? · fee 0.0002 BTC ?",
      // Dollars for euros: money for money is no coin.
      "5 unknown:  = ? · fee $0.02 · ask Value",
      "6 deposit:  > 100 XRP = ?",
      "7 withdrawal: 40 XRP >  = ?",
      "8 unknown:  > 0.1 BTC = ? · ask Type",
      "9 withdrawal: 0.25 BTC >  = ?",
      "12 unknown:  = ? · ask Type",
    ],
    // 12:13 AM is a quarter past midnight, 12:00 PM is noon.
    times: [
      "2017-01-28T00:13:00.000Z",
      "2017-01-29T15:28:00.000Z",
      "2017-05-02T12:00:00.000Z",
      "2017-10-01T00:05:00.000Z",
      "2017-10-02T01:00:00.000Z",
      "2017-10-03T01:00:00.000Z",
      "2017-10-04T01:00:00.000Z",
      "2017-12-31T23:59:00.000Z",
      "2017-01-31T01:00:00.000Z",
    ],
    skipped: [],
    rejected: ["10 Datetime", "11 Amount"],
  },
  "2024-rfc4180.csv": {
    version: "rfc4180",
    told: [
      "2 cash: 2500 USD",
      "3 buy:  > 0.05 BTC = $3500 · fee $10.5",
      "4 swap: 10 LINK > 0.002 BTC = ? · fee 0.000006 BTC ?",
      "5 buy:  > 1 ETH = ? · fee 8.4 EUR ? · ask Value",
      "6 income:  > 0.001 ETH2 = ? · staking",
      "13 withdrawal: 0.01 BTC >  = ? · fee 0.0005 BTC ?",
      "7 income:  > 25 FLR = ? · airdrop",
      "8 income:  > 3 FLR = ? · airdrop · ask Type",
      "9,10 sell: 100 XRP >  = $60 · ask Type",
      "11 unknown:  > 5 ADA = ? · ask Type",
    ],
    skipped: [12, 14],
    rejected: ["15 Amount currency"],
  },
};
