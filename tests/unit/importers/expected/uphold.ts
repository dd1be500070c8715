import type { Expected } from "../expected";

/** Read off the rows by hand. Interface line 3: 0.5 left, 0.49 arrived; the fee is worth 98 x 0.01 / 0.49 = 2. */
export const expected: Expected = {
  "2018-interface.csv": {
    version: "interface",
    told: [
      "2 deposit:  > 0.0995 BTC = $800",
      "3 withdrawal: 0.49 ETH >  = $98 · fee 0.01 ETH $2",
      "4 sell: 0.01 BTC >  = $80",
      "5 buy:  > 0.028 ETH = $20",
    ],
    times: [
      "2018-05-04T12:34:56.000Z",
      "2018-05-05T12:34:56.000Z",
      "2018-05-06T12:34:56.000Z",
      "2018-05-07T12:34:56.000Z",
    ],
    skipped: [],
    rejected: [],
  },
  "2021-account.csv": {
    version: "account",
    told: [
      "2 deposit:  > 0.67 BAT = ? · ask Type",
      "3 withdrawal: 0.033 LTC >  = ? · fee 0.003 LTC ?",
      "4 swap: 8.5 BAT > 0.036 LTC = ?",
      "5 buy:  > 0.002 BTC = $100 · fee $1.5 · ask Type",
      "6 deposit:  > 0.01 BTC = ?",
      "7 sell: 0.001 BTC >  = $40",
      "8 swap: 0.02 BTC > 0.5 ETH = ? · ask Type",
      "10 withdrawal: 0.04 LTC >  = ? · fee 0.003 LTC ? · ask Type",
      "11 unknown: 3 XRP >  = ? · ask Type",
      "12 unknown: 1 BAT > 2 XRP = ? · ask Type",
      "14 unknown: 1 BAT >  = ? · ask Type",
      "15 cash: -75 USD",
    ],
    times: [
      "2021-06-09T04:52:23.000Z",
      "2021-04-06T03:41:42.000Z",
      "2021-04-06T03:47:00.000Z",
      "2021-04-05T12:22:00.000Z",
      "2021-04-05T11:22:00.000Z",
      "2021-04-04T12:22:00.000Z",
      "2021-04-03T12:22:00.000Z",
      "2021-04-01T12:22:00.000Z",
      "2021-03-31T12:22:00.000Z",
      "2021-03-30T12:22:00.000Z",
      "2021-03-29T12:22:00.000Z",
      "2021-03-28T12:22:00.000Z",
    ],
    skipped: [9],
    rejected: ["13 Date"],
  },
};
