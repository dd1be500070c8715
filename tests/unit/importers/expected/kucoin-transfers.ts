import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2023-deposits.csv": {
    version: "deposits",
    told: [
      "2 deposit:  > 100 USDT = ?",
      "4 deposit:  > 100 USDT = ?",
      "5 deposit:  > 100 USDT = ?",
      "6 deposit:  > 100 USDT = ? · ask Status",
    ],
    times: [
      "2023-01-01T20:00:00.000Z",
      "2023-01-03T20:00:00.000Z",
      "2023-01-03T20:00:00.000Z",
      "2023-01-04T20:00:00.000Z",
    ],
    skipped: [3],
    rejected: ["7 Coin"],
  },
  "2024-deposits-hash.csv": {
    version: "deposits-hash",
    told: ["2 deposit:  > 1.5 ETH = ? · fee 0.01 ETH ?"],
    skipped: [],
    rejected: [],
  },
  "2024-deposits-bundle.csv": {
    version: "deposits-bundle",
    told: ["2 deposit:  > 2 ETH = ?"],
    times: ["2024-01-03T01:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
  "2021-deposits-network.csv": {
    version: "deposits-network",
    told: ["2 deposit:  > 2 ETH = ?"],
    times: ["2021-01-01T20:00:00.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "Asia/Singapore" } },
  },
  "2020-deposits-old.csv": {
    version: "deposits-old",
    told: ["2 deposit:  > 2 ETH = ?"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2023-deposits-fiat.csv": {
    version: "deposits-fiat",
    told: ["2 cash: 500 USD · fee $2"],
    skipped: [3],
    rejected: [],
  },
  "2023-withdrawals.csv": {
    version: "withdrawals",
    told: ["2 withdrawal: 0.1 BTC >  = ? · fee 0.0005 BTC ?"],
    times: ["2023-03-01T20:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
  "2023-withdrawals-no-zone.csv": {
    version: "withdrawals",
    told: ["2 withdrawal: 0.1 BTC >  = ? · fee 0.0005 BTC ?"],
    times: ["2023-03-02T09:00:00.000Z"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "America/New_York" } },
  },
  "2024-withdrawals-hash.csv": {
    version: "withdrawals-hash",
    told: ["2 withdrawal: 0.1 BTC >  = ? · fee 0.0005 BTC ?"],
    skipped: [],
    rejected: [],
  },
  "2024-withdrawals-bundle.csv": {
    version: "withdrawals-bundle",
    told: ["2 withdrawal: 0.2 BTC >  = ? · fee 0.0005 BTC ?"],
    skipped: [],
    rejected: [],
  },
  "2021-withdrawals-network.csv": {
    version: "withdrawals-network",
    told: ["2 withdrawal: 0.3 BTC >  = ?"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2020-withdrawals-old.csv": {
    version: "withdrawals-old",
    told: ["2 withdrawal: 0.3 BTC >  = ?"],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
  "2023-withdrawals-fiat.csv": {
    version: "withdrawals-fiat",
    told: ["2 cash: -300 USD · fee $1"],
    skipped: [],
    rejected: [],
  },
  "2018-both.csv": {
    version: "both",
    told: [
      "2 deposit:  > 0.5 BTC = ?",
      "3 withdrawal: 0.2 BTC >  = ?",
      "4 unknown:  > 0.1 BTC = ? · ask type",
    ],
    skipped: [],
    rejected: [],
    options: { answers: { timeZone: "UTC" } },
  },
};
