import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2021.csv": {
    version: "beth",
    told: [
      "2 conversion: 0.25 ETH > 0.25 BETH = ?",
      "4 conversion: 0.75 ETH > 0.75 BETH = ?",
      "5 conversion: 0.75 ETH > 0.75 BETH = ?",
    ],
    skipped: [3],
    rejected: ["6 Amount", "7 Amount", "8 Token", "9 Amount"],
  },
};
