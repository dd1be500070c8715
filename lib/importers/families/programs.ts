import type { Source } from "@/lib/importers/source";
import { accointing } from "@/lib/importers/sources/accointing";
import { bitcoinTax, bitcoinTaxTrades } from "@/lib/importers/sources/bitcoin-tax";
import { blockpit, blockpitLabels } from "@/lib/importers/sources/blockpit";
import { coinledger, coinledgerExport } from "@/lib/importers/sources/coinledger";
import { cointracker, cointrackerExport } from "@/lib/importers/sources/cointracker";
import { cointracking } from "@/lib/importers/sources/cointracking";
import { koinly } from "@/lib/importers/sources/koinly";
import { koinlyExport } from "@/lib/importers/sources/koinly-export";
import { koinlySimple, koinlyTrades } from "@/lib/importers/sources/koinly-templates";
import { staketax } from "@/lib/importers/sources/staketax";
import { tokentax } from "@/lib/importers/sources/tokentax";
import { turbotax } from "@/lib/importers/sources/turbotax";
import { universal } from "@/lib/importers/sources/universal";
import { zenledger } from "@/lib/importers/sources/zenledger";

/** Files of other tax programs and the universal CSV (last: it knows columns in any order). */
export const programs: readonly Source[] = [
  koinly,
  koinlyExport,
  koinlySimple,
  koinlyTrades,
  cointracker,
  cointrackerExport,
  coinledger,
  coinledgerExport,
  tokentax,
  zenledger,
  cointracking,
  turbotax,
  bitcoinTaxTrades,
  bitcoinTax,
  blockpit,
  blockpitLabels,
  accointing,
  staketax,
  universal,
];
