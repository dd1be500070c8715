import type { Expected } from "../expected";

/**
 * Read off the rows by hand; layouts and signs as Sparrow's own exporter writes them. The value contains the fee, whole numbers are
 * satoshis. 5,001,000 satoshis worth 1925.385 dollars: 1925 for the 0.05 that left, 0.385 for the fee of 0.00001.
 */
export const expected: Expected = {
  "2023-unit-named.csv": {
    version: "unit named",
    told: [
      "2 deposit:  > 0.25 BTC = ?",
      "3 withdrawal: 0.05 BTC >  = ? · fee 0.00001 BTC ?",
      "4 fee: 0.000005 BTC >  = ?",
    ],
    times: ["2023-05-01T10:00:00.000Z", "2023-05-02T11:00:00.000Z", "2023-05-03T12:00:00.000Z"],
    skipped: [5],
    rejected: ["6 Value", "7 Date (UTC)"],
  },
  "2022-sats-usd.csv": {
    version: "with a currency",
    told: [
      "2 deposit:  > 0.25 BTC = $9500",
      "3 withdrawal: 0.05 BTC >  = $1925 · fee 0.00001 BTC $0.385",
    ],
    skipped: [5],
    rejected: [],
  },
  "2022-btc-plain.csv": {
    version: "unit not named",
    told: ["2 withdrawal: 0.05 BTC >  = ? · fee 0.00001 BTC ?"],
    skipped: [],
    rejected: [],
  },
};
