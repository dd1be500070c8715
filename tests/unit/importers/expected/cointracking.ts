import type { Expected } from "../expected";

/**
 * Read off the rows by hand; fees as CoinTracking's help page "Entering fees" tells them: those of the row's own coins are contained in
 * its amounts (line 2: 505 paid is 500 and a fee of 5; line 3: 0.99 BTC is 1 less 0.01; line 4: 198 is 200 less 2), one in a third coin
 * stands in a row of its own (lines 5 and 6) and is not counted twice. Vienna is two hours ahead of UTC in September.
 */
export const expected: Expected = {
  "2024-with-id.csv": {
    version: "with id",
    told: [
      "2 buy:  > 1 BTC = $500 · fee $5",
      // 500 x 0.01 / 1 = 5
      "3 buy:  > 1 BTC = $500 · fee 0.01 BTC $5",
      "4 sell: 0.01 BTC >  = $200 · fee $2",
      "5 swap: 1 BTC > 15 ETH = ?",
      "6 fee: 1 BNB >  = ?",
      "7 spend: 0.2 BTC >  = ? · fee 0.001 BTC ?",
      "8 withdrawal: 1 BTC >  = ? · fee 0.001 BTC ?",
      "9 deposit:  > 1 BTC = ?",
      "10 income:  > 0.001 ETH = ? · staking",
      "11 gift-received:  > 0.1 ETH = ?",
      "12 income:  > 0.1 ETH = ? · reward",
      "13 unknown:  > 0.1 ETH = ? · ask Type",
      "14 unknown:  > 10 USDT = ? · ask Type",
      "15 donation: 0.1 ETH >  = ?",
      // Of 2019, before the token of Uniswap was there: which coin it is, is asked.
      "16 income:  > 3 UNI = ? · airdrop · ask asset",
    ],
    times: [
      "2019-09-20T11:00:00.000Z",
      "2019-09-21T11:00:00.000Z",
      "2019-09-22T11:00:00.000Z",
      "2019-09-23T11:00:00.000Z",
      "2019-09-23T11:00:00.000Z",
      "2019-09-24T11:00:00.000Z",
      "2019-09-25T11:00:00.000Z",
      "2019-09-25T11:30:00.000Z",
      "2019-09-26T11:00:00.000Z",
      "2019-09-27T11:00:00.000Z",
      "2019-09-27T12:00:00.000Z",
      "2019-09-28T11:00:00.000Z",
      "2019-09-29T11:00:00.000Z",
      "2019-09-30T11:00:00.000Z",
      "2019-10-01T11:00:00.000Z",
    ],
    skipped: [],
    rejected: ["17 Buy Cur.", "18 Date"],
    options: { answers: { timeZone: "Europe/Vienna", dateOrder: "day-first" } },
  },
  "2023-no-id.csv": {
    version: "trades",
    told: ["2 lost: 1 LTC >  · lost"],
    times: ["2023-05-09T21:14:00.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC", dateOrder: "month-first" } },
  },
  "2018-with-values.csv": {
    version: "with values",
    told: [
      "2 swap: 1 BTC > 15 ETH = $6400",
      "3 income:  > 0.1 BTC = $640 · mining",
      "4 gift-sent: 0.1 BTC >  = $650",
    ],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
};
