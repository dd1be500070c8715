/** A kind of sources and the names people know them by. */
export interface NamedFamily {
  readonly title: string;
  readonly names: readonly string[];
}

/** Whose files are read, by kind: for telling people. Every source's label begins with one of these names. */
export const SOURCE_NAMES: readonly NamedFamily[] = [
  {
    title: "Exchanges",
    names: [
      "Coinbase",
      "Coinbase Pro",
      "Coinbase Prime",
      "Kraken",
      "Binance.com",
      "Binance.US",
      "Gemini",
      "Bitstamp",
      "Crypto.com App",
      "Crypto.com Exchange",
      "KuCoin",
      "OKX",
      "Bybit",
      "Gate.io",
      "Bitfinex",
      "Bittrex",
      "Poloniex",
    ],
  },
  {
    title: "Apps, brokers, lenders",
    names: [
      "Cash App",
      "Robinhood",
      "PayPal",
      "Strike",
      "River",
      "Swan",
      "Uphold",
      "Nexo",
      "BlockFi",
      "Celsius",
    ],
  },
  {
    title: "Wallets and chains",
    names: [
      "Ledger Live",
      "Trezor",
      "Exodus",
      "Electrum",
      "Sparrow",
      "Bitcoin Core",
      "Etherscan",
      "Solscan",
    ],
  },
  {
    title: "Other tax programs",
    names: [
      "Koinly",
      "CoinTracker",
      "CoinLedger",
      "TokenTax",
      "ZenLedger",
      "CoinTracking",
      "TurboTax",
      "bitcoin.tax",
      "Blockpit",
      "Accointing",
      "stake.tax",
    ],
  },
  { title: "Anything else", names: ["Lotwise universal CSV"] },
];

/** All names in that order. */
export const ALL_SOURCE_NAMES: readonly string[] = SOURCE_NAMES.flatMap(({ names }) => names);
