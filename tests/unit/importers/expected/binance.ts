import type { Expected } from "../expected";

/** Read off the rows of each file by hand. Rows that wait for their group are told after those that stand alone. */
export const expected: Expected = {
  "2021-statement.csv": {
    version: "2021",
    told: [
      "2 deposit:  > 0.5 BTC = ?",
      "9 income:  > 0.0000006 BNB = ? · reward",
      "24 income:  > 0.01 USDT = ? · interest",
      "25 income:  > 0.01 USDT = ? · interest", // equal rows stay two
      "27 unknown: 3.2 USDT >  = ? · ask Operation", // futures
      "28 unknown: 0.04 USDT >  = ? · ask Operation",
      "29 unknown:  > 500 USDT = ? · ask Operation", // a loan
      "32 withdrawal: 0.1 BTC >  = ?",
      "33 unknown:  > 5 GALA = ? · ask Operation",
      "34 spend: 0.05 BNB >  = ?",
      "35 unknown:  > 0.05 BNB = ? · ask Operation",
      // Two fills of one second: 0.01 + 0.02 BTC for 0.3 + 0.6 ETH, 0.001 + 0.002 BNB of fees.
      "3,4,5,6,7,8 swap: 0.03 BTC > 0.9 ETH = ? · fee 0.003 BNB ?",
      // Two markets in one second: ETH for USDT, USDT for ADA.
      "10 unknown: 0.5 ETH >  = ? · ask Operation",
      "11 unknown:  > 800 USDT = ? · ask Operation",
      "12 unknown:  > 100 ADA = ? · ask Operation",
      "13 unknown: 120 USDT >  = ? · ask Operation",
      "14,15 buy:  > 0.0012 BTC = ? · ask Coin", // paid in euros
      "16,17 swap: 100 USDT > 99.9 BUSD = ?", // the legs a second apart
      "18,19 conversion: 0.2 ETH > 0.2 BETH = ?",
      "20,21 swap: 1.5 ADA > 0.007 BNB = ? · ask Operation",
      "22,23 swap: 2 XRP > 0.004 BNB = ? · ask Operation",
      "30,31 swap: 500 USDT > 0.01 BTC = ? · ask Operation", // in a margin account
      "36 unknown: 0.0001 BNB >  = ? · ask Operation", // a fee without its trade
      "39 income:  > 12.5 VTHO = ? · airdrop",
    ],
    // Savings purchase, transfer between wallets; NANO became XNO.
    skipped: [26, 37, 38, 41],
    rejected: ["40 Change"],
  },
  "2018-oldest.csv": {
    version: "oldest",
    told: [
      "2 deposit:  > 1 BCH = ?", // BCC of 2018 is Bitcoin Cash
      "6 deposit:  > 2 LUNC = ?", // LUNA before 2022-05-27
      "3,4 swap: 1 BCH > 0.15 BTC = ?",
      "5 unknown: 0.05 BTC >  = ? · ask Operation",
      "7 income:  > 3 LUNA = ? · airdrop",
      "8,9 swap: 1 ETH > 1800 USDT = ?",
      "10,11 swap: 500 USDT > 0.016 BTC = ?", // a second apart, beside another conversion
      // Two coins out and two in at one second: not told apart.
      "12 unknown: 10 ADA >  = ? · ask Operation",
      "13 unknown: 20 XRP >  = ? · ask Operation",
      "14 unknown:  > 5 USDT = ? · ask Operation",
      "15 unknown:  > 8 BUSD = ? · ask Operation",
      "16 unknown: 1 DOT >  = ? · ask Operation",
    ],
    skipped: [],
    rejected: [],
  },
  "2026(UTC--6).csv": {
    version: "2025",
    told: [
      "9 income:  > 0.02 USDT = ? · interest",
      "11 income:  > 0.0003 BNB = ? · staking",
      "14 unknown: 2 LAYER >  = ? · ask Operation",
      "18 cash: -50 USD",
      "2,3,4 swap: 900 USDT > 0.01 BTC = ? · fee 0.001 BNB ?",
      "5,6,7 swap: 1 ETH > 3000 USDT = ? · fee 3 USDT ?",
      "12,13 migration: 10 FTM > 10 S",
      "15,16 buy:  > 0.0011 BTC = ? · ask Coin",
      "17 unknown:  > 0.002 BTC = ? · ask Operation",
      "19 unknown:  = ? · ask Operation",
    ],
    // The name says six hours behind UTC: 19:00 on January 31 is 01:00 on February 1.
    times: [
      "2026-02-01T08:10:00.000Z",
      "2026-02-02T07:00:00.000Z",
      "2026-02-04T07:00:00.000Z",
      "2026-02-07T07:00:00.000Z",
      "2026-02-01T01:00:00.000Z",
      "2026-02-01T01:00:01.000Z",
      "2026-02-03T07:00:00.000Z",
      "2026-02-05T07:00:00.000Z",
      "2026-02-06T07:00:00.000Z",
      "2026-02-08T07:00:00.000Z",
    ],
    // Income of the Earn account that Spot tells again.
    skipped: [8, 10],
    rejected: [],
  },
  "2025-renamed.csv": {
    version: "2025",
    options: { answers: { timeZone: "America/New_York" } },
    told: ["2 deposit:  > 10 USDT = ?", "3 income:  > 0.25 LAYER = ? · airdrop"],
    // Four hours behind UTC in summer, five in winter: the last one is in the next year of UTC.
    times: ["2025-07-01T04:30:00.000Z", "2026-01-01T04:30:00.000Z"],
    skipped: [],
    rejected: [],
  },
};
