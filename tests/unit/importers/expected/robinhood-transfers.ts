import type { Expected } from "../expected";

/**
 * Read off the rows by hand. Line 2: 08:20:29.5 at -04:00 is 12:20:29.5 UTC; its fee is worth 1000 x 0.001 / 0.5 = 2.
 */
export const expected: Expected = {
  "2025-transfers.csv": {
    version: "transfers",
    told: [
      "2 withdrawal: 0.5 ETH >  = $1000 · fee 0.001 ETH $2",
      "3 deposit:  > 0.01 BTC = $850",
      "5 unknown:  > 2 SOL = $260 · ask transfer_type",
      "8 withdrawal: 50 DOGE >  = ?",
    ],
    times: [
      "2025-03-24T12:20:29.500Z",
      "2025-03-25T10:00:00.000Z",
      "2025-03-27T10:00:00.000Z",
      "2025-03-29T10:00:00.000Z",
    ],
    skipped: [4, 9],
    rejected: ["6 currency_code", "7 created_at"],
  },
};
