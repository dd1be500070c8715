import type { Expected } from "../expected";

/**
 * Read off the rows by hand: days alone stand at noon UTC; a CUSIP or another name than the coin's own is no coin.
 */
export const expected: Expected = {
  "2024-activity.csv": {
    version: "activity",
    told: [
      "2 sell: 0.02 BTC >  = $1900",
      "5 cash: 2000 USD",
      "6 buy:  > 0.4 ETH = $920",
      "7 income:  > 0.0005 ETH = $1.23 · staking",
      "8 cash: -5 USD",
      "9 unknown:  > 100 DOGE = ? · ask Trans Code",
      "10 withdrawal: 100 DOGE >  = ?",
      "12 unknown:  > 1 SOL = ? · ask Trans Code",
      "16 buy:  > 0.4 ETH = $920",
      "17 deposit:  > 25 USDC = $25",
      "18 unknown:  > 1 BCH = ? · ask Trans Code",
    ],
    times: [
      "2024-12-20T12:00:00.000Z",
      "2024-10-01T12:00:00.000Z",
      "2024-09-09T12:00:00.000Z",
      "2024-08-08T12:00:00.000Z",
      "2024-07-07T12:00:00.000Z",
      "2024-06-06T12:00:00.000Z",
      "2024-06-05T12:00:00.000Z",
      "2024-06-03T12:00:00.000Z",
      "2024-09-09T12:00:00.000Z",
      "2024-05-31T12:00:00.000Z",
      "2024-05-30T12:00:00.000Z",
    ],
    skipped: [3, 11, 15, 21],
    rejected: ["13 Quantity", "14 Activity Date"],
  },
};
