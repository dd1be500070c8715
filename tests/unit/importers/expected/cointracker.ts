import type { Expected } from "../expected";

/**
 * Read off the rows by hand, tags as CoinTracker's help page tells them: a stake with two sides is liquid staking, with one a lock. A row
 * without a time is that day.
 */
export const expected: Expected = {
  "2024-template.csv": {
    version: "template",
    told: [
      "2 buy:  > 0.5 ETH = $1200 · fee $6",
      "3 income:  > 0.01 ETH = ? · staking",
      "4 sell: 0.05 ETH >  = $100 · fee $0.5",
      "5 withdrawal: 0.2 ETH >  = ? · fee 0.001 ETH ?",
      "6 conversion: 1 ETH > 1 STETH = ?",
      "9 spend: 0.01 BTC >  = ?",
      "10 unknown:  > 50 USDC = ? · ask Tag",
      "11 cash: 500 USD",
      "12 lost: 1 SOL >  · lost",
      "13 unknown: 0.01 BTC > 0.3 ETH = ? · ask Tag",
      "16 deposit:  > 0.1 LTC = ?",
      "17 deposit:  > 0.1 LTC = ?",
    ],
    times: [
      "2024-01-15T10:30:00.000Z",
      "2024-02-01T12:00:00.000Z",
      "2024-02-02T09:00:00.000Z",
      "2024-03-05T14:00:00.000Z",
      "2024-03-06T14:00:00.000Z",
      "2024-03-09T14:00:00.000Z",
      "2024-03-10T14:00:00.000Z",
      "2024-03-11T14:00:00.000Z",
      "2024-03-12T14:00:00.000Z",
      "2024-03-13T14:00:00.000Z",
      "2024-03-16T14:00:00.000Z",
      "2024-03-16T14:00:00.000Z",
    ],
    skipped: [7, 8],
    rejected: ["14 Sent Quantity", "15 Date"],
  },
  "2024-other-order.csv": {
    version: "template",
    told: ["2 gift-sent: 0.5 ETH >  = ?"],
    skipped: [],
    rejected: [],
  },
};
