import type { Expected } from "../expected";

/** Read off the rows by hand: rows of one internal id are one event. Of the transfer 2 - 1.999 ETH went to the network. */
export const expected: Expected = {
  "2023-records.csv": {
    version: "1",
    told: [
      "2,3,4 swap: 1 ETH > 0.07 BTC = ? · fee 0.0001 BTC ?",
      "5,6 withdrawal: 0.05 BTC >  = ? · fee 0.0002 BTC ?",
      "7,8 transfer: 2 ETH > 1.999 ETH",
      "9 income:  > 0.01 ETH = ? · staking",
      "10 unknown:  = ? · ask Type",
      "11 unknown: 1 ETH >  = ? · ask Type",
      "12 unknown: 1500 USDC >  = ? · ask Type",
      "13 unknown:  > 30 LP = ? · ask Type",
      "14,15 buy:  > 0.02 BTC = $500",
      "16 unknown:  > 100 DOGE = ? · ask Type",
      "18 fee: 0.002 ETH >  = ?",
    ],
    skipped: [19, 20],
    rejected: ["17 Amount"],
  },
};
