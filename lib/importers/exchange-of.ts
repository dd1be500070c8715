import { programs } from "./families/programs";
import { SOURCES } from "./sources";

const SECOND_HAND: ReadonlySet<string> = new Set(programs.map(({ id }) => id));
const FIRST_HAND: ReadonlySet<string> = new Set(
  SOURCES.map(({ id }) => id).filter((id) => !SECOND_HAND.has(id)),
);

/** Sources that are reports of an exchange which another source is named after. Binance.US and the Crypto.com App are exchanges of their own. */
const REPORT_OF: ReadonlyMap<string, string> = new Map([
  ...family("coinbase", ["coinbase-pro", "coinbase-pro-fills", "coinbase-transfers"]),
  ...family("coinbase-prime", ["coinbase-prime-transactions"]),
  ...family("binance", [
    "binance-auto-invest",
    "binance-convert",
    "binance-eth-staking",
    "binance-fiat",
    "binance-futures",
    "binance-orders",
    "binance-trades",
    "binance-trades-workbook",
    "binance-transfers",
  ]),
  ...family("crypto-com-exchange", [
    "crypto-com-journal",
    "crypto-com-rewards",
    "crypto-com-transfers",
  ]),
  ...family("kucoin", ["kucoin-account", "kucoin-transfers"]),
  ...family("okx", ["okx-funding"]),
  ...family("bybit", ["bybit-derivatives"]),
  ...family("bitfinex", ["bitfinex-ledger", "bitfinex-movements"]),
  ...family("bittrex", ["bittrex-transfers"]),
  ...family("poloniex", ["poloniex-transfers"]),
  ...family("robinhood-orders", ["robinhood-activity", "robinhood-transfers"]),
  ...family("exodus", ["exodus-2", "exodus-staking"]),
  ...family("trezor-suite", ["trezor-suite-2021", "trezor-wallet"]),
]);

function family(exchange: string, reports: readonly string[]): readonly [string, string][] {
  return reports.map((report) => [report, exchange]);
}

/** True for files that tell what other reports tell too: another program's, the universal CSV, and layouts a person described. */
export function isSecondHand(source: string): boolean {
  return !FIRST_HAND.has(source);
}

/** The exchange, app or wallet whose own report this is, by the id of one of its sources; null for a file that repeats others. */
export function exchangeOf(source: string): string | null {
  return isSecondHand(source) ? null : (REPORT_OF.get(source) ?? source);
}

/** What people and programs add to an exchange's name. */
const ADDITIONS = /\b(?:account|api|csv|main|my|old|new|exchange|spot|trading|file|import|\d+)\b/g;

const NAMED: ReadonlyMap<string, string> = new Map([
  ...SOURCES.flatMap(({ id, label }): [string, string][] => {
    const exchange = exchangeOf(id);
    return exchange === null ? [] : [[plain(label), exchange]];
  }),
  ["binance", "binance"],
  ["binance us", "binance-us"],
  ["coinbase pro", "coinbase"],
  ["gdax", "coinbase"],
  ["coinbase advanced", "coinbase"],
  ["robinhood", "robinhood-orders"],
  ["crypto com", "crypto-com-app"],
  ["trezor", "trezor-suite"],
  ["ledger", "ledger-live"],
]);

/** The exchange an account of this name is at, as far as names tell; null when it could be anything. */
export function exchangeNamed(account: string): string | null {
  const name = plain(account);
  return NAMED.get(name) ?? NAMED.get(plain(name.replaceAll(ADDITIONS, " "))) ?? null;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
}
