import type { Source } from "@/lib/importers/source";
import { coinbase } from "@/lib/importers/sources/coinbase";
import { kraken } from "@/lib/importers/sources/kraken";

/** Coinbase and its other files, Binance, Binance.US, Kraken. */
export const largeExchanges: readonly Source[] = [coinbase, kraken];
