import type { Expected } from "../expected";

/**
 * Read off the rows by hand: amounts are whole numbers with Decimals places (2500000000 with 9 is 2.5). 1714557600 is 2024-05-01 10:00
 * UTC. Rows of one signature are one event; a token nobody asked for is kept apart and its claimed 900 dollars are nobody's price; a
 * token bought by an own transaction (line 7) is named by its mint.
 */
export const expected: Expected = {
  "2024-transfers.csv": {
    version: "1",
    told: [
      "2 deposit:  > 2.5 SOL = $337.5",
      "3 withdrawal: 25 USDC >  = $25.01",
      "4,5 swap: 1 SOL > 139.5 USDC = $139.5",
      "6,7 swap: 0.5 USDC > 770 SPL:MEMECOIN1111111111111111111111111111111111111 = $0.5",
      "8 unknown:  > 100 SPL:FAKEUSDC111111111111111111111111111111111111 = ? · ask Flow · unasked",
      "10 unknown:  = ? · ask Flow",
    ],
    times: [
      "2024-05-01T10:00:00.000Z",
      "2024-05-02T10:00:00.000Z",
      "2024-05-02T11:00:00.000Z",
      "2024-05-02T12:00:00.000Z",
      "2024-05-02T13:00:00.000Z",
      "2024-05-02T15:00:00.000Z",
    ],
    skipped: [9],
    rejected: ["11 Amount", "12 Block Time"],
  },
  "2025-multiplier.csv": {
    version: "with multiplier",
    told: ["2 deposit:  > 3 USDT = $3"],
    skipped: [],
    rejected: ["3 Amount"],
  },
};
