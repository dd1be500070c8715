import type { Expected } from "../expected";

/** Read off the rows by hand: 12:00 at four hours behind UTC is 16:00; 20:30 is 00:30 of the next day; 9:00 in India is 3:30. */
export const expected: Expected = {
  "2024-v2.csv": {
    version: "2",
    told: [
      "2 deposit:  > 0.02 BTC = ?",
      "3 withdrawal: 0.005 BTC >  = ? · fee 0.00004 BTC ?",
      "4 fee: 0.0009 ETH >  = ?",
      "5 withdrawal: 0.001 BTC >  = ? · fee 0.00002 BTC ? · ask TYPE",
      "6 unknown:  > 1000.5 ADA = ? · ask TYPE",
    ],
    times: [
      "2024-07-10T16:00:00.000Z",
      "2024-07-12T00:30:00.000Z",
      "2024-07-12T04:00:00.000Z",
      "2024-07-13T03:30:00.000Z",
      "2024-07-14T13:00:00.000Z",
    ],
    skipped: [],
    rejected: ["7 DATE", "8 COINAMOUNT"],
  },
};
