import type { Expected } from "../expected";

/** Read off the rows by hand; fees come on top, equal rows stay two. */
export const expected: Expected = {
  "2024-account.csv": {
    version: "account",
    told: [
      "2 buy:  > 0.00219 BTC = $98.81 · fee $1.19",
      "3 buy:  > 0.00219 BTC = $98.81 · fee $1.19",
      "4 withdrawal: 0.001 BTC >  = ? · fee 0.00001 BTC ?",
      "5 income:  > 0.00000125 BTC = ? · interest",
      "6 sell: 0.001 BTC >  = $69.2 · fee $0.83",
      "7 income:  > 0.0001 BTC = ? · other",
      "8 deposit:  > 0.5 BTC = ?",
      "9 cash: -100 USD",
      "10 unknown:  > 0.001 BTC = ? · ask Tag",
      "11 unknown:  > 0.001 BTC = ? · ask Tag",
      "12 unknown:  = ? · ask Tag",
      "15 unknown:  = ? · ask Tag",
      "16 unknown:  > 0.0003 BTC = ? · ask Tag",
      "17 unknown: 0.0003 BTC >  = ? · ask Tag",
    ],
    times: [
      "2024-01-02T12:00:00.000Z",
      "2024-01-02T12:00:00.000Z",
      "2024-02-02T13:00:00.000Z",
      "2024-03-01T00:00:00.000Z",
      "2024-04-01T10:30:00.000Z",
      "2024-05-05T05:05:05.000Z",
      "2024-05-06T05:05:05.000Z",
      "2024-05-07T05:05:05.000Z",
      "2024-05-08T05:05:05.000Z",
      "2024-05-09T05:05:05.000Z",
      "2024-05-10T05:05:05.000Z",
      "2024-05-13T05:05:05.000Z",
      "2024-05-14T05:05:05.000Z",
      "2024-05-15T05:05:05.000Z",
    ],
    skipped: [],
    rejected: ["13 Sent Amount", "14 Date"],
  },
};
