import { describe, expect, it } from "vitest";
import type { ParsedTransaction } from "@/lib/importers/source";
import { fixture } from "./read";

const OTHERS = { answers: { dateOrder: "month-first", timeZone: "UTC" } } as const;

/** What each deposit and withdrawal tells of its movement on a chain: line, hash, address. */
async function refs(path: string): Promise<readonly string[]> {
  const { transactions } = await fixture(path, OTHERS);
  return transactions.flatMap((one: ParsedTransaction) =>
    (one.kind === "deposit" || one.kind === "withdrawal") && one.chain !== undefined
      ? [`${one.lines[0]} ${one.chain.hash ?? "-"} ${one.chain.address ?? "-"}`]
      : [],
  );
}

// Read off the rows of the fixtures by hand: the columns that tell a hash and where it went, or the own address it came to.
describe("what a file tells of a movement on its chain is kept with it", () => {
  it.each([
    [
      "binance-transfers/2021-withdrawals.csv",
      [
        "2 0xhash01 0xaa01",
        "3 hash02 bc1qaa01",
        "4 hash02 bc1qaa02",
        "5 hash03 terra1aa",
        "8 - addr1",
        "9 - addr1",
      ],
    ],
    ["bitfinex-movements/2023-started-updated.csv", ["2 0xaa 0xmine", "3 bb bc1q", "5 - bc1q"]],
    ["bittrex-transfers/2013-withdrawals-upper.csv", ["2 Aaaa -"]],
    ["bittrex-transfers/2018-deposits-source.csv", ["2 ba L1"]],
    ["bittrex-transfers/2023-both.csv", ["2 0xecac 0x9522", "3 1A31 -"]],
    ["kucoin-transfers/2018-both.csv", ["2 h1 1abc", "3 h2 1abd"]],
    ["kucoin-transfers/2024-deposits-hash.csv", ["2 0xaa 0xbb"]],
    ["kucoin-transfers/2023-withdrawals.csv", ["2 - bc1q"]],
    ["poloniex-transfers/2018-mixed.csv", ["2 562b5f12 1Dkx", "3 - GABC", "5 - 1Dkx"]],
    ["robinhood-transfers/2025-transfers.csv", ["2 0xhash1 0xabc", "3 hash2 -", "8 - D1"]],
    ["crypto-com-transfers/withdrawals.csv", ["2 - bc1qexample2"]],
    ["crypto-com-app/2025-hash.csv", ["15 5D9Sz6xfBEM5 -"]],
    ["gemini/2023-workbook.csv", ["7 aa11 -", "8 bb22 -"]],
    ["swan/2024-withdrawals.csv", ["4 a7972f0b -", "9 d1 -"]],
    // A Lightning invoice (line 7) is no address.
    ["strike/2023-annual.csv", ["5 - bc1qexample"]],
    ["strike/2025-account-with-hash.csv", ["3 6ab8 bc1qexample"]],
    ["coinbase/2019-v1.csv", ["11 - 1BoatSLRHtKNngkdXEeobR76b53LETtpyT"]],
    // "Sent 10 XLM to Coinbase Earn Fan" names no address.
    ["coinbase/2020-v1-earned.csv", []],
    ["coinbase/2025-v5.csv", ["5 - bc1qexampleaddress"]],
    ["cointracking/2024-with-id.csv", ["8 a7 -", "9 a8 -"]],
  ] as const)("%s", async (path, expected) => {
    expect(await refs(path)).toEqual(expected);
  });
});
