import { knownAssets } from "@/lib/assets/registry";
import { isFiat } from "@/lib/tax/fiat";
import { type AssetId, assetId } from "@/lib/tax/transaction";

/** What brokers call NFTs they tell together (i1099da, Box 1b): the name of no asset. */
export function isSpecifiedNfts(name: string): boolean {
  return /^specified nfts?$/i.test(name.trim());
}

/** The ticker a name ends with ("Bitcoin Cash BCH", "Ether (ETH)"): only the last word counts, and money is none. null: it ends with none. */
export function tickerAtEnd(name: string): AssetId | null {
  if (isSpecifiedNfts(name)) {
    return null;
  }
  const last = /([A-Z0-9]{2,10})\)?$/.exec(
    name
      .trim()
      .split(/[\s(]+/)
      .at(-1) ?? "",
  );
  const ticker = last !== null && last.index === 0 ? (last[1] ?? "") : "";
  return ticker === "" || /^\d+$/.test(ticker) || isFiat(ticker) ? null : assetId(ticker);
}

/** The asset of exactly this name in our list, case apart; null when none or two have it. A coin is also called as its chain is ("Ethereum"). */
export function assetCalled(name: string): AssetId | null {
  const plain = name.trim().toLowerCase();
  const [only, ...more] = knownAssets().filter(
    (one) =>
      one.name.toLowerCase() === plain ||
      (one.kind === "coin" && one.prices.coingecko === plain.replaceAll(" ", "-")),
  );
  return only === undefined || more.length > 0 ? null : assetId(only.id);
}

/** Box 6 in the words and letters forms use for it; null when blank, undefined for anything else. */
export function termWord(text: string): "short" | "long" | "ordinary" | null | undefined {
  if (text === "") {
    return null;
  }
  const word = /^(short|long|ordinary|s|l|o|st|lt)\b/i.exec(text)?.[1]?.toLowerCase() ?? "";
  return TERMS.get(word);
}

const TERMS: ReadonlyMap<string, "short" | "long" | "ordinary"> = new Map([
  ["short", "short"],
  ["s", "short"],
  ["st", "short"],
  ["long", "long"],
  ["l", "long"],
  ["lt", "long"],
  ["ordinary", "ordinary"],
  ["o", "ordinary"],
]);

/** A box that is ticked or not, in the words files use; null when blank, undefined for anything else. */
export function tickWord(text: string): boolean | null | undefined {
  if (text === "") {
    return null;
  }
  const isYes = /^(Y|YES|TRUE|X|1|CHECKED)$/i.test(text);
  return isYes || /^(N|NO|FALSE|0|UNCHECKED)$/i.test(text) ? isYes : undefined;
}

/** "Covered", "Noncovered", "not covered" as whether it is covered; null for other words. */
export function coveredWord(text: string): boolean | null {
  return /covered/i.test(text) ? !/non|not|un/i.test(text) : null;
}
