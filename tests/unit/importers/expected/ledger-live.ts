import type { Expected } from "../expected";

/**
 * Read off the rows by hand. An OUT contains its fee: 0.1005 - 0.0005 = 0.1, worth 6432 x 0.1 / 0.1005 = 6400, the fee 32. An IN
 * names the sender's fee. Lines 4 and 5 stay in the wallet: 0.0001 BTC of 13206.60 for 0.2001 BTC is 6.60. Line 14: 70 for 10 DOT
 * is 0.105 for the fee of 0.015; line 17: 12 for 100 TRX is 0.012 for 0.1.
 */
export const expected: Expected = {
  "2024-operations.csv": {
    version: "2024",
    told: [
      // Without a hash a row stands alone; equal ones stay two.
      "20 deposit:  > 0.01 LTC = ?",
      "21 deposit:  > 0.01 LTC = ?",
      "2 deposit:  > 0.5 BTC = $31000",
      "3 withdrawal: 0.1 BTC >  = $6400 · fee 0.0005 BTC $32",
      "4,5 fee: 0.0001 BTC >  = $6.6",
      "6,7,8 swap: 380 USDC > 0.1 ETH = $380 · fee 0.002 ETH $7.6",
      "9 fee: 0.003 ETH >  = $11.1",
      "12 income:  > 0.05 SOL = $7 · staking",
      "13 fee: 0.005 ATOM >  = $0.05",
      "14 fee: 0.015 DOT >  = $0.105",
      "16 unknown:  = ? · ask Operation Type",
      "17 unknown:  = ? · fee 0.1 TRX $0.012 · ask Operation Type",
    ],
    skipped: [10, 11, 15],
    rejected: ["18 Operation Amount", "19 Operation Fees"],
  },
  "2021-no-status.csv": {
    version: "2021",
    told: [
      "2 deposit:  > 0.25 BTC = $14000",
      "3 fee: 0.0013 XTZ >  = $0.0065",
      // 14250 x 0.2498 / 0.25 = 14238.6; 14250 x 0.0002 / 0.25 = 11.4
      "4 withdrawal: 0.2498 BTC >  = $14238.6 · fee 0.0002 BTC $11.4",
    ],
    times: ["2021-05-01T10:00:00.000Z", "2021-05-02T10:00:00.000Z", "2021-05-03T10:00:00.000Z"],
    skipped: [],
    rejected: [],
  },
  "2020-no-values.csv": {
    version: "2020",
    told: ["2 deposit:  > 0.25 BTC = ?", "3 fee: 0.001 ETH >  = ?"],
    skipped: [],
    rejected: [],
  },
  "2019-account-id.csv": {
    version: "2019",
    told: ["2 withdrawal: 0.1 BTC >  = ? · fee 0.0001 BTC ?"],
    skipped: [],
    rejected: [],
  },
};
