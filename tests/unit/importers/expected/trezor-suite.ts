import type { Expected } from "../expected";

/**
 * Read off the rows by hand: 1709287200 is 2024-03-01 10:00 UTC, each day 86,400 more. Targets of one transaction are one withdrawal
 * (0.01 + 0.02 worth 640 + 1,280); a transaction to oneself and a failed one cost their fee; 250 USDC and gas went for 0.07 ETH.
 */
export const expected: Expected = {
  "2024-suite.csv": {
    version: "2",
    told: [
      "2 deposit:  > 0.4 BTC = $24800",
      // 1920 x 0.0002 / 0.03 = 12.8
      "3,4 withdrawal: 0.03 BTC >  = $1920 · fee 0.0002 BTC $12.8",
      "5 fee: 0.00005 BTC >  = ?",
      "6 fee: 0.0015 ETH >  = ?",
      "7 deposit:  > 1 COOL/88 = ?",
      // 249.90 x 0.002 / 0.07 = 7.14
      "8,9,10 swap: 250 USDC > 0.07 ETH = $249.9 · fee 0.002 ETH $7.14",
      "11 unknown:  = ? · fee 0.0001 BTC ? · ask Type",
      "12 fee: 0.0001 BTC >  = ?",
      "13 deposit:  > 0.01 BTC = ?",
    ],
    times: [
      "2024-03-01T10:00:00.000Z",
      "2024-03-05T12:00:00.000Z",
      "2024-03-06T12:00:00.000Z",
      "2024-03-07T12:00:00.000Z",
      "2024-03-08T12:00:00.000Z",
      "2024-03-09T12:00:00.000Z",
      "2024-03-10T12:00:00.000Z",
      "2024-03-11T12:00:00.000Z",
      "2024-03-12T12:00:00.000Z",
    ],
    skipped: [],
    rejected: ["14 Amount", "15 Timestamp"],
  },
  "2024-suite-eur.csv": {
    version: "2",
    told: ["2 deposit:  > 0.4 BTC = ?"],
    skipped: [],
    rejected: [],
  },
};
