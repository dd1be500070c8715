import type { Expected } from "../expected";

/** Read off the rows of each file by hand. */
export const expected: Expected = {
  "2024-all-kinds.csv": {
    version: "1",
    told: [
      "2 cash: 5000 USD",
      "3 buy:  > 0.1 BTC = $4400 · fee $13.2",
      "4 income:  > 0.02 ETH = $46.1 · staking",
      "5 sell: 0.04 BTC >  = $2880 · fee $8.64",
      "6 transfer: 0.05 BTC > 0.0499 BTC",
      "7 swap: 0.01 BTC > 0.2 ETH = $700 · fee 0.0001 BTC $7",
      "8 swap: 0.01 BTC > 0.21 ETH = $714 · kept 0.002 $6.8",
      "9 spend: 0.002 BTC >  = $120",
      "10 gift-received:  > 1 ETH = $2650",
      "11 gift-sent: 0.1 ETH >  = $236",
      "12 inherited:  > 0.5 ETH = $1300",
      "13 donation: 0.05 ETH >  = $160",
      "14 migration: 20 MATIC > 20 POL",
      "15 fee: 0.0008 ETH >  = $3.1",
      "16 lost: 15 ADA >  · lost",
      "17 deposit:  > 0.3 ETH = $990",
      "18 withdrawal: 0.1 ETH >  = $265",
    ],
    skipped: [],
    rejected: [],
  },
  "2024-odd.csv": {
    version: "1",
    told: [
      "2 buy:  > 0.1 BTC = ? · ask Sent Asset",
      "3 buy:  > 0.1 BTC = ? · ask Value USD",
      "8 unknown:  > 1 BTC = ? · ask Type",
      "11 cash: 100 USD",
      "12 cash: -40 USD",
      "13 buy:  > 0.1 BTC = $100",
      "14 buy:  > 0.1 BTC = $100",
    ],
    skipped: [],
    rejected: [
      "4 Sent Asset",
      "5 Sent Amount",
      "6 To Account",
      "7 Received Asset",
      "9 Received Amount",
      "10 Note",
    ],
  },
};
