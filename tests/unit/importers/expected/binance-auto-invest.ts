import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2022.csv": {
    version: "auto-invest",
    told: [
      "2 swap: 12 USDT > 0.006 ETH = ? · fee 0.003 USDT ?",
      "3 swap: 20 BUSD > 0.0007 BTC = ?",
      "4 swap: 20 BUSD > 0.00071 BTC = ?",
      "8 buy:  > 0.0008 BTC = ? · fee 0.01 EUR ? · ask Amount per period",
      "9 swap: 5 BUSD > 10 ADA = ?",
      "10 swap: 5 BUSD > 10 ADA = ?",
    ],
    times: [
      "2022-06-01T14:00:00.000Z", // month before day
      "2022-06-02T14:00:00.000Z",
      "2022-06-03T14:00:00.000Z",
      "2022-06-07T14:00:00.000Z",
      "2022-06-08T14:00:00.000Z",
      "2022-06-08T14:00:00.000Z",
    ],
    skipped: [5],
    rejected: ["6 Amount per period", "7 Auto-Invest Date(UTC)"],
  },
};
