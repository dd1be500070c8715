import type { Expected } from "../expected";

/**
 * Read off the rows by hand: amounts are gross and fees beside them; PDT is 7 hours behind UTC, EDT 4, MST 7, CST 6, MDT 6, PST 8, EST 5, HST 10.
 * 2024-v2 line 6: the network fee is worth 330 x 0.00002 / 0.005 = 1.32.
 */
export const expected: Expected = {
  "2022-v1.csv": {
    version: "v1",
    told: [
      "2 buy:  > 0.00128205 BTC = $50 · fee $1.12",
      "3 cash: -20 USD",
      "4 cash: -15 USD",
      "5 cash: 100 USD",
      "6 cash: -40 USD · fee $0.6",
      "7 cash: -12.34 USD",
      "8 cash: 1 USD",
      "10 deposit:  > 0.01 BTC = $461",
    ],
    times: [
      "2022-03-13T09:30:00.000Z",
      "2022-03-12T18:00:00.000Z",
      "2022-03-11T18:00:00.000Z",
      "2022-03-10T18:00:00.000Z",
      "2022-03-09T18:00:00.000Z",
      "2022-03-08T18:00:00.000Z",
      "2022-03-07T18:00:00.000Z",
      "2022-03-06T18:00:00.000Z",
    ],
    skipped: [9, 11],
    rejected: [],
  },
  "2024-v2.csv": {
    version: "v2",
    told: [
      "2 buy:  > 0.00357142 BTC = $200 · fee $4.5",
      "3 sell: 0.02 BTC >  = $1250 · fee $12.5",
      "5 withdrawal: 0.005 BTC >  = ?",
      "6 withdrawal: 0.005 BTC >  = $330 · fee 0.00002 BTC $1.32 · ask Transaction Type",
      "7 income:  > 0.00003 BTC = $2.1 · reward",
      "8 deposit:  > 0.0001 BTC = $7",
      "9 unknown:  > 0.0001 BTC = $7 · ask Transaction Type",
      "10 cash: -25 USD",
      "11 cash: 600 USD",
      "14 unknown:  = ? · ask Transaction Type",
      "15 buy:  > 0.00014705 BTC = $10 · ask Transaction Type",
      "18 buy:  > 0.00236966 BTC = $100 · fee $2.25",
    ],
    times: [
      "2024-07-04T16:15:00.000Z",
      "2024-07-01T14:00:00.000Z",
      "2024-06-15T19:00:00.000Z",
      "2024-06-14T18:00:00.000Z",
      "2024-06-10T22:45:00.000Z",
      "2024-06-10T00:45:00.000Z",
      "2024-06-08T22:45:00.000Z",
      "2024-06-07T16:00:00.000Z",
      "2024-06-06T16:00:00.000Z",
      "2024-06-03T16:00:00.000Z",
      "2024-06-02T16:00:00.000Z",
      "2024-01-01T04:30:00.000Z",
    ],
    skipped: [4, 12, 13, 19],
    rejected: ["16 Amount", "17 Date"],
  },
  "2025-bitcoin.csv": {
    version: "bitcoin",
    told: [
      "2 buy:  > 0.00000568 BTC = $0.5",
      "3 sell: 0.0005 BTC >  = $50 · fee $1.5",
      "4 withdrawal: 0.0001 BTC >  = ?",
      "5 unknown:  = ? · ask Transaction Type",
      "6 sell: 0.0002 BTC >  = $20",
    ],
    times: [
      "2025-12-31T07:22:22.000Z",
      "2025-08-30T16:38:05.000Z",
      "2025-08-29T19:38:05.000Z",
      "2025-08-28T16:38:05.000Z",
      "2025-08-27T16:38:05.000Z",
    ],
    skipped: [],
    rejected: ["7 Asset Amount"],
  },
};
