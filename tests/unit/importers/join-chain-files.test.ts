import { describe, expect, it } from "vitest";
import { readChainFile } from "@/lib/importers/chain-file";
import { type ChainFile, joinChainFiles } from "@/lib/importers/join-chain-files";
import { line, read, readOk } from "./read";

const OWN = `0x${"a".repeat(40)}`;
const OTHER = `0x${"b".repeat(40)}`;
const ROUTER = `0x${"9".repeat(40)}`;
const USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
const FAKE = `0x${"4".repeat(40)}`;
const COOL = `0x${"5".repeat(40)}`;

const FRONT = "Transaction Hash,Blockno,UnixTimestamp,DateTime (UTC)";
const TX = `${FRONT},From,To,ContractAddress,Value_IN(ETH),Value_OUT(ETH),CurrentValue @ $1/Eth,TxnFee(ETH),TxnFee(USD),Historical $Price/Eth,Status,ErrCode,Method`;
const INTERNAL = `${FRONT},ParentTxFrom,ParentTxTo,ParentTxETH_Value,From,TxTo,ContractAddress,Value_IN(ETH),Value_OUT(ETH),CurrentValue @ $1/Eth,Historical $Price/Eth,Status,ErrCode,Type`;
const TOKENS = `${FRONT},From,To,TokenValue,USDValueDayOfTx,ContractAddress,TokenName,TokenSymbol`;
const NFTS = `${FRONT},From,To,ContractAddress,TokenName,TokenSymbol,Token ID,Type,Quantity`;

const at = (hash: string) => `${hash},1,1714557600,2024-05-01 10:00:00`;
const tx = (hash: string, to: string, out: string, method: string, status = "") =>
  `${at(hash)},${OWN},${to},,0,${out},0,0.002,1,3000,${status},,${method}`;
const internal = (hash: string, from: string, into: string) =>
  `${at(hash)},${OWN},${from},0,${from},${OWN},,${into},0,0,3000,0,,call`;
const token = (hash: string, from: string, to: string, units: string, contract = USDC) =>
  `${at(hash)},${from},${to},${units},N/A,${contract},Name,USDC`;
const nft = (hash: string, from: string, to: string) =>
  `${at(hash)},${from},${to},${COOL},Cool,COOL,77,721,1`;

async function chainFile(file: string, rows: readonly string[]): Promise<ChainFile> {
  const options = { timeZone: "UTC", answers: { addresses: [OWN] } };
  const { kind, rows: raw } = await readOk(file, rows.join("\n"), options);
  const made = readChainFile({ file, header: kind.header, version: kind.version }, raw, options);
  expect(made.rejected).toEqual([]);
  return made.chainFile;
}

const join = (files: readonly ChainFile[]) =>
  joinChainFiles(files, { addresses: new Set([OWN]), accountName: "Vault" });
const told = (files: readonly ChainFile[]) =>
  join(files).events.map(({ transaction }) => line(transaction));

describe("files of one address, joined by hash", () => {
  it("ETH for tokens, tokens for ETH and an NFT bought are one exchange each, their gas counted once", async () => {
    const files = [
      await chainFile("txs.csv", [
        TX,
        tx("0x1", ROUTER, "0.5", "Swap"),
        tx("0x2", ROUTER, "0", "Swap"),
        tx("0x3", COOL, "0.1", "Mint"),
      ]),
      await chainFile("tokens.csv", [
        TOKENS,
        token("0x1", ROUTER, OWN, "1495"),
        token("0x2", OWN, ROUTER, "900"),
      ]),
      await chainFile("internal.csv", [INTERNAL, internal("0x2", ROUTER, "0.3")]),
      await chainFile("nfts.csv", [NFTS, nft("0x3", `0x${"0".repeat(40)}`, OWN)]),
    ];
    // 0.5 ETH at 3000 is 1500; 0.3 is 900; 0.1 is 300; gas of 0.002 is 6.
    expect(told(files)).toEqual([
      "2 swap: 0.5 ETH > 1495 USDC = $1500 · fee 0.002 ETH $6",
      "3 swap: 900 USDC > 0.3 ETH = $900 · fee 0.002 ETH $6",
      `4 swap: 0.1 ETH > 1 COOL:${"5".repeat(40)}/77 = $300 · fee 0.002 ETH $6`,
    ]);
    expect(join(files).events.map(({ parts }) => parts)).toEqual([
      [
        { file: "txs.csv", lines: [2] },
        { file: "tokens.csv", lines: [2] },
      ],
      [
        { file: "txs.csv", lines: [3] },
        { file: "tokens.csv", lines: [3] },
        { file: "internal.csv", lines: [2] },
      ],
      [
        { file: "txs.csv", lines: [4] },
        { file: "nfts.csv", lines: [2] },
      ],
    ]);
  });

  it("what comes back of the coin sent is not sold: only the difference is", async () => {
    const files = [
      await chainFile("txs.csv", [TX, tx("0x1", ROUTER, "0.5", "Swap")]),
      await chainFile("internal.csv", [INTERNAL, internal("0x1", ROUTER, "0.1")]),
      await chainFile("tokens.csv", [TOKENS, token("0x1", ROUTER, OWN, "1200")]),
    ];
    expect(told(files)).toEqual(["2 swap: 0.4 ETH > 1200 USDC = ? · fee 0.002 ETH $6"]);
  });

  it("a failed transaction burns its gas and moves nothing", async () => {
    const files = [
      await chainFile("txs.csv", [TX, tx("0x1", ROUTER, "0.5", "Swap", "Error(0)")]),
      await chainFile("tokens.csv", [TOKENS, token("0x9", OTHER, OWN, "1")]),
    ];
    expect(told(files)).toEqual(["2 fee: 0.002 ETH >  = $6", "2 deposit:  > 1 USDC = ?"]);
  });

  it("a token of that name with another contract is not that token, unless an own transaction asked for it", async () => {
    const files = [
      await chainFile("txs.csv", [TX, tx("0x1", ROUTER, "0.5", "Buy")]),
      await chainFile("tokens.csv", [
        TOKENS,
        token("0x1", ROUTER, OWN, "5", FAKE),
        token("0x2", OTHER, OWN, "50000", FAKE),
        token("0x3", OTHER, OWN, "0"),
      ]),
    ];
    const { events, leftOut } = join(files);
    const name = `USDC:${"4".repeat(40)}`;
    expect(events.map(({ transaction }) => line(transaction))).toEqual([
      `2 swap: 0.5 ETH > 5 ${name} = $1500 · fee 0.002 ETH $6`,
      `3 unknown:  > 50000 ${name} = ? · ask Hash · unasked`,
    ]);
    expect(events[1]?.transaction.question?.reason).toContain(
      `calls itself USDC, but its contract (${FAKE}) is another`,
    );
    expect(leftOut).toEqual([
      { file: "tokens.csv", line: 4, reason: expect.stringContaining("bait") },
    ]);
  });

  it("wrapping and unwrapping are told whether or not the explorer lists the contract's side", async () => {
    const unlisted = [
      await chainFile("txs.csv", [
        TX,
        tx("0x1", WETH, "0.5", "Deposit"),
        tx("0x2", WETH, "0", "Withdraw"),
      ]),
      await chainFile("internal.csv", [INTERNAL, internal("0x2", WETH, "0.2")]),
    ];
    const listed = [
      ...unlisted,
      await chainFile("tokens.csv", [
        TOKENS,
        token("0x1", WETH, OWN, "0.5", WETH),
        token("0x2", OWN, WETH, "0.2", WETH),
      ]),
    ];
    const expected = [
      "2 conversion: 0.5 ETH > 0.5 WETH = $1500 · fee 0.002 ETH $6",
      "3 conversion: 0.2 WETH > 0.2 ETH = $600 · fee 0.002 ETH $6",
    ];
    expect(told(unlisted)).toEqual(expected);
    expect(told(listed)).toEqual(expected);
  });

  it("several coins on one side are kept row by row and asked about, the gas paid once", async () => {
    const files = [
      await chainFile("txs.csv", [TX, tx("0x1", ROUTER, "0.5", "Add Liquidity")]),
      await chainFile("tokens.csv", [
        TOKENS,
        token("0x1", OWN, ROUTER, "1500"),
        token("0x1", ROUTER, OWN, "30", FAKE),
      ]),
    ];
    expect(told(files)).toEqual([
      "2 unknown: 0.5 ETH >  = $1500 · fee 0.002 ETH $6 · ask Hash",
      "2 unknown: 1500 USDC >  = ? · ask Hash",
      `3 unknown:  > 30 USDC:${"4".repeat(40)} = ? · ask Hash`,
    ]);
    expect(new Set(join(files).events.map(({ transaction }) => transaction.key)).size).toBe(3);
  });

  it("two files of overlapping months count a row once, equal transfers of one transaction twice", async () => {
    const first = await chainFile("april.csv", [
      TOKENS,
      token("0x1", OTHER, OWN, "5"),
      token("0x1", OTHER, OWN, "5"),
    ]);
    const second = await chainFile("may.csv", [
      TOKENS,
      token("0x1", OTHER, OWN, "5"),
      token("0x1", OTHER, OWN, "5"),
      token("0x2", OTHER, OWN, "7"),
    ]);
    expect(told([first, second])).toEqual([
      "2,3 deposit:  > 10 USDC = ?",
      "4 deposit:  > 7 USDC = ?",
    ]);
    expect(join([first, second]).leftOut.map((each) => `${each.file}:${each.line}`)).toEqual([
      "may.csv:2",
      "may.csv:3",
    ]);
  });

  it("an event's key says which files it was made of, so that a joined one never passes for its part", async () => {
    const txs = await chainFile("txs.csv", [TX, tx("0x1", ROUTER, "0.5", "Swap")]);
    const tokens = await chainFile("tokens.csv", [TOKENS, token("0x1", ROUTER, OWN, "1495")]);
    const keys = (files: readonly ChainFile[]) =>
      join(files).events.map(({ transaction }) => transaction.key);
    expect(keys([txs])).toEqual(["chain:transactions:0x1"]);
    expect(keys([tokens])).toEqual(["chain:tokens:0x1"]);
    expect(keys([txs, tokens])).toEqual(["chain:tokens+transactions:0x1"]);
    expect(keys([tokens, txs])).toEqual(keys([txs, tokens]));
  });

  it("alone, a call asks for the files its other half stands in; together, nothing is asked", async () => {
    const txs = await chainFile("txs.csv", [TX, tx("0x1", ROUTER, "0.5", "Swap")]);
    const [event] = join([txs]).events;
    expect(event?.transaction.question?.reason).toContain(
      "files of token transfers and internal transactions; add them",
    );
    const tokens = await chainFile("tokens.csv", [TOKENS, token("0x9", OTHER, OWN, "1")]);
    const inside = await chainFile("internal.csv", [INTERNAL, internal("0x8", OTHER, "1")]);
    expect(join([txs, tokens, inside]).events[0]?.transaction.question).toBeNull();
  });

  it("a deposit and a withdrawal carry the hash and the address that transfers are found by", async () => {
    const txs = await chainFile("txs.csv", [TX, tx("0xABC", OTHER, "0.5", "Transfer")]);
    const [event] = join([txs]).events;
    expect(event?.transaction).toMatchObject({
      kind: "withdrawal",
      accountName: "Vault",
      chain: { hash: "0xabc", address: OTHER },
    });
  });
});

describe("whose file it is", () => {
  const rows = (...lines: readonly string[]) => [TOKENS, ...lines].join("\n");
  const ONE = token("0x1", OTHER, OWN, "1");

  it("is asked when nothing tells it: one counterparty only", async () => {
    const result = await read("tokens.csv", rows(ONE, token("0x2", OTHER, OWN, "2")));
    expect(result.ok ? null : result.error).toMatchObject({
      code: "needs-answer",
      asks: ["own-addresses"],
    });
  });

  it("is told by the one address in every row", async () => {
    const { transactions } = await readOk("tokens.csv", rows(ONE, token("0x2", OWN, ROUTER, "1")));
    expect(transactions.map(line)).toEqual([
      "2 deposit:  > 1 USDC = ?",
      "3 withdrawal: 1 USDC >  = ?",
    ]);
    expect(transactions[0]?.accountName).toBe("0xaaaa…aaaa");
  });

  it("is told by the file's name, when rows hold that address", async () => {
    const named = await readOk(`export-token-${OWN.toUpperCase()}.csv`, rows(ONE));
    expect(named.transactions.map(line)).toEqual(["2 deposit:  > 1 USDC = ?"]);
    const other = await read(`export-token-${FAKE}.csv`, rows(ONE));
    expect(other.ok).toBe(false);
  });

  it("several own addresses: what goes from one to the other is no withdrawal", async () => {
    const answers = { addresses: [OWN, OTHER.toUpperCase().replace("0X", "0x")] };
    const { transactions, skipped } = await readOk("tokens.csv", rows(ONE), { answers });
    expect(transactions).toEqual([]);
    expect(skipped.map((row) => row.line)).toEqual([2]);
  });
});
