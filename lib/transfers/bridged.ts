import { type AssetId, assetId } from "@/lib/tax/transaction";

/**
 * Bridged and wrapped forms, each with the coin it stands for one to one. An asset that is not named stands for itself. Only forms that
 * are redeemed at par: a staked or interest-bearing form (stETH, aUSDC) changes in worth and is none of these. Whether one form for
 * another is a disposal is not settled (Notice 2024-57): the client's setting decides.
 */
const FORMS: Readonly<Record<string, string>> = {
  "USDC.E": "USDC",
  USDBC: "USDC",
  "USDT.E": "USDT",
  "DAI.E": "DAI",
  WETH: "ETH",
  "WETH.E": "ETH",
  WBTC: "BTC",
  "WBTC.E": "BTC",
  "BTC.B": "BTC",
  CBBTC: "BTC",
  TBTC: "BTC",
  WBNB: "BNB",
  WMATIC: "MATIC",
  WAVAX: "AVAX",
  WSOL: "SOL",
  WFTM: "FTM",
};

const families = new Map(Object.entries(FORMS));

/** The coin an asset stands for one to one: itself, or what a bridged or wrapped form is redeemed for. */
export function familyOf(asset: AssetId): string {
  return families.get(asset) ?? asset;
}

/** Every name of the same coin: itself, what it stands for and the other forms of that. */
export function formsOf(asset: AssetId): readonly AssetId[] {
  const family = familyOf(asset);
  const forms = [...families].flatMap(([form, coin]) => (coin === family ? [assetId(form)] : []));
  return [assetId(family), ...forms];
}
