import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-ledger.csv": {
    version: "ledger",
    told: [
      "2 income:  > 1.25 USDT = ? · interest",
      "3 income:  > 0.00001 BTC = ? · reward",
      "4 income:  > 0.02 DOT = ? · staking",
      "5 unknown:  = ? · ask DESCRIPTION",
      "7 fee: 0.0004 BTC >  = ?",
      "8 withdrawal: 0.2 BTC >  = ?",
      "9 deposit:  > 0.5 BTC = ?",
      "17 unknown: 10 YOYOW >  = ? · ask DESCRIPTION",
      "10,11,12 sell: 0.1 BTC >  = $2600 · fee $5.2",
      "13,14 sell: 2 LTC >  = $180",
      // A fee for 3 ETH, whose trade is not in the file: money that is gone.
      "15 cash: -0.36 USD",
      "16 unknown: 1 ETH >  = ? · ask DESCRIPTION",
    ],
    skipped: [6],
    rejected: ["18 AMOUNT"],
    options: { answers: { dateOrder: "day-first" } },
  },
  "2023-no-id.csv": {
    version: "ledger-no-id",
    told: ["2 unknown:  = ? · ask DESCRIPTION", "3 income:  > 0.5 DASH = ? · reward"],
    times: ["2023-06-13T01:30:00.000Z", "2023-06-13T01:30:00.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { dateOrder: "month-first" } },
  },
  "2014-one-currency.csv": {
    version: "2014",
    told: [
      "2 unknown: 0.00007002 BTC >  = ? · ask DESCRIPTION",
      "3 unknown:  > 0.5 BTC = ? · ask DESCRIPTION",
    ],
    times: ["2014-10-07T19:33:05.000Z", "2014-10-06T19:13:28.000Z"],
    skipped: [],
    rejected: [],
  },
};
