/** The four files of one address of an explorer, invented: what they mean is worked out in the tests that read them. */

export const OWN = `0x${"a1".repeat(20)}`;
const POOL = `0x${"9".repeat(40)}`;
const FRIEND = `0x${"b".repeat(40)}`;
const USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const FAKE = `0x${"4".repeat(40)}`;
const COOL = `0x${"5".repeat(40)}`;

const FRONT = "Transaction Hash,Blockno,UnixTimestamp,DateTime (UTC)";
const TX = `${FRONT},From,To,ContractAddress,Value_IN(ETH),Value_OUT(ETH),CurrentValue @ $1/Eth,TxnFee(ETH),TxnFee(USD),Historical $Price/Eth,Status,ErrCode,Method`;
const INTERNAL = `${FRONT},ParentTxFrom,ParentTxTo,ParentTxETH_Value,From,TxTo,ContractAddress,Value_IN(ETH),Value_OUT(ETH),CurrentValue @ $1/Eth,Historical $Price/Eth,Status,ErrCode,Type`;
const TOKENS = `${FRONT},From,To,TokenValue,USDValueDayOfTx,ContractAddress,TokenName,TokenSymbol`;
const NFTS = `${FRONT},From,To,ContractAddress,TokenName,TokenSymbol,Token ID,Type,Quantity`;

/** The hash of the nth transaction, as an explorer writes it. */
export const hashOf = (n: number): string => `0x${n.toString(16).padStart(64, "0")}`;
const START = 1_714_557_600; // 2024-05-01 10:00:00 UTC
const at = (n: number) => `${hashOf(n)},${n},${START + n * 3600},`;

/** A row of the file of transactions. */
export const txRow = (n: number, to: string, out: string, method: string): string =>
  `${at(n)},${OWN},${to},,0,${out},0,0.002,1,3000,,,${method}`;
export const txIn = (n: number, from: string, units: string): string =>
  `${at(n)},${from},${OWN},,${units},0,0,0.002,1,3000,,,Transfer`;
export const internalRow = (n: number, units: string): string =>
  `${at(n)},${OWN},${POOL},0,${POOL},${OWN},,${units},0,0,3000,0,,call`;
export const tokenRow = (n: number, way: "in" | "out", units: string, contract = USDC): string =>
  `${at(n)},${way === "in" ? POOL : OWN},${way === "in" ? OWN : POOL},${units},N/A,${contract},Name,USDC`;
export const nftRow = (n: number): string =>
  `${at(n)},0x${"0".repeat(40)},${OWN},${COOL},Cool,COOL,77,721,1`;

/** A file of rows under its header. */
export const txFile = (rows: readonly string[]): string => [TX, ...rows, ""].join("\n");
export const internalFile = (rows: readonly string[]): string => [INTERNAL, ...rows, ""].join("\n");
export const tokenFile = (rows: readonly string[]): string => [TOKENS, ...rows, ""].join("\n");
export const nftFile = (rows: readonly string[]): string => [NFTS, ...rows, ""].join("\n");

/** The address of a pool, and of a friend. */
export const ADDRESSES = { pool: POOL, friend: FRIEND, fake: FAKE } as const;

/**
 * 1: 2 ETH come. 2: 0.5 ETH for 1,495 USDC. 3: 900 USDC for 0.3 ETH (an internal row). 4: an NFT for 0.1 ETH. 5: 0.25 ETH leave.
 * 6: an approval, only gas. 7: a token that calls itself USDC and came unasked.
 */
export const FOUR: readonly (readonly [name: string, text: string])[] = [
  [
    "txs.csv",
    txFile([
      txIn(1, FRIEND, "2"),
      txRow(2, POOL, "0.5", "Swap"),
      txRow(3, POOL, "0", "Swap"),
      txRow(4, COOL, "0.1", "Mint"),
      txRow(5, FRIEND, "0.25", "Transfer"),
      txRow(6, USDC, "0", "Approve"),
    ]),
  ],
  ["internal.csv", internalFile([internalRow(3, "0.3")])],
  [
    "tokens.csv",
    tokenFile([
      tokenRow(2, "in", "1495"),
      tokenRow(3, "out", "900"),
      tokenRow(7, "in", "50000", FAKE),
    ]),
  ],
  ["nfts.csv", nftFile([nftRow(4)])],
];
