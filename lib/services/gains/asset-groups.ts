import type { AssetFacts } from "@/lib/tax/facts";
import { assetId } from "@/lib/tax/transaction";

/**
 * The facts with groups made whole: an asset named by another as what it is identical with belongs to that group too, unless
 * it names another itself. "BTCX is identical with BTCY" is said once.
 */
export function withGroups(stated: readonly AssetFacts[]): readonly AssetFacts[] {
  const named = new Set(stated.flatMap(({ identicalTo }) => identicalTo ?? []));
  if (named.size === 0) {
    return stated;
  }
  const known = new Set(stated.map(({ asset }) => `${asset}`));
  return [
    ...stated.map((facts) =>
      facts.identicalTo === null && named.has(facts.asset)
        ? { ...facts, identicalTo: `${facts.asset}` }
        : facts,
    ),
    ...[...named]
      .filter((text) => !known.has(text))
      .map((text) => ({
        asset: assetId(text),
        class: "digital" as const,
        collectible: false,
        identicalTo: text,
      })),
  ];
}
