import type { Expected } from "../expected";

/** Read off the rows of each file by hand: in comes the indicated amount less the fee, out goes the amount and the fee. */
export const expected: Expected = {
  "deposit-history.csv": {
    version: "fiat",
    told: ["2 cash: 98 EUR", "4 cash: 50 USD"],
    times: ["2022-02-28T23:00:00.000Z", "2022-03-03T08:00:00.000Z"],
    skipped: [3, 5],
    rejected: ["6 Amount"],
  },
  "withdraw-history.csv": {
    version: "fiat",
    told: ["2 cash: -101.5 EUR"],
    times: ["2022-04-01T10:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
  "history.csv": {
    version: "fiat",
    told: ["2 unknown:  = ? · ask Status"],
    skipped: [],
    rejected: [],
  },
};
