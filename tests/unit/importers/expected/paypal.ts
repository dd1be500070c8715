import type { Expected } from "../expected";

/**
 * Read off the rows by hand; New York is 4 hours behind UTC in August and 5 in winter. 2023-usd line 4: the fee is worth 43 x 0.00001 / 0.001 = 0.43.
 */
export const expected: Expected = {
  "2023-gbp.csv": {
    version: "GBP",
    told: [
      "2 buy:  > 0.001 BTC = ? · fee 0.5 GBP ? · ask Asset Out (Currency)",
      "3 sell: 0.0005 BTC >  = ? · ask Asset Out (Currency)",
    ],
    times: ["2023-08-08T14:15:16.000Z", "2023-08-09T14:15:16.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2023-usd.csv": {
    version: "USD",
    told: [
      "2 buy:  > 0.004 BTC = $118.51 · fee $1.49",
      "3 sell: 0.003 BTC >  = $140.02 · fee $2",
      "4 unknown: 0.001 BTC >  = $43 · fee 0.00001 BTC $0.43 · ask Transaction Type",
      "5 buy:  > 0.004 BTC = $118.51 · fee $1.49",
      "6 unknown: 0.003 BTC > 0.05 ETH = $180 · fee $0.5 · ask Transaction Type",
      "9 unknown:  > 0.2 LTC = ? · ask Transaction Type",
      "10 unknown:  > 1 LTC = $80 · ask Transaction Type",
    ],
    times: [
      "2023-08-08T18:15:16.000Z",
      "2024-01-11T14:00:00.000Z",
      "2024-02-01T15:00:00.000Z",
      "2023-08-08T18:15:16.000Z",
      "2024-03-01T15:00:00.000Z",
      "2024-03-04T15:00:00.000Z",
      "2024-03-05T15:00:00.000Z",
    ],
    skipped: [],
    rejected: ["7 Asset In (Quantity)", "8 DateTime"],
    options: { answers: { timeZone: "America/New_York" } },
  },
};
