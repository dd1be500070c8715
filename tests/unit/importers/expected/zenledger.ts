import type { Expected } from "../expected";

/** Read off the rows by hand; amounts are without fees, as ZenLedger's glossary says. A receipt with money beside it is asked about. */
export const expected: Expected = {
  "2024-custom.csv": {
    version: "custom",
    told: [
      "2 buy:  > 0.1 ETH = $230 · fee $1",
      "3 sell: 0.1 ETH >  = $250 · fee $1",
      "4 swap: 1 ETH > 0.05 BTC = ? · fee 0.001 ETH ?",
      "5 deposit:  > 1 ETH = ?",
      "6 withdrawal: 0.5 ETH >  = ? · fee 0.001 ETH ?",
      "7 income:  > 0.2 ETH = ? · services",
      "8 spend: 0.1 ETH >  = ?",
      "9 income:  > 0.01 BTC = ? · mining",
      "10 gift-sent: 0.1 ETH >  = ?",
      "11 unknown: 1 ETH > 0.05 BTC = ? · ask Type",
      "12 unknown:  > 1 ETH = ? · ask Type",
      "13 swap: 1 ETH > 100 NEW = ?",
    ],
    skipped: [],
    rejected: ["14 Out Amount"],
  },
};
