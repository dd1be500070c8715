import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2024-billing.csv": {
    version: "billing",
    told: [
      "2 deposit:  > 1000 USDT = ?",
      "14 income:  > 0.33 USDT = ? · interest",
      "20 income:  > 500 SHIB = ? · airdrop",
      "21 unknown: 500 SHIB >  = ? · ask action_desc",
      "22 income:  > 0.1 USDT = ? · reward",
      "23 unknown:  > 100 USDT = ? · ask action_desc",
      "24 withdrawal: 2 SOL >  = ?",
      "3,4,5 swap: 450.5 USDT > 4.5 SOL = ? · fee 0.009 SOL ?",
      // 300 set aside, 100 given back; filled on two days and dated on the second.
      "6,7,8,9,10 swap: 200 USDT > 2 SOL = ? · fee 0.01 GT ? · ask action_desc",
      "13 unknown: 30 USDT >  = ? · ask action_desc",
      "15,16 swap: 500 SHIB > 0.0012 GT = ?",
      "17 unknown: 5 SHIB >  = ? · ask action_desc",
      "18 unknown: 1 DOGE >  = ? · ask action_desc",
      "19 unknown:  > 0.002 GT = ? · ask action_desc",
    ],
    times: [
      "2024-01-05T09:00:00.000Z",
      "2024-01-10T00:00:00.000Z",
      "2024-01-13T00:00:00.000Z",
      "2024-01-14T00:00:00.000Z",
      "2024-01-15T00:00:00.000Z",
      "2024-01-16T00:00:00.000Z",
      "2024-01-17T10:00:00.000Z",
      "2024-01-05T09:10:00.000Z",
      "2024-01-07T11:00:00.000Z",
      "2024-01-09T09:00:00.000Z",
      "2024-01-11T00:00:00.000Z",
      "2024-01-12T00:00:00.000Z",
      "2024-01-12T00:00:00.000Z",
      "2024-01-12T00:00:00.000Z",
    ],
    skipped: [11, 12],
    rejected: ["25 change_amount"],
  },
};
