import type { Source } from "@/lib/importers/source";
import { bitstamp } from "@/lib/importers/sources/bitstamp";
import { cryptoComApp } from "@/lib/importers/sources/crypto-com-app";
import { gemini } from "@/lib/importers/sources/gemini";

/** Exchanges with order and transfer files of their own. */
export const exchanges: readonly Source[] = [gemini, bitstamp, cryptoComApp];
