import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aliasAt, allAliases, codeAt } from "@/lib/assets/aliases";
import { collisionOf } from "@/lib/assets/collisions";
import { knownAsset, knownAssets, priceIdsOf } from "@/lib/assets/registry";
import { openWithin, resolveSign } from "@/lib/assets/resolve";
import { SOURCES } from "@/lib/importers/sources";
import { isFiat } from "@/lib/tax/fiat";
import { assetId } from "@/lib/tax/transaction";

const means = (source: string, symbol: string, day: string) =>
  `${resolveSign(source, symbol, day, [])?.asset ?? symbol}`;

describe("what a sign means", () => {
  // Each line is a fact of the notes on asset identifiers; the days around a change are the boundary.
  it.each([
    ["LUNA of May 27, 2022 is the old coin", "koinly", "LUNA", "2022-05-27", "LUNC"],
    ["LUNA from June on is the new coin", "koinly", "LUNA", "2022-06-01", "LUNA"],
    ["UST is USTC", "gemini", "UST", "2021-05-01", "USTC"],
    ["DAI of the day before the upgrade is Sai", "coinbase", "DAI", "2019-11-17", "SAI"],
    ["DAI of the day of the upgrade is Dai", "coinbase", "DAI", "2019-11-18", "DAI"],
    ["DAI named by its contract is Dai on any day", "etherscan", "DAI", "2019-06-08", "DAI"],
    ["NANO is XNO", "kucoin", "NANO", "2020-01-01", "XNO"],
    ["RNDR is RENDER", "coinbase", "RNDR", "2023-01-01", "RENDER"],
    ["BCHABC is BCH", "okx", "BCHABC", "2018-12-01", "BCH"],
    ["BCHSV is BSV", "kucoin", "BCHSV", "2018-12-01", "BSV"],
    ["XBT is BTC", "bittrex", "XBT", "2018-12-01", "BTC"],
    ["HSR is HC at Binance", "binance-trades", "HSR", "2018-01-01", "HC"],
    ["HSR elsewhere is not known", "kucoin", "HSR", "2018-01-01", "HSR"],
    ["RPX is PHX at Binance", "binance", "RPX", "2018-01-01", "PHX"],
    ["GALAX is GALA at KuCoin", "kucoin-account", "GALAX", "2022-01-01", "GALA"],
    ["wrapped and staked coins stay apart", "coinbase", "CBETH", "2023-01-01", "CBETH"],
    ["MATIC is not POL: that change is a transaction", "coinbase", "MATIC", "2025-01-01", "MATIC"],
    ["Binance.US is not Binance", "binance-us", "HSR", "2018-01-01", "HSR"],
  ])("%s", (_, source, symbol, day, asset) => {
    expect(means(source, symbol, day)).toBe(asset);
  });

  it.each([
    ["bitfinex", "UST", null, "USDT"],
    ["bitfinex-ledger", "IOT", null, "IOTA"],
    ["bitfinex-movements", "DSH", null, "DASH"],
    ["poloniex-transfers", "STR", null, "XLM"],
    ["kraken", "LUNA", null, "LUNC"],
    ["kraken", "LUNA2", null, "LUNA"],
    ["kraken", "XXBT", null, "BTC"],
    ["kraken", "ZEUR", null, "EUR"],
    ["kraken", "XTZ", null, "XTZ"],
    ["binance", "BCC", "2018-12-31", "BCH"],
    ["binance", "BCC", "2019-01-01", "BCC"],
    ["nexo", "USDTERC", null, "USDT"],
    ["bitstamp", "ETH2R", null, "ETH2"],
  ])("the code of %s: %s (%s) is %s", (source, code, day, asset) => {
    expect(codeAt(source, code, day)).toBe(asset);
  });

  it("counts contracts on a thousand units as units", () => {
    expect(resolveSign("bybit-derivatives", "1000PEPE", "2024-01-01", [])).toMatchObject({
      asset: "PEPE",
      times: 1000n,
    });
    // Cells are read in capitals: kPEPE.
    expect(resolveSign("universal", "KSHIB", "2024-01-01", [])).toMatchObject({ times: 1000n });
  });

  it("answers itself when asked again: no answer is an input", () => {
    const days = ["2017-01-01", "2019-11-17", "2022-05-27", "2022-05-28", "2026-01-01"];
    const sources = ["", ...SOURCES.map(({ id }) => id)];
    for (const { symbol } of allAliases()) {
      for (const source of sources) {
        for (const day of days) {
          const once = means(source, symbol, day);
          expect(`${source} ${day} ${means(source, once, day)}`).toBe(`${source} ${day} ${once}`);
        }
      }
    }
  });

  it("speaks only of sources that exist", () => {
    const ids = SOURCES.map(({ id }) => id);
    // Pionex has names of its own and no importer yet.
    const venues = new Set(allAliases().flatMap(({ venue }) => (venue === null ? [] : [venue])));
    expect([...venues].filter((venue) => !ids.some((id) => id.startsWith(venue)))).toEqual([
      "pionex",
    ]);
  });
});

describe("a sign that several coins share", () => {
  it("is open where no venue and no day settles it, with all readings on offer", () => {
    expect(resolveSign("kucoin", "HOT", "2019-01-01", [])).toMatchObject({
      asset: "HOT",
      open: { readings: [{ asset: "HOT" }, { asset: "HOT-HYDRO" }] },
    });
    expect(resolveSign("kucoin", "BTC", "2019-01-01", [])).toBeNull();
  });

  it("is settled by the venue that tells, and from the day a rule begins", () => {
    expect(resolveSign("coinbase", "STX", "2022-01-01", [])).toBeNull();
    expect(resolveSign("kucoin", "STX", "2022-01-01", [])?.open).not.toBeNull();
    expect(resolveSign("kraken", "STRK", "2024-05-09", [])).toBeNull();
    expect(resolveSign("kucoin", "STRK", "2024-05-08", [])?.open).not.toBeNull();
    expect(resolveSign("kucoin", "UNI", "2021-01-01", [])).toBeNull();
    expect(resolveSign("kucoin", "LUNA", "2022-05-28", [])?.open).not.toBeNull();
    expect(resolveSign("kucoin", "LUNA", "2022-05-31", [])).toBeNull();
  });

  it("is what was chosen for that source, and for no other", () => {
    const choices = [{ source: "kucoin", symbol: "HOT", asset: assetId("HOT-HYDRO") }];
    expect(resolveSign("kucoin", "HOT", "2019-01-01", choices)).toEqual({
      asset: "HOT-HYDRO",
      times: 1n,
      open: null,
    });
    expect(resolveSign("gate", "HOT", "2019-01-01", choices)?.open).not.toBeNull();
  });

  it("never overrules a rule: what a day settles is not asked", () => {
    const choices = [{ source: "kucoin", symbol: "LUNA", asset: assetId("LUNA") }];
    expect(resolveSign("kucoin", "LUNA", "2021-01-01", choices)?.asset).toBe("LUNC");
    expect(resolveSign("kucoin", "STRK", "2025-01-01", [])).toBeNull();
  });

  it("is found open anywhere in a stretch of time", () => {
    expect(openWithin("kucoin", "LUNA", "2020-01-01", "2025-01-01")?.symbol).toBe("LUNA");
    expect(openWithin("kucoin", "LUNA", "2020-01-01", "2022-05-27")).toBeNull();
    expect(openWithin("kucoin", "LUNA", "2022-06-01", "2025-01-01")).toBeNull();
    expect(openWithin("binance", "BCC", "2017-09-01", "2018-06-01")?.symbol).toBe("BCC");
    expect(openWithin("etherscan", "HOT", "2019-01-01", "2020-01-01")).toBeNull();
  });

  it("has no price of its own unless its sign is surely quoted", () => {
    for (const symbol of ["HOT", "ONE", "GAS", "BTT", "META", "ACT", "T", "SUN", "MNT", "STX"]) {
      expect(collisionOf(symbol)).not.toBeNull();
      expect(priceIdsOf(symbol)).toBeNull();
    }
  });
});

describe("the registry", () => {
  it("names every asset once and asks prices by id", () => {
    const all = knownAssets();
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ prices }) => prices.coingecko)).size).toBe(all.length);
    expect(priceIdsOf("BTC")).toEqual({
      coinbase: "BTC-USD",
      kraken: "XBTUSD",
      coingecko: "bitcoin",
      defillama: "coingecko:bitcoin",
    });
    expect(priceIdsOf("LUNC")?.coingecko).toBe("terra-luna");
    expect(priceIdsOf("LUNA")?.coingecko).toBe("terra-luna-2");
    expect(knownAsset("USDC")?.kind).toBe("stablecoin");
  });

  it("gives no price to a token that only calls itself so", () => {
    expect(priceIdsOf("USDC:4444444444444444444444444444444444444444")).toBeNull();
    expect(priceIdsOf("usdc")).toBeNull();
    expect(priceIdsOf("constructor")).toBeNull();
  });

  it("holds no government money, and no money holds a coin's sign", () => {
    expect(knownAssets().filter(({ id }) => isFiat(id))).toEqual([]);
    expect(
      ["USDT", "USDC", "EURX", "GBPX", "USD_STABLE_COIN", "KFEE", "USTC"].filter(isFiat),
    ).toEqual([]);
    expect(["USD", "EUR", "GHS", "UGX", "XOF", "GEL", "LKR", "MYR"].every(isFiat)).toBe(true);
  });
});

const NOTES = "../shared/imports/asset-aliases.json";
const hasNotes = existsSync(NOTES);

describe.skipIf(!hasNotes /* the notes are not part of a checkout */)("against the notes", () => {
  type Notes = {
    kraken_codes: Record<string, string>;
    source_aliases: { source: string; symbol: string; asset: string; until?: string }[];
    fiat: string[];
    ambiguous_symbols: string[];
  };
  const notes: Notes = hasNotes
    ? JSON.parse(readFileSync(NOTES, "utf8"))
    : { kraken_codes: {}, source_aliases: [], fiat: [], ambiguous_symbols: [] };

  it("reads every code of Kraken as they do", () => {
    for (const [code, asset] of Object.entries(notes.kraken_codes)) {
      expect(`${code} ${codeAt("kraken", code, null)}`).toBe(`${code} ${asset}`);
    }
  });

  it("reads every name of a venue as they do", () => {
    for (const { source, symbol, asset, until } of notes.source_aliases) {
      const venue = source.startsWith("crypto.com") ? "crypto-com" : source;
      const day = until ?? "2018-06-01";
      const read = codeAt(venue, symbol.toUpperCase(), day);
      expect(`${symbol} ${aliasAt(venue, read, day)?.asset ?? read}`).toBe(`${symbol} ${asset}`);
    }
  });

  it("has all their money", () => {
    expect(notes.fiat.filter((code) => !isFiat(code))).toEqual([]);
  });

  it("has a rule or a question for every sign they call ambiguous, but SOL, which they settle", () => {
    const settled = notes.ambiguous_symbols.filter(
      (symbol) => collisionOf(symbol) === null && aliasAt("koinly", symbol, "2019-01-01") === null,
    );
    expect(settled).toEqual(["SOL"]);
  });
});
