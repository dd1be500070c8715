import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2018.csv": {
    version: "spot",
    told: [
      "2 swap: 0.06 BTC > 100 BNB = ? · fee 0.05 BNB ?",
      "3 swap: 2 BCH > 0.3 BTC = ? · fee 0.0003 BTC ?", // BCC of 2018 is Bitcoin Cash
      "4 swap: 1 ETH > 50 XNO = ?",
      "7 swap: 3 BNB > 30 USDT = ?",
    ],
    times: [
      "2018-01-02T10:00:00.000Z",
      "2018-01-02T11:00:00.000Z",
      "2018-01-02T12:00:00.000Z",
      "2018-01-02T15:00:00.000Z",
    ],
    skipped: [],
    rejected: ["5 Market", "6 Amount", "8 Date(UTC)"],
  },
};
