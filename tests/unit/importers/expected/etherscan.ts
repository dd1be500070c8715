import type { Expected } from "../expected";

const OWN = `0x${"a".repeat(40)}`;
const mine = { answers: { addresses: [OWN] } };
const FAKE = "4".repeat(40);
const COOL = `COOL:${"5".repeat(40)}`;

/**
 * Read off the rows by hand, at $3,000 an ETH (line 3: 0.25 is $750, its gas of 0.0002 is $0.60). Gas counts only where the own address
 * paid it, also for a failed transaction (line 4). A token is what its contract says: 50,000 of a thing that calls itself USDC are not
 * USDC. The number of line 3 of the NFTs has 77 digits: its remainder by 2^56 - 5 in base 36 is JEYW3FPWU9S (reckoned apart).
 */
export const expected: Expected = {
  [`export-${OWN}.csv`]: {
    version: "transactions with method",
    told: [
      "2 deposit:  > 1 ETH = $3000",
      "3 withdrawal: 0.25 ETH >  = $750 · fee 0.0002 ETH $0.6",
      "4 fee: 0.0003 ETH >  = $0.9",
      "5 fee: 0.001 ETH >  = $3",
      "6 withdrawal: 0.1 ETH >  = $300 · fee 0.002 ETH $6 · ask Hash",
      "8 fee: 0.0001 ETH >  = $0.3",
      "9 conversion: 0.2 ETH > 0.2 WETH = $600 · fee 0.0005 ETH $1.5",
      "10 unknown:  = ? · ask Hash",
      "13 fee: 0.01 ETH >  = $30 · ask Hash",
    ],
    times: [
      "2024-05-01T11:00:00.000Z",
      "2024-05-01T12:00:00.000Z",
      "2024-05-01T13:00:00.000Z",
      "2024-05-01T14:00:00.000Z",
      "2024-05-01T15:00:00.000Z",
      "2024-05-01T17:00:00.000Z",
      "2024-05-01T18:00:00.000Z",
      "2024-05-01T19:00:00.000Z",
      "2024-05-01T22:00:00.000Z",
    ],
    skipped: [7, 11],
    rejected: ["12 UnixTimestamp"],
  },
  "tokens-2024.csv": {
    version: "tokens",
    told: [
      "2 deposit:  > 100 USDC = $99.99",
      "3 withdrawal: 1000.5 USDC >  = $1000.6",
      `4 unknown:  > 50000 USDC:${FAKE} = ? · ask Hash · unasked`,
      `6 unknown: 7 FREE:${FAKE} >  = ? · ask Hash`,
      "7,8 swap: 50 USDC > 0.0166 WETH = $49.9",
      "9,10 deposit:  > 20 USDC = ?",
    ],
    skipped: [5],
    rejected: ["11 ContractAddress"],
    options: mine,
  },
  // One address stands in every row: nothing is asked.
  "internal-2024.csv": {
    version: "internal",
    told: ["2 deposit:  > 0.5 ETH = $1500", "4 deposit:  > 0.25 ETH = $750"],
    skipped: [3],
    rejected: [],
  },
  "nfts-2024.csv": {
    version: "nfts",
    told: [
      `2 unknown:  > 1 ${COOL}/77 = ? · ask Hash · unasked`,
      `3 unknown:  > 1 ${COOL}/JEYW3FPWU9S = ? · ask Hash · unasked`,
      `4 unknown: 3 ${COOL}/78 >  = ? · ask Hash`,
    ],
    skipped: [],
    rejected: ["5 Token ID"],
    options: mine,
  },
  "bnb-2021.csv": {
    version: "transactions",
    told: ["2 deposit:  > 2 BNB = $1200", "3 withdrawal: 0.5 BNB >  = ? · fee 0.002 BNB ?"],
    skipped: [],
    rejected: [],
  },
  "tokens-2019.csv": {
    version: "tokens without block",
    told: ["2 deposit:  > 3 DAI = ?"],
    times: ["2019-06-08T13:20:00.000Z"],
    skipped: [],
    rejected: [],
    options: mine,
  },
  "nfts-2019.csv": {
    version: "nfts old without block",
    told: [`2 unknown:  > 1 ${COOL}/5 = ? · ask Hash · unasked`],
    skipped: [],
    rejected: [],
    options: mine,
  },
  "nfts-2021.csv": {
    version: "nfts old",
    told: [`2 unknown: 1 ${COOL}/5 >  = ? · ask Hash`],
    skipped: [],
    rejected: [],
    options: mine,
  },
  "one-token-2025.csv": {
    version: "one token",
    told: ["2 deposit:  > 12.5 ARB = ?", "3 withdrawal: 2 ARB >  = ?"],
    skipped: [],
    rejected: [],
    options: { answers: { asset: "ARB" } },
  },
  "internal-note-2022.csv": {
    version: "internal with note",
    told: ["2 deposit:  > 0.1 ETH = $300"],
    skipped: [],
    rejected: [],
    options: mine,
  },
  "note-2020.csv": {
    version: "transactions with note",
    told: ["2 deposit:  > 1 ETH = $3000"],
    skipped: [],
    rejected: [],
    options: mine,
  },
  "method-note-2023.csv": {
    version: "transactions with method and note",
    told: ["2 deposit:  > 1 ETH = $3000"],
    skipped: [],
    rejected: [],
    options: mine,
  },
};
