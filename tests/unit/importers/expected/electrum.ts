import type { Expected } from "../expected";

const newYork = { answers: { timeZone: "America/New_York", asset: "BTC" } };
const utc = { answers: { timeZone: "UTC" } };

/**
 * Read off the rows by hand. New York is five hours behind UTC until 2022-03-13 2:00, then four, and five again in December. The value
 * contains the fee: 0.10002 - 0.00002 = 0.1. Line 4 sent everything back to itself; line 6 paid more fee than it lost, so others took
 * part; line 7 received 0.1 after a fee of its own.
 */
export const expected: Expected = {
  "2022-v4.csv": {
    version: "3.3",
    told: [
      "2 deposit:  > 0.5 BTC = ?",
      "3 withdrawal: 0.1 BTC >  = ? · fee 0.00002 BTC ?",
      "4 fee: 0.00001 BTC >  = ?",
      "6 unknown:  = ? · ask label",
      "7 deposit:  > 0.1001 BTC = ? · fee 0.0001 BTC ?",
      "9 withdrawal: 0.5 BTC >  = ?",
    ],
    times: [
      "2022-03-13T06:30:00.000Z",
      "2022-04-01T22:30:00.000Z",
      "2023-01-01T00:00:00.000Z",
      "2022-05-02T14:00:00.000Z",
      "2022-05-03T14:00:00.000Z",
      "2022-05-05T14:00:00.000Z",
    ],
    skipped: [5, 8],
    rejected: ["10 value", "11 timestamp"],
    options: newYork,
  },
  "2019-no-fee.csv": {
    version: "3.0",
    told: ["2 deposit:  > 0.5 BTC = ?", "3 withdrawal: 0.1 BTC >  = ?"],
    times: ["2019-03-01T14:00:00.000Z", "2019-03-02T14:00:00.000Z"],
    skipped: [],
    rejected: [],
    options: newYork,
  },
  "2016-first.csv": {
    version: "2.0",
    told: ["2 deposit:  > 1250.5 BTC = ?"],
    skipped: [],
    rejected: [],
    options: newYork,
  },
  "2024-lightning-4.6.csv": {
    version: "4.6",
    told: [
      "2 deposit:  > 0.3 BTC = ?",
      // 0.0500125 - 0.05 = 0.0000125 = 1,250 satoshis: the channel stays in the wallet
      "3 fee: 0.0000125 BTC >  = ?",
      "4 withdrawal: 0.0001001 BTC >  = ?",
      // 0.1000021 - 210 satoshis
      "5 withdrawal: 0.1 BTC >  = ? · fee 0.0000021 BTC ?",
    ],
    skipped: [],
    rejected: [],
    options: utc,
  },
  "2026-lightning-4.8.csv": {
    version: "4.8",
    told: ["2 withdrawal: 0.1 BTC >  = ? · fee 0.0000021 BTC ?"],
    skipped: [],
    rejected: [],
    options: utc,
  },
};
