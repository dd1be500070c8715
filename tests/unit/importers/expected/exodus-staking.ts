import type { Expected } from "../expected";

/** Read off the rows by hand. */
export const expected: Expected = {
  "2023-rewards.csv": {
    version: "1",
    told: [
      "2 income:  > 0.5 ADA = ? · staking",
      "3 income:  > 0.5 ADA = ? · staking",
      "4 unknown:  > 1 ADA = ? · ask Type",
    ],
    skipped: [],
    rejected: ["5 Date"],
  },
};
