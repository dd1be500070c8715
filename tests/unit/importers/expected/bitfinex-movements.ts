import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-started-updated.csv": {
    version: "started-updated",
    told: [
      "2 deposit:  > 1000 USDT = ?",
      "3 withdrawal: 0.5 BTC >  = ? · fee 0.0004 BTC ?",
      "5 withdrawal: 0.5 BTC >  = ? · fee 0.0004 BTC ? · ask STATUS",
    ],
    times: ["2023-02-01T10:30:00.000Z", "2023-02-02T10:30:00.000Z", "2023-02-04T10:30:00.000Z"],
    skipped: [4],
    rejected: ["6 FEES"],
    options: { answers: { dateOrder: "day-first" } },
  },
  "2021-dated.csv": {
    version: "dated",
    // TERRAUST is TerraUSD, whose coin is called USTC since May 2022.
    told: ["2 deposit:  > 100 USTC = ? · fee 1 USTC ?"],
    times: ["2021-02-01T10:00:00.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { dateOrder: "day-first" } },
  },
  "2022-dated-note.csv": {
    version: "dated-note",
    told: ["2 cash: -250 USD · fee $2.5"],
    times: ["2022-01-02T10:00:00.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { dateOrder: "month-first" } },
  },
};
