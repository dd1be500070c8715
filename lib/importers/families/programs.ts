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

/** Lists of gains that programs write: results of lots they chose, not transactions. Taking them would count every sale without its purchase. */
export const results: readonly { readonly header: readonly string[]; readonly reason: string }[] = [
  ["Currency Name", "Purchase Date", "Cost Basis", "Date Sold", "Proceeds"],
  ["ASSET NAME", "RECEIVED DATE", "COST BASIS(USD)", "DATE SOLD", "PROCEEDS"],
].map((header) => ({
  header,
  reason:
    "This is a list of gains for TurboTax: results, not transactions. Upload the transactions of the exchange or program that made it instead.",
}));
