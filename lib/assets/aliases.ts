/**
 * One fact about a sign: at this venue (null: anywhere), in this time, it means that asset of ours. Days are UTC; `from` counts,
 * `until` does not. `times`: units of ours in one of theirs.
 */
export interface Alias {
  readonly venue: string | null;
  readonly symbol: string;
  readonly asset: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly times: bigint;
}

const alias = (
  venue: string | null,
  symbol: string,
  asset: string,
  when: { readonly from?: string; readonly until?: string } = {},
): Alias => ({
  venue,
  symbol,
  asset,
  from: when.from ?? null,
  until: when.until ?? null,
  times: 1n,
});

const at = (venue: string, names: Readonly<Record<string, string>>): readonly Alias[] =>
  Object.entries(names).map(([symbol, asset]) => alias(venue, symbol, asset));

const cut = (venue: string, codes: string): readonly Alias[] =>
  codes.split(" ").map((code) => alias(venue, code, code.slice(1)));

/**
 * Codes of venues as their readers read a cell. They stand in the identity of rows that have no id of their own, so a line may be
 * added, never changed: a changed one would double what was imported before. Each line names the section of the notes on asset
 * identifiers it is from (1: collisions, rotki's table by venue; 3: Kraken's codes; 4: renames, internal names), or of those on formats.
 */
const CODES: readonly Alias[] = [
  // 3: its LUNA and UST stayed the old coins, its LUNA2 is the new one.
  ...at("kraken", {
    XBT: "BTC",
    XXBT: "BTC",
    XETH: "ETH",
    XXDG: "DOGE",
    XDG: "DOGE",
    XXVN: "VEN",
    SETH: "ETH",
    ETH2: "ETH",
    FLOWH: "FLOW",
    LUNA: "LUNC",
    LUNA2: "LUNA",
    UST: "USTC",
  }),
  // 3: its old "X" and "Z" before a sign; a leading letter is never cut blindly (XTZ, XRP, ZRX are real).
  ...cut("kraken", "XLTC XXRP XXLM XXMR XZEC XETC XREP XMLN XDAO XICN XNMC"),
  ...cut("kraken", "ZUSD ZEUR ZGBP ZCAD ZJPY ZAUD ZARS ZCLP ZCOP ZDKK ZGEL ZGHS ZKRW ZLKR"),
  ...cut("kraken", "ZMXN ZPLN ZSEK ZUGX ZVND ZXOF"),
  // 1: its UST is Tether, its IOT is IOTA; formats 13: TerraUSD is TERRAUST there, and QTM, YYW.
  ...at("bitfinex", {
    UST: "USDT",
    TERRAUST: "UST",
    IOT: "IOTA",
    DSH: "DASH",
    QTM: "QTUM",
    YYW: "YOYOW",
    BCHABC: "BCH",
    BCHSV: "BSV",
  }),
  // 1: Stellar's old sign.
  ...at("poloniex", { STR: "XLM", BCHABC: "BCH", BCHSV: "BSV" }),
  // 4: Bitcoin Cash until the split of November 2018; the others as everywhere.
  alias("binance", "BCC", "BCH", { until: "2019-01-01" }),
  ...at("binance", { BCHABC: "BCH", BCHSV: "BSV", NANO: "XNO" }),
  alias("binance", "LUNA", "LUNC", { until: "2022-05-27" }),
  // 4 and formats 7: rewards paid in staked ether.
  ...at("bitstamp", { ETH2R: "ETH2" }),
  ...at("kucoin", { XBT: "BTC" }),
  // 4 and formats 22: one coin on several chains, and money that Nexo holds under names of its own.
  ...at("nexo", {
    NEXONEXO: "NEXO",
    NEXOBNB: "NEXO",
    NEXOBEP2: "NEXO",
    BNBN: "BNB",
    USDTERC: "USDT",
    GBPX: "GBP",
    EURX: "EUR",
    USDX: "USD",
  }),
  // 4: the exchange's name of dollars.
  ...at("crypto-com", { USD_STABLE_COIN: "USD" }),
];

/** What a sign means at one venue, read after rows have their identity. */
const NAMES: readonly Alias[] = [
  // 4: Hcash and Red Pulse under their old signs.
  ...at("binance", { HSR: "HC", RPX: "PHX" }),
  // 1: rotki's table by venue.
  ...at("kucoin", { GALAX: "GALA" }),
  // 4: names of its own.
  ...at("pionex", { BUSDBEP20: "BUSD" }),
];

/** What a sign means wherever it stands, unless the venue says otherwise. */
const ANYWHERE: readonly Alias[] = [
  // 4: the ISO-like sign of Bitcoin at Kraken and BitMEX; no other coin has it.
  alias(null, "XBT", "BTC"),
  // 4: the two sides of the split of 2018.
  alias(null, "BCHABC", "BCH"),
  alias(null, "BCHSV", "BSV"),
  // 4: the same coin under its new sign.
  alias(null, "NANO", "XNO"),
  // 1 and 4: fifteen venues write one coin both ways; the issuer exchanged one for one.
  alias(null, "RNDR", "RENDER"),
  // 1 and 4: the new LUNA began on 2022-05-28; what was called so before is LUNC, and UST is USTC.
  alias(null, "LUNA", "LUNC", { until: "2022-05-28" }),
  alias(null, "UST", "USTC"),
  // 4: what was called Dai before the upgrade of 2019-11-18 is Sai, another token.
  alias(null, "DAI", "SAI", { until: "2019-11-18" }),
  // 4: contracts on a thousand units, "1000PEPE" or "kPEPE".
  ...["PEPE", "SHIB", "BONK", "FLOKI", "LUNC"].flatMap((symbol) =>
    [`1000${symbol}`, `K${symbol}`].map((name) => ({
      ...alias(null, name, symbol),
      times: 1000n,
    })),
  ),
];

const bySymbol = (aliases: readonly Alias[]): ReadonlyMap<string, readonly Alias[]> => {
  const found = new Map<string, Alias[]>();
  for (const one of aliases) {
    found.set(one.symbol, [...(found.get(one.symbol) ?? []), one]);
  }
  return found;
};

const BY_CODE = bySymbol(CODES);
const BY_NAME = bySymbol(NAMES);
const BY_SIGN = bySymbol(ANYWHERE);

const holds = ({ from, until }: Alias, day: string | null): boolean =>
  day === null
    ? from === null && until === null
    : (from === null || day >= from) && (until === null || day < until);

/** True when a source (the id of an importer) belongs to a venue: "binance-trades" to "binance"; Binance.US is another venue. */
export function isOfVenue(source: string, venue: string): boolean {
  return source === venue || (source.startsWith(`${venue}-`) && source !== "binance-us");
}

const among = (
  table: ReadonlyMap<string, readonly Alias[]>,
  source: string,
  symbol: string,
  day: string | null,
): Alias | null =>
  table
    .get(symbol)
    ?.find((one) => (one.venue === null || isOfVenue(source, one.venue)) && holds(one, day)) ??
  null;

/**
 * A venue's code as our sign on a UTC day, for the reader of its files; the code itself when the venue has no other name for it. Null:
 * by the codes that mean the same on every day.
 */
export function codeAt(source: string, code: string, day: string | null): string {
  return among(BY_CODE, source, code, day)?.asset ?? code;
}

/**
 * What a sign that was read means on a UTC day: at its venue, else anywhere; null when it is what it says. An answer is never an
 * input of the same table, so asking twice is asking once.
 */
export function aliasAt(source: string, symbol: string, day: string): Alias | null {
  return among(BY_NAME, source, symbol, day) ?? among(BY_SIGN, source, symbol, day);
}

/** True when the tables speak of a sign that was read: nearly all rows are done with this one look. */
export function isAliased(symbol: string): boolean {
  return BY_NAME.has(symbol) || BY_SIGN.has(symbol);
}

/** All facts about signs that were read, for the tests that hold them against each other. */
export function allAliases(): readonly Alias[] {
  return [...NAMES, ...ANYWHERE];
}
