import { listAssetChoices, listSignUses, type SignUse } from "@/db/queries/asset-choices";
import { listAssetFacts } from "@/db/queries/asset-facts";
import type { ClientTx } from "@/db/tenant";
import { type Collision, otherReading, readingName } from "@/lib/assets/collisions";
import { type AssetKind, knownAsset } from "@/lib/assets/registry";
import { type AssetChoice, openWithin, resolveSign } from "@/lib/assets/resolve";
import { isFiat } from "@/lib/importers/assets";
import { SOURCES } from "@/lib/importers/sources";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { AssetFacts } from "@/lib/tax/facts";
import { withGroups } from "./gains/asset-groups";

/** One asset of the books, or one somebody spoke of. */
export interface AssetItem {
  readonly asset: string;
  /** Its name and making, where the table of known assets has it. */
  readonly name: string | null;
  readonly kind: AssetKind | null;
  /** Several coins have this sign, and nobody has said which one some source means. */
  readonly isUndecided: boolean;
  /** Where its rows come from: "Coinbase", "Kraken as XBT", "entered by hand". */
  readonly from: readonly string[];
  readonly class: AssetFacts["class"];
  readonly collectible: boolean;
  readonly identicalTo: string | null;
  /** The other assets that count as the same for wash sales. */
  readonly sameAs: readonly string[];
  /** Somebody said so; else the product assumes it. */
  readonly isStated: boolean;
}

/** A sign that several coins share, in the files of one source. */
export interface SharedSign {
  /** Id of the importer. */
  readonly source: string;
  readonly sourceLabel: string;
  readonly symbol: string;
  readonly rows: number;
  /** UTC days of the first and last row. */
  readonly first: string;
  readonly last: string;
  readonly readings: readonly { readonly asset: string; readonly name: string }[];
  /** Id that was chosen; null: nobody has said. */
  readonly chosen: string | null;
}

/** The assets with what is known and said of each, and the signs that need a person. */
export interface AssetItems {
  readonly assets: readonly AssetItem[];
  readonly shared: readonly SharedSign[];
}

/** Both, from the rows that count; an asset nobody spoke of is a digital asset, no collectible, like no other. */
export async function assetItems(tx: ClientTx): Promise<AssetItems> {
  const choices = await listAssetChoices(tx);
  const uses = (await listSignUses(tx)).filter(({ symbol }) => !isFiat(symbol));
  const shared = uses.flatMap((use) => sharedIn(use, choices));
  const undecided = new Set(shared.flatMap((one) => (one.chosen === null ? [one.symbol] : [])));
  const assets = assetsOf(await listAssetFacts(tx), sourcesOf(uses, choices), undecided);
  return { assets, shared };
}

function assetsOf(
  told: readonly AssetFacts[],
  from: ReadonlyMap<string, ReadonlySet<string>>,
  undecided: ReadonlySet<string>,
): readonly AssetItem[] {
  const stated = new Map(told.map((facts) => [`${facts.asset}`, facts]));
  const groups = groupBy(
    withGroups(told).filter(({ identicalTo }) => identicalTo !== null),
    ({ identicalTo }) => identicalTo,
  );
  const groupOf = (asset: string) =>
    [...groups.values()].find((group) => group.some((facts) => facts.asset === asset)) ?? [];
  return [...new Set([...from.keys(), ...stated.keys()])].sort().map((asset) => {
    const facts = stated.get(asset);
    const known = knownAsset(asset);
    return {
      asset,
      name: undecided.has(asset) ? null : (known?.name ?? readingName(asset)),
      kind: undecided.has(asset) ? null : (known?.kind ?? null),
      isUndecided: undecided.has(asset),
      from: [...(from.get(asset) ?? [])].sort(),
      class: facts?.class ?? "digital",
      collectible: facts?.collectible ?? false,
      identicalTo: facts?.identicalTo ?? null,
      sameAs: groupOf(asset).flatMap((other) => (other.asset === asset ? [] : [other.asset])),
      isStated: facts !== undefined,
    };
  });
}

/** By asset: who speaks of it, and by which sign where that is another one. */
function sourcesOf(
  uses: readonly SignUse[],
  choices: readonly AssetChoice[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { source, symbol, first, last } of uses) {
    // A sign may have changed its meaning between the first row and the last.
    const assets = new Set(
      [first, last].map((day) => resolveSign(source, symbol, day, choices)?.asset ?? symbol),
    );
    for (const asset of assets) {
      const names = found.get(asset) ?? new Set();
      const label = sourceLabel(source);
      found.set(asset, names.add(asset === symbol ? label : `${label} as ${symbol}`));
    }
  }
  return found;
}

function sharedIn(use: SignUse, choices: readonly AssetChoice[]): readonly SharedSign[] {
  const { source, symbol, rows, first, last } = use;
  // Who types a sign by hand chooses it.
  const shared = source === "" ? null : openWithin(source, symbol, first, last);
  const chosen = choices.find((one) => one.source === source && one.symbol === symbol);
  return shared === null
    ? []
    : [
        {
          source,
          sourceLabel: sourceLabel(source),
          symbol,
          rows,
          first,
          last,
          readings: readingsOf(shared),
          chosen: chosen?.asset ?? null,
        },
      ];
}

const readingsOf = (shared: Collision): SharedSign["readings"] => [
  ...shared.readings,
  otherReading(shared),
];

/** Without what a label adds in brackets about its layouts. */
const sourceLabel = (source: string): string =>
  source === ""
    ? "entered by hand"
    : (SOURCES.find(({ id }) => id === source)?.label ?? source).replace(/ \(.*\)$/, "");
