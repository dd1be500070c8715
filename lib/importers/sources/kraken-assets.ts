import { readAsset } from "@/lib/importers/assets";
import { type AssetId, assetId } from "@/lib/tax/transaction";

const CODES = new Map(
  Object.entries({
    XXBT: "BTC",
    XBT: "BTC",
    XETH: "ETH",
    XXDG: "DOGE",
    XDG: "DOGE",
    XXVN: "VEN",
    SETH: "ETH",
    ETH2: "ETH",
    FLOWH: "FLOW",
    LUNA: "LUNC",
    LUNA2: "LUNA",
    UST: "USTC",
  }),
);
/** Codes that carry Kraken's old "X" before a ticker; a leading X is never cut blindly (XTZ, XRP are real). */
const X_CODES = new Set("XLTC XXRP XXLM XXMR XZEC XETC XREP XMLN XDAO XICN XNMC".split(" "));
const Z_CODES = new Set(
  "ZUSD ZEUR ZGBP ZCAD ZJPY ZAUD ZARS ZCLP ZCOP ZDKK ZGEL ZGHS ZLKR ZMXN ZPLN ZSEK ZUGX ZVND ZXOF ZKRW".split(
    " ",
  ),
);
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
  const cut = X_CODES.has(bare) || Z_CODES.has(bare) ? bare.slice(1) : bare;
  return { asset: assetId(CODES.get(cut) ?? cut), isStaked };
}
