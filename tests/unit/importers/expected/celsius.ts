import type { Expected } from "../expected";

/** Read off the rows by hand; 12:09 AM is nine minutes past midnight. A swap is worth what came in. */
export const expected: Expected = {
  "2020-interest.csv": {
    version: "interest",
    told: [
      "2 income:  > 0.0001 BTC = $0.75 · interest",
      "3 deposit:  > 3 ETH = $390",
      "4 income:  > 0.0013 BTC = $10 · reward",
      "5 withdrawal: 1 ETH >  = $130",
    ],
    times: [
      "2020-01-03T05:00:00.000Z",
      "2020-01-02T05:00:00.000Z",
      "2020-01-02T06:00:00.000Z",
      "2020-01-02T07:00:00.000Z",
    ],
    skipped: [],
    rejected: [],
  },
  "2022-reward-with-locks.csv": {
    version: "reward with locks",
    told: ["2 income:  > 0.002 ETH = $3.6 · interest"],
    times: ["2022-06-01T05:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
  "2022-reward.csv": {
    version: "reward",
    told: [
      "2 income:  > 0.00125 BTC = $50 · reward",
      "3 withdrawal: 0.0125 BTC >  = $500",
      "4 unknown: 0.00006 BTC >  = $2.4 · ask Transaction type",
      "5 income:  > 1.123456789012345678 CEL = $6.5 · interest",
      "6 income:  > 0.001 BTC = $50 · reward",
      "7 deposit:  > 0.0138 BTC = $522.97",
      "10 unknown: 0.5 BTC >  = $24000 · ask Transaction type",
      "11 unknown: 5 USDC >  = $5 · ask Transaction type",
      "14 income:  > 0.01 ETH = $11.5 · interest",
      "16 unknown:  > 0.03 BTC = $1490 · ask Transaction type",
      "17 withdrawal: 0.01 BTC >  = $490",
      "8,9 swap: 1 ETH > 0.03 BTC = $1490",
      "12 unknown:  > 0.03 BTC = $1490 · ask Transaction type",
    ],
    times: [
      "2021-06-15T17:25:00.000Z",
      "2021-05-25T04:17:00.000Z",
      "2021-05-23T05:00:00.000Z",
      "2021-05-16T05:00:00.000Z",
      "2021-05-06T10:32:00.000Z",
      "2021-03-03T21:09:00.000Z",
      "2021-03-01T12:09:00.000Z",
      "2021-03-01T13:09:00.000Z",
      "2022-07-14T00:00:00.000Z",
      "2021-03-01T16:09:00.000Z",
      "2021-03-01T17:09:00.000Z",
      "2021-03-02T00:09:00.000Z",
      "2021-03-01T14:09:00.000Z",
    ],
    skipped: [15, 18],
    rejected: ["13 Date and time"],
  },
};
