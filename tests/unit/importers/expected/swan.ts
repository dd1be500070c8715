import type { Expected } from "../expected";

/** Read off the rows by hand. Transfers line 16: 45.00 in all less the fee of 0.45 is 44.55. */
export const expected: Expected = {
  "2024-swan-trades.csv": {
    version: "trades",
    told: [
      "2 buy:  > 0.0232 BTC = $990.1 · fee $9.9",
      "3 buy:  > 0.00105263 BTC = $50",
      "4 buy:  > 0.00105263 BTC = $50",
      "5 sell: 0.001 BTC >  = $40 · fee $0.4",
      "6 unknown:  > 0.001 BTC = ? · ask Tag",
      "7 unknown:  > 0.001 BTC = ? · ask Tag",
    ],
    times: [
      "2024-02-01T14:05:00.000Z",
      "2024-02-08T06:06:05.000Z",
      "2024-02-08T18:06:05.000Z",
      "2024-03-01T00:01:00.000Z",
      "2024-03-02T10:00:00.000Z",
      "2024-03-03T10:00:00.000Z",
    ],
    skipped: [],
    rejected: ["8 Date"],
  },
  "2024-transfers.csv": {
    version: "transfers",
    told: [
      "4 cash: 1000 USD",
      "5 buy:  > 0.0232 BTC = $990.1 · fee $9.9",
      "6 buy:  > 0.00105263 BTC = $50",
      "7 buy:  > 0.00105263 BTC = $50",
      "8 deposit:  > 0.15 BTC = ?",
      "9 deposit:  > 0.00098195 BTC = ?",
      "10 cash: -10 USD",
      "14 cash: -1 USD",
      "15 unknown:  > 0.0001 BTC = ? · ask Event",
      "16 buy:  > 0.00066 BTC = $44.55 · fee $0.45",
      "18 unknown:  > 0.00066 BTC = ? · ask Event",
    ],
    times: [
      "2024-02-01T14:00:00.000Z",
      "2024-02-01T14:08:16.000Z",
      "2024-02-08T06:07:03.000Z",
      "2024-02-08T18:07:03.000Z",
      "2024-03-01T00:00:00.000Z",
      "2024-03-02T00:00:00.000Z",
      "2024-03-05T00:00:00.000Z",
      "2024-04-08T00:00:00.000Z",
      "2024-04-09T00:00:00.000Z",
      "2024-04-10T00:00:00.000Z",
      "2024-04-11T00:00:00.000Z",
    ],
    skipped: [11, 12, 13],
    rejected: ["17 Date"],
  },
  "2024-withdrawals.csv": {
    version: "withdrawals",
    told: [
      "4 withdrawal: 0.02 BTC >  = ?",
      "7 withdrawal: 0.0001 BTC >  = ?",
      "9 withdrawal: 0.003 BTC >  = ?",
    ],
    times: ["2024-03-10T03:00:00.000Z", "2024-03-13T01:00:00.000Z", "2024-03-15T00:00:00.000Z"],
    skipped: [5, 6],
    rejected: ["8 Bitcoin Amount"],
  },
};
