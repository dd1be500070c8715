/** What an asset is by its making. It decides no tax by itself: a stablecoin is property like any other (Notice 2014-21). */
export type AssetKind = "coin" | "token" | "stablecoin" | "wrapped" | "staked";

/**
 * Where a market price of an asset is asked for. Only what is certain stands here: null where a provider does not quote it in
 * dollars, or by that name not surely this asset.
 */
export interface PriceIds {
  /** Product of Coinbase Exchange: "BTC-USD". */
  readonly coinbase: string | null;
  /** Pair as Kraken's API takes it: "XBTUSD". Kraken answers under its legacy name. */
  readonly kraken: string | null;
  /** CoinGecko's id: "bitcoin". */
  readonly coingecko: string;
  /** DefiLlama's key, by CoinGecko's id: "coingecko:bitcoin". */
  readonly defillama: string;
}

/** An asset that is known: its id in these books, its name and what it is. */
export interface KnownAsset {
  readonly id: string;
  readonly name: string;
  readonly kind: AssetKind;
  readonly prices: PriceIds;
}

type Venue = "C" | "K" | "CK" | "";
type Line = readonly [id: string, name: string, coingecko: string, venues: Venue];

/** Id, name, CoinGecko's id, and who quotes it in dollars under that sign (C: Coinbase Exchange, K: Kraken). */
const COINS: readonly Line[] = [
  ["BTC", "Bitcoin", "bitcoin", "CK"],
  ["ETH", "Ether", "ethereum", "CK"],
  ["SOL", "Solana", "solana", "CK"],
  ["XRP", "XRP", "ripple", "CK"],
  ["ADA", "Cardano", "cardano", "CK"],
  ["DOGE", "Dogecoin", "dogecoin", "CK"],
  ["LTC", "Litecoin", "litecoin", "CK"],
  ["BCH", "Bitcoin Cash", "bitcoin-cash", "CK"],
  ["BSV", "Bitcoin SV", "bitcoin-cash-sv", ""],
  ["BNB", "BNB", "binancecoin", ""],
  ["DOT", "Polkadot", "polkadot", "CK"],
  ["KSM", "Kusama", "kusama", "K"],
  ["XLM", "Stellar", "stellar", "CK"],
  ["ATOM", "Cosmos Hub", "cosmos", "CK"],
  ["ALGO", "Algorand", "algorand", "CK"],
  ["XTZ", "Tezos", "tezos", "CK"],
  ["ETC", "Ethereum Classic", "ethereum-classic", "CK"],
  ["XMR", "Monero", "monero", "K"],
  ["ZEC", "Zcash", "zcash", "CK"],
  ["DASH", "Dash", "dash", "CK"],
  ["EOS", "EOS", "eos", ""],
  ["TRX", "Tron", "tron", "K"],
  ["AVAX", "Avalanche", "avalanche-2", "CK"],
  ["NEAR", "NEAR", "near", "CK"],
  ["FIL", "Filecoin", "filecoin", "CK"],
  ["ICP", "Internet Computer", "internet-computer", "CK"],
  ["HBAR", "Hedera", "hedera-hashgraph", "C"],
  ["SUI", "Sui", "sui", "CK"],
  ["APT", "Aptos", "aptos", "CK"],
  ["TIA", "Celestia", "celestia", "CK"],
  ["INJ", "Injective", "injective-protocol", "CK"],
  ["EGLD", "MultiversX", "elrond-erd-2", ""],
  ["FLOW", "Flow", "flow", "CK"],
  ["XNO", "Nano", "nano", "K"],
  ["IOTA", "IOTA", "iota", ""],
  ["NEO", "Neo", "neo", ""],
  ["QTUM", "Qtum", "qtum", "K"],
  ["FTM", "Fantom", "fantom", ""],
  ["KLAY", "Klaytn", "klay-token", ""],
  ["LUNC", "Terra Luna Classic", "terra-luna", ""],
  ["LUNA", "Terra 2.0", "terra-luna-2", ""],
  ["POL", "Polygon", "polygon-ecosystem-token", "CK"],
  ["MATIC", "Polygon (before POL)", "matic-network", "CK"],
];

const TOKENS: readonly Line[] = [
  ["LINK", "Chainlink", "chainlink", "CK"],
  ["UNI", "Uniswap", "uniswap", "CK"],
  ["AAVE", "Aave", "aave", "CK"],
  ["COMP", "Compound", "compound-governance-token", "CK"],
  ["MKR", "Maker", "maker", "CK"],
  ["SNX", "Synthetix", "havven", "CK"],
  ["YFI", "yearn.finance", "yearn-finance", "CK"],
  ["CRV", "Curve", "curve-dao-token", "CK"],
  ["LDO", "Lido DAO", "lido-dao", "CK"],
  ["SUSHI", "Sushi", "sushi", "CK"],
  ["1INCH", "1inch", "1inch", "CK"],
  ["ZRX", "0x", "0x", "CK"],
  ["BAT", "Basic Attention Token", "basic-attention-token", "CK"],
  ["GRT", "The Graph", "the-graph", "CK"],
  ["ENS", "Ethereum Name Service", "ethereum-name-service", "CK"],
  ["LRC", "Loopring", "loopring", "CK"],
  ["MANA", "Decentraland", "decentraland", "CK"],
  ["SAND", "The Sandbox", "the-sandbox", "CK"],
  ["AXS", "Axie Infinity", "axie-infinity", "CK"],
  ["APE", "ApeCoin", "apecoin", "CK"],
  ["CHZ", "Chiliz", "chiliz", "CK"],
  ["GALA", "Gala", "gala", ""],
  ["STORJ", "Storj", "storj", "CK"],
  ["SHIB", "Shiba Inu", "shiba-inu", "CK"],
  ["PEPE", "Pepe", "pepe", "CK"],
  ["BONK", "Bonk", "bonk", "CK"],
  ["ARB", "Arbitrum", "arbitrum", "CK"],
  ["OP", "Optimism", "optimism", "CK"],
  ["RENDER", "Render", "render-token", "CK"],
  ["FET", "Artificial Superintelligence Alliance", "fetch-ai", "CK"],
  ["OCEAN", "Ocean Protocol", "ocean-protocol", ""],
  ["AGIX", "SingularityNET", "singularitynet", ""],
  ["CRO", "Cronos", "crypto-com-chain", "C"],
  ["RAY", "Raydium", "raydium", "K"],
];

/** Pegged to money, yet property with a price of its own: none is worth 1.00 by itself. */
const STABLECOINS: readonly Line[] = [
  ["USDT", "Tether", "tether", "CK"],
  ["USDC", "USD Coin", "usd-coin", "K"],
  ["DAI", "Dai", "dai", "CK"],
  ["SAI", "Sai (Dai before 2019-11-18)", "sai", ""],
  ["BUSD", "Binance USD", "binance-usd", ""],
  ["TUSD", "TrueUSD", "true-usd", ""],
  ["FDUSD", "First Digital USD", "first-digital-usd", ""],
  ["GUSD", "Gemini Dollar", "gemini-dollar", ""],
  ["USDP", "Pax Dollar", "paxos-standard", ""],
  ["PYUSD", "PayPal USD", "paypal-usd", "K"],
  ["USTC", "TerraClassicUSD", "terrausd", ""],
  ["EURC", "Euro Coin", "euro-coin", "C"],
];

const WRAPPED: readonly Line[] = [
  ["WBTC", "Wrapped Bitcoin", "wrapped-bitcoin", "K"],
  ["WETH", "Wrapped Ether", "weth", ""],
];

const STAKED: readonly Line[] = [
  ["STETH", "Lido staked Ether", "staked-ether", ""],
  ["WSTETH", "Wrapped staked Ether", "wrapped-steth", ""],
  ["CBETH", "Coinbase wrapped staked Ether", "coinbase-wrapped-staked-eth", "C"],
  ["MSOL", "Marinade staked SOL", "msol", ""],
];

/** Kraken's own names where they differ from ours (XBT, XDG). */
const KRAKEN_CODES: ReadonlyMap<string, string> = new Map([
  ["BTC", "XBT"],
  ["DOGE", "XDG"],
]);

const REGISTRY: ReadonlyMap<string, KnownAsset> = new Map(
  [
    ...COINS.map((line) => known(line, "coin")),
    ...TOKENS.map((line) => known(line, "token")),
    ...STABLECOINS.map((line) => known(line, "stablecoin")),
    ...WRAPPED.map((line) => known(line, "wrapped")),
    ...STAKED.map((line) => known(line, "staked")),
  ].map((asset) => [asset.id, asset]),
);

function known([id, name, coingecko, venues]: Line, kind: AssetKind): KnownAsset {
  const prices: PriceIds = {
    coinbase: venues.startsWith("C") ? `${id}-USD` : null,
    kraken: venues.endsWith("K") ? `${KRAKEN_CODES.get(id) ?? id}USD` : null,
    coingecko,
    defillama: `coingecko:${coingecko}`,
  };
  return { id, name, kind, prices };
}

/** A known asset by its id in these books; null for every other, whatever its sign looks like. */
export function knownAsset(id: string): KnownAsset | null {
  return REGISTRY.get(id) ?? null;
}

/** All known assets. */
export function knownAssets(): readonly KnownAsset[] {
  return [...REGISTRY.values()];
}

/**
 * Where a price of this asset is asked for. Null: nobody is asked by guess; a token known only by its contract, a sign that several
 * coins share, or one that is not in the table gets no price by itself (asset ids are never matched by how they look).
 */
export function priceIdsOf(id: string): PriceIds | null {
  return REGISTRY.get(id)?.prices ?? null;
}
