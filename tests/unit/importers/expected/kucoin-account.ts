import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-history-type.csv": {
    version: "history-type",
    told: [
      "5 income:  > 0.1 KCS = ? · reward",
      "6 income:  > 3 LUNA = ? · airdrop",
      "12 unknown: 0.01 BTC >  = ? · ask Type",
      "7,8 swap: 15.5 DOGE > 0.12 KCS = ? · fee 0.001 KCS ?",
      "9 unknown: 1 DOGE >  = ? · ask Type",
      "10 unknown: 2 ADA >  = ? · ask Type",
      "11 unknown:  > 0.2 KCS = ? · ask Type",
    ],
    skipped: [2, 3, 4],
    rejected: ["13 Amount"],
  },
  "2022-history.csv": {
    version: "history",
    told: ["2 income:  > 7 ABC = ? · airdrop", "3 income:  > 0.5 KCS = ? · reward"],
    skipped: [],
    rejected: [],
  },
  "2024-earnings.csv": {
    version: "earnings",
    told: [
      "2 income:  > 0.5 USDT = ? · interest",
      "3 income:  > 0.1 DOT = ? · fee 0.01 DOT ? · staking",
    ],
    skipped: [],
    rejected: [],
  },
  "2024-futures.csv": {
    version: "futures",
    told: [
      "2 unknown: 12.5 USDT >  = ? · ask Close Type",
      "3 unknown:  > 0.001 BTC = ? · ask Close Type",
    ],
    times: ["2024-05-02T10:00:00.000Z", "2024-05-04T10:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
};
