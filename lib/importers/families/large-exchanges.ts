import type { Source } from "@/lib/importers/source";
import { binance } from "@/lib/importers/sources/binance";
import { binanceAutoInvest } from "@/lib/importers/sources/binance-auto-invest";
import { binanceConvert } from "@/lib/importers/sources/binance-convert";
import { binanceEthStaking } from "@/lib/importers/sources/binance-eth-staking";
import { binanceFiat } from "@/lib/importers/sources/binance-fiat";
import { binanceFutures } from "@/lib/importers/sources/binance-futures";
import {
  binanceOrders,
  binanceTrades,
  binanceTradesOfWorkbook,
} from "@/lib/importers/sources/binance-trades";
import { binanceTransfers } from "@/lib/importers/sources/binance-transfers";
import { binanceUs } from "@/lib/importers/sources/binance-us";
import { coinbase } from "@/lib/importers/sources/coinbase";
import { coinbasePrime } from "@/lib/importers/sources/coinbase-prime";
import { coinbasePrimeTransactions } from "@/lib/importers/sources/coinbase-prime-transactions";
import { coinbasePro } from "@/lib/importers/sources/coinbase-pro";
import { coinbaseProFills } from "@/lib/importers/sources/coinbase-pro-fills";
import { coinbaseTransfers } from "@/lib/importers/sources/coinbase-transfers";
import { kraken } from "@/lib/importers/sources/kraken";

/** Coinbase and its other files, Binance, Binance.US, Kraken. */
export const largeExchanges: readonly Source[] = [
  coinbase,
  kraken,
  coinbasePro,
  coinbaseProFills,
  coinbasePrime,
  coinbasePrimeTransactions,
  coinbaseTransfers,
  binance,
  binanceTrades,
  binanceTradesOfWorkbook,
  binanceOrders,
  binanceConvert,
  binanceTransfers,
  binanceFiat,
  binanceAutoInvest,
  binanceEthStaking,
  binanceFutures,
  binanceUs,
];
