import type { Expected } from "../expected";

const answered = { answers: { timeZone: "America/Chicago" } };

/**
 * Read off the rows by hand; Chicago is five hours behind UTC in June. What was sent contains the fee, which is told nowhere. Lines 7 to
 * 9 are one transaction: 0.200015 left, 0.3 came back. Lines 10 and 11 sent everything to itself: 0.000007 is the fee.
 */
export const expected: Expected = {
  "2021-btc.csv": {
    version: "unit in the column",
    told: [
      "2 deposit:  > 0.5 BTC = ?",
      "3 withdrawal: 0.10001 BTC >  = ?",
      "4 fee: 0.00002 BTC >  = ?",
      "5 income:  > 6.25 BTC = ? · mining",
      "7,8,9 withdrawal: 0.200015 BTC >  = ?",
      "10,11 fee: 0.000007 BTC >  = ?",
      "12 unknown:  > 0.1 BTC = ? · ask Type",
    ],
    times: [
      "2021-06-01T14:00:00.000Z",
      "2021-06-02T14:00:00.000Z",
      "2021-06-03T14:00:00.000Z",
      "2021-06-04T14:00:00.000Z",
      "2021-06-06T14:00:00.000Z",
      "2021-06-07T14:00:00.000Z",
      "2021-06-08T14:00:00.000Z",
    ],
    skipped: [6],
    rejected: ["13 Amount (BTC)"],
    options: answered,
  },
  "2014-mbtc.csv": {
    version: "unit in the column",
    told: ["2 deposit:  > 0.5 BTC = ?"],
    skipped: [],
    rejected: [],
    options: answered,
  },
  "2015-cell.csv": {
    version: "unit in the cell",
    told: ["2 deposit:  > 1500 DOGE = ?", "3 income:  > 3.5 DASH = ? · staking"],
    skipped: [],
    rejected: ["4 Amount"],
    options: answered,
  },
};
