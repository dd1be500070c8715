import type { Source } from "@/lib/importers/source";
import { bitfinex } from "@/lib/importers/sources/bitfinex";
import { bitfinexLedger } from "@/lib/importers/sources/bitfinex-ledger";
import { bitfinexMovements } from "@/lib/importers/sources/bitfinex-movements";
import { bitstamp } from "@/lib/importers/sources/bitstamp";
import { bittrex } from "@/lib/importers/sources/bittrex";
import { bittrexTransfers } from "@/lib/importers/sources/bittrex-transfers";
import { bybit } from "@/lib/importers/sources/bybit";
import { bybitDerivatives } from "@/lib/importers/sources/bybit-derivatives";
import { cryptoComApp } from "@/lib/importers/sources/crypto-com-app";
import { cryptoComExchange } from "@/lib/importers/sources/crypto-com-exchange";
import { cryptoComJournal } from "@/lib/importers/sources/crypto-com-journal";
import { cryptoComRewards } from "@/lib/importers/sources/crypto-com-rewards";
import { cryptoComTransfers } from "@/lib/importers/sources/crypto-com-transfers";
import { gate } from "@/lib/importers/sources/gate";
import { gemini } from "@/lib/importers/sources/gemini";
import { kucoin } from "@/lib/importers/sources/kucoin";
import { kucoinAccount } from "@/lib/importers/sources/kucoin-account";
import { kucoinTransfers } from "@/lib/importers/sources/kucoin-transfers";
import { okx } from "@/lib/importers/sources/okx";
import { okxFunding } from "@/lib/importers/sources/okx-funding";
import { poloniex } from "@/lib/importers/sources/poloniex";
import { poloniexTransfers } from "@/lib/importers/sources/poloniex-transfers";

/** Exchanges with order and transfer files of their own. */
export const exchanges: readonly Source[] = [
  gemini,
  bitstamp,
  cryptoComApp,
  cryptoComExchange,
  cryptoComJournal,
  cryptoComTransfers,
  cryptoComRewards,
  kucoin,
  kucoinTransfers,
  kucoinAccount,
  okx,
  okxFunding,
  bybit,
  bybitDerivatives,
  gate,
  bitfinex,
  bitfinexMovements,
  bitfinexLedger,
  bittrex,
  bittrexTransfers,
  poloniex,
  poloniexTransfers,
];
