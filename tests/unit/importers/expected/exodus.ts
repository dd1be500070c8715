import type { Expected } from "../expected";

/** Read off the rows by hand: amounts out and fees are negative, the fee is extra; a failed withdrawal still pays it. */
export const expected: Expected = {
  "2022-v1.csv": {
    version: "1",
    told: [
      "2 deposit:  > 0.5 ETH = ?",
      "3 withdrawal: 0.1 ETH >  = ? · fee 0.002 ETH ?",
      "4 swap: 0.2 ETH > 0.015 BTC = ? · fee 0.003 ETH ?",
      "5 fee: 0.001 ETH >  = ?",
      "7 unknown: 1 ADA >  = ? · fee 0.17 ADA ? · ask TYPE",
      "8 unknown: 0.1 ETH >  = ? · ask TYPE",
      "10 deposit:  > 2 DOGE = ?",
      "11 deposit:  > 2 DOGE = ?",
    ],
    // The last row holds no cell: not a row at all.
    skipped: [6],
    rejected: ["9 INAMOUNT"],
  },
  "2021-address-last.csv": {
    version: "1 address last",
    told: ["2 withdrawal: 0.1 ETH >  = ? · fee 0.002 ETH ?"],
    skipped: [],
    rejected: [],
  },
  "2023-sender.csv": {
    version: "1 with sender",
    told: ["2 withdrawal: 0.1 ETH >  = ? · fee 0.002 ETH ?"],
    skipped: [],
    rejected: [],
  },
};
