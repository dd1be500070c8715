import { describe, expect, it } from "vitest";
import { priceText } from "@/lib/money/price";
import { bookPositions } from "@/lib/tax/harvest/book-positions";
import type { LedgerSettings, Quote } from "@/lib/tax/settings";
import { accountId, assetId } from "@/lib/tax/transaction";
import { ledgerOf, settings } from "../make";
import { fact, order } from "../wash-make";
import { day, lotOf, quote, unknownLot } from "./make-harvest";

const LOTS = [
  lotOf({ lot: "a1", basis: "100" }),
  lotOf({ lot: "b1", account: "B", basis: "100" }),
  lotOf({ lot: "a2", basis: "300" }),
  lotOf({ lot: "e1", asset: "ETH" }),
  { ...unknownLot("a3") },
  lotOf({ lot: "a4", basis: "200" }),
];

function positions(quotes: readonly Quote[], change: Partial<LedgerSettings> = {}) {
  const found = bookPositions({
    ledger: { ...ledgerOf([]), openLots: LOTS },
    settings: settings(change),
    quotes,
    asOf: day("2026-11-21"),
  });
  return found.map(({ account, asset, method, price, reachable, blocked }) => [
    `${account} ${asset} ${method}`,
    price && priceText(price),
    reachable.map(({ lot }) => lot).join(" "),
    blocked.map(({ lot }) => lot).join(" "),
  ]);
}

describe("positions by account and asset", () => {
  it("in order of opening under FIFO; from the first unknown basis on nothing can be reached", () => {
    expect(positions([quote("BTC", "50")])).toEqual([
      ["A BTC fifo", "50", "a1 a2", "a3 a4"],
      ["B BTC fifo", "50", "b1", ""],
      ["A ETH fifo", null, "e1", ""],
    ]);
  });

  it("in the order of the method in force for the account today", () => {
    const hifo = { ...order("hifo"), account: accountId("A") };
    expect(positions([quote("BTC", "50")], { standingOrders: [hifo] })).toEqual([
      ["A BTC hifo", "50", "a2 a4 a1", "a3"],
      ["B BTC fifo", "50", "b1", ""],
      ["A ETH hifo", null, "e1", ""],
    ]);
    const tomorrow = { ...hifo, effectiveFrom: day("2026-11-22").at };
    expect(positions([], { standingOrders: [tomorrow] }).map(([name]) => name)).toEqual([
      "A BTC fifo",
      "B BTC fifo",
      "A ETH fifo",
    ]);
  });

  it("end before a lot a person says cannot be sold: what is behind it only naming reaches", () => {
    const marked = (...lots: readonly [string, string][]) =>
      bookPositions({
        ledger: { ...ledgerOf([]), openLots: LOTS },
        settings: settings({}),
        quotes: [quote("BTC", "50")],
        asOf: day("2026-11-21"),
        marks: lots.map(([account, lot]) => ({
          account: accountId(account),
          asset: assetId("BTC"),
          lot,
          reason: "no-bid",
        })),
      })
        .filter(({ asset }) => asset === "BTC")
        .map((each) =>
          [each.reachable, each.marked.map(({ lot }) => lot), each.behind, each.blocked].map(
            (held) => held.map(({ lot }) => lot).join(" "),
          ),
        );
    // Reached, marked, behind it, of unknown basis and behind that. "a3" has no known basis.
    const other = ["b1", "", "", ""];
    expect(marked()).toEqual([["a1 a2", "", "", "a3 a4"], other]);
    expect(marked(["A", "a2"])).toEqual([["a1", "a2", "a3 a4", ""], other]);
    expect(marked(["A", "a4"])).toEqual([["a1 a2", "a4", "", "a3"], other]);
    expect(marked(["A", "a3"], ["A", "a1"])).toEqual([["", "a1 a3", "a2 a4", ""], other]);
    // A lot can lie in two accounts: the mark is of one.
    expect(marked(["B", "a1"])).toEqual([["a1 a2", "", "", "a3 a4"], other]);
  });

  it("know which asset is a collectible", () => {
    const found = bookPositions({
      ledger: { ...ledgerOf([]), openLots: LOTS },
      settings: settings({ assets: [fact("ETH", { collectible: true }), fact("BTC")] }),
      quotes: [],
      asOf: day("2026-11-21"),
    });
    expect(found.map(({ asset, collectible }) => [asset, collectible])).toEqual([
      ["BTC", false],
      ["BTC", false],
      ["ETH", true],
    ]);
  });

  it("in order of opening while there is no price", () => {
    expect(positions([], { standingOrders: [order("hifo")] })[0]).toEqual([
      "A BTC hifo",
      null,
      "a1 a2",
      "a3 a4",
    ]);
  });
});
