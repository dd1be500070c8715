import { isFiat as isMoney } from "@/lib/tax/fiat";
import { type AssetId, assetId } from "@/lib/tax/transaction";

/** True for dollars and other government money; false for coins, stablecoins among them (they are property: Notice 2014-21). */
export function isFiat(asset: string): boolean {
  return isMoney(asset);
}

const TICKER = /^[\p{L}\p{N}$@][\p{L}\p{N}.$@_:/+-]{0,63}$/u;

/** A source's ticker as an asset id: trimmed, Koinly's ";id" cut off, upper case. Null when the cell cannot be a ticker. */
export function readAsset(cell: string): AssetId | null {
  const text = (cell.split(";")[0] ?? "").trim();
  return TICKER.test(text) ? assetId(text.toUpperCase()) : null;
}
