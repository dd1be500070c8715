import type { Expected } from "../expected";

/**
 * Read off the rows by hand, in UTC as answered. The fee is the transaction's total less its targets: 1.5002 - (1 + 0.5) = 0.0002. Line 7
 * sends more than its whole transaction changed. The first file's coin stands in its name, the second's was told.
 */
export const expected: Expected = {
  "2019-labels_LTC.csv": {
    version: "2",
    told: [
      "2 deposit:  > 5 LTC = ?",
      "3,4 withdrawal: 1.5 LTC >  = ? · fee 0.0002 LTC ?",
      "5 fee: 0.0001 LTC >  = ?",
      "6 unknown:  = ? · ask TX type",
      "7 unknown: 3 LTC >  = ? · ask TX type",
    ],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2018-plain.csv": {
    version: "1",
    told: ["2 deposit:  > 0.2 BTC = ?"],
    times: ["2018-01-10T09:00:00.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "Europe/Prague", asset: "BTC" } },
  },
};
