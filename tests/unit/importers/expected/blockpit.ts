import type { Expected } from "../expected";

/** Read off the rows by hand; days stand before months where points divide them. */
export const expected: Expected = {
  "2023-export.csv": {
    version: "export",
    told: [
      "2 buy:  > 0.005 BTC = $100 · fee $0.5",
      "3 income:  > 0.01 ETH = ? · staking",
      "4 withdrawal: 0.1 BTC >  = ? · fee 0.0001 BTC ?",
      "5 unknown:  > 10 USDT = ? · ask Transaction Type",
      "6 unknown:  > 10 USDC = ? · ask Transaction Type",
      "7 fee: 0.01 ETH >  = ?",
    ],
    times: [
      "2023-01-05T10:00:00.000Z",
      "2023-01-05T11:00:00.000Z",
      "2023-01-06T10:00:00.000Z",
      "2023-01-07T10:00:00.000Z",
      "2023-01-08T10:00:00.000Z",
      "2023-01-09T10:00:00.000Z",
    ],
    skipped: [],
    rejected: ["8 Timestamp"],
  },
};
