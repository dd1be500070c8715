import { codeAt } from "@/lib/assets/aliases";
import { readAsset } from "@/lib/importers/assets";
import { type AssetId, assetId } from "@/lib/tax/transaction";

const SUFFIX = /(?:\d{2})?\.(?:S|M|P|F|B|T)$|\.HOLD$/;

/** A Kraken asset code: the common ticker, and whether the code named a staked or earning balance ("ETH2.S", "DOT28.S"). */
export interface KrakenAsset {
  readonly asset: AssetId;
  readonly isStaked: boolean;
}

/** Reads a Kraken code: XXBT, XBT → BTC; ZUSD → USD; DOT28.S → DOT; ETH2.S → ETH. Null when the cell is no ticker. */
export function krakenAsset(cell: string): KrakenAsset | null {
  const code = readAsset(cell);
  if (code === null) {
    return null;
  }
  const bare = code.replace(SUFFIX, "");
  const isStaked = bare !== code && !code.endsWith(".HOLD");
  return { asset: assetId(codeAt("kraken", bare, null)), isStaked };
}
