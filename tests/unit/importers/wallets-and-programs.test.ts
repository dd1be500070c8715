import { describe, expect, it } from "vitest";
import type { ParsedTransaction } from "@/lib/importers/source";
import { usdText } from "@/lib/money/usd";
import { fixture, line, read, readOk } from "./read";

const ELECTRUM = "transaction_hash,label,confirmations,value,fiat_value,fee,fiat_fee,timestamp";
const SUITE = "Date & Time;Type;Transaction ID;Addresses;Fee;Total";
const TRADES = "Type,Buy,Cur.,Sell,Cur.,Fee,Cur.,Exchange,Group,Comment,Date";

const asked = async (file: string, text: string, answers = {}) => {
  const result = await read(file, text, undefined, { answers });
  return result.ok ? [] : [result.error.code, ...result.error.asks];
};

const chainOf = (told: ParsedTransaction | undefined) =>
  told !== undefined && "chain" in told ? told.chain : undefined;

describe("what a layout leaves open is asked, never guessed", () => {
  it("local times without a zone, and a coin that stands nowhere", async () => {
    const text = `${ELECTRUM}\ne1,,9,0.5,,,,2022-03-01 09:00:00`;
    expect(await asked("history.csv", text)).toEqual(["needs-answer", "time-zone", "asset"]);
    expect(await asked("history.csv", text, { timeZone: "UTC" })).toEqual([
      "needs-answer",
      "asset",
    ]);
    expect(await asked("history.csv", text, { timeZone: "UTC", asset: "BTC" })).toEqual([]);
  });

  it("a coin that the file's name tells is not asked for", async () => {
    const text = `${SUITE}\n1/25/2022, 2:58:40 AM;RECV;a1;3M;0.0003;0.05`;
    expect(await asked("export-btc-2022.csv", text)).toEqual(["needs-answer", "time-zone"]);
    expect(await asked("history.csv", text)).toEqual(["needs-answer", "time-zone", "asset"]);
  });

  it("the order of day and month, only where a date may be read two ways", async () => {
    const zone = { timeZone: "UTC" };
    const row = (date: string) => `${TRADES}\nMining,1,BTC,,,,,,,,${date}`;
    expect(await asked("trades.csv", row("05/09/2017 21:14"), zone)).toEqual([
      "needs-answer",
      "date-order",
    ]);
    const clear = [
      "13/09/2017 21:14",
      "09/13/2017 21:14",
      "05.09.2017 21:14",
      "2017-09-05 21:14",
      "05/05/2017 21:14",
    ];
    for (const date of clear) {
      expect(await asked("trades.csv", row(date), zone), date).toEqual([]);
    }
    const order = { ...zone, dateOrder: "month-first" };
    expect(await asked("trades.csv", row("05/09/2017 21:14"), order)).toEqual([]);
  });

  it("a file that is refused in the middle gives nothing of it", async () => {
    const rows = ["13/09/2017 21:14", "05/09/2017 21:14"].map(
      (date) => `Mining,1,BTC,,,,,,,,${date}`,
    );
    const result = await read("trades.csv", [TRADES, ...rows].join("\n"), undefined, {
      answers: { timeZone: "UTC" },
    });
    expect(result.ok ? null : result.error).toMatchObject({ line: 3, asks: ["date-order"] });
  });
});

describe("what transfers are found by", () => {
  it.each([
    ["ledger-live/2024-operations.csv", 3, { hash: "aa02", address: null }],
    ["trezor-suite/2024-suite.csv", 0, { hash: "a1", address: "bc1qmine" }],
    ["trezor-suite/2024-suite.csv", 1, { hash: "a2", address: null }],
    ["exodus/2022-v1.csv", 1, { hash: "0xo1", address: "0xto" }],
    ["exodus/2022-v1.csv", 0, { hash: "0xi1", address: null }],
    ["solscan/2024-transfers.csv", 1, { hash: "g2", address: "Shop1" }],
    ["sparrow/2023-unit-named.csv", 1, { hash: "s2", address: null }],
    ["koinly-export/2023-with-gains.csv", 7, { hash: "h4", address: "bc1qd" }],
    ["koinly-simple/2024-simple.csv", 1, { hash: "h2", address: null }],
    ["cointracker-export/2023-with-hash.csv", 4, { hash: "h2", address: "bc1qc" }],
    ["coinledger-export/2023-records.csv", 1, { hash: "h2", address: null }],
    ["turbotax/2024-universal.csv", 5, { hash: "0xh6", address: null }],
    ["accointing/2022-first.csv", 2, { hash: "0xh3", address: null }],
  ])("%s: transaction %i tells hash and address", async (path, index, chain) => {
    const { transactions } = await fixture(path);
    expect(chainOf(transactions[index])).toEqual(chain);
  });

  it("a file that tells neither leaves them out", async () => {
    const { transactions } = await fixture("cointracker/2024-template.csv");
    expect(chainOf(transactions[3])).toBeUndefined();
  });
});

describe("accounts that a file names", () => {
  it("go before the name a person gave the file; rows without one take that name", async () => {
    const { transactions } = await fixture("coinledger/2024-universal.csv", {
      accountName: "Mine",
    });
    expect(transactions.slice(0, 3).map(({ accountName }) => accountName)).toEqual([
      "Uniswap",
      "Mine",
      "Coinbase",
    ]);
  });

  it("a transfer names both sides and what the network's fee was worth", async () => {
    const { transactions } = await fixture("koinly-export/2023-with-gains.csv");
    const transfer = transactions[3];
    expect(transfer).toMatchObject({
      kind: "transfer",
      accountName: "Coinbase",
      toAccountName: "Ledger",
      fees: [],
    });
    // Koinly's own value of the fee of 0.0001 BTC.
    expect(
      transfer?.kind === "transfer" && transfer.feeValue !== null && usdText(transfer.feeValue),
    ).toBe("2.3");
  });

  it("what went inside a transfer is worth its share: 1,500 x 0.001 / 0.5 = 3", async () => {
    const { transactions } = await fixture("koinly-export/2025-with-ids.csv");
    const transfer = transactions[1];
    expect(
      transfer?.kind === "transfer" && transfer.feeValue !== null && usdText(transfer.feeValue),
    ).toBe("3");
  });
});

describe("moves between own accounts that cannot be", () => {
  const HEADER =
    "Date,Type,Label,Sending Wallet,Sent Amount,Sent Currency,Sent Cost Basis,Receiving Wallet,Received Amount,Received Currency," +
    "Received Cost Basis,Fee Amount,Fee Currency,Gain (USD),Net Value (USD),Fee Value (USD),TxSrc,TxDest,TxHash,Description";
  const transfer = (sent: string, received: string) =>
    `${HEADER}\n2023-01-08 10:00:00 UTC,transfer,,A,${sent},,B,${received},,,,,,,,,,`;

  it.each([
    ["more arrived than left", "1,BTC", "1.1,BTC"],
    ["another coin arrived", "1,BTC", "1,ETH"],
  ])("%s: kept and asked about, both sides shown", async (_what, sent, received) => {
    const { transactions } = await readOk("koinly.csv", transfer(sent, received));
    expect(transactions[0]).toMatchObject({ kind: "unknown", accountName: "A" });
    expect(transactions[0]?.question?.reason).toContain("What arrived is not what was sent");
  });

  it("the same amount is a transfer without a fee", async () => {
    const { transactions } = await readOk("koinly.csv", transfer("1,BTC", "1,BTC"));
    expect(transactions.map(line)).toEqual(["2 transfer: 1 BTC > 1 BTC"]);
  });
});
