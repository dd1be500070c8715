import type { Expected } from "../expected";

/**
 * Read off the rows by hand, in Denver: seven hours behind UTC in January and February, six in July. The coin stands in the file's name
 * ("export-btc-"). The fee beside what came in was the sender's; the total of what was sent is without it.
 */
export const expected: Expected = {
  "export-btc-2022.csv": {
    version: "1",
    told: [
      "2 deposit:  > 0.05 BTC = ?",
      "3 withdrawal: 0.019 BTC >  = ? · fee 0.001 BTC ?",
      "4 fee: 0.0001 BTC >  = ?",
      "5 fee: 0.0004 BTC >  = ?",
      "6 unknown:  = ? · fee 0.0002 BTC ? · ask Type",
    ],
    times: [
      "2022-01-25T09:58:40.000Z",
      "2022-02-09T18:45:34.000Z",
      "2022-07-04T18:00:00.000Z",
      "2022-07-05T07:00:00.000Z",
      "2022-07-06T07:00:00.000Z",
    ],
    skipped: [],
    rejected: ["7 Date & Time"],
    options: { answers: { timeZone: "America/Denver" } },
  },
};
