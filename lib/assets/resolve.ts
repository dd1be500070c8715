import { type AssetId, assetId } from "@/lib/tax/transaction";
import { type Alias, aliasAt, isAliased } from "./aliases";
import { type Collision, collisionAt, collisionOf } from "./collisions";

/** What a person said a shared sign means in the files of one source. */
export interface AssetChoice {
  /** Id of the importer. */
  readonly source: string;
  readonly symbol: string;
  readonly asset: AssetId;
}

/** What a sign is in these books. */
export interface Resolved {
  readonly asset: AssetId;
  /** Units of ours in one of theirs: 1000 for "1000PEPE". */
  readonly times: bigint;
  /** The sign is shared and nobody has said which coin it is; then `asset` is the sign itself. */
  readonly open: Collision | null;
}

/** Sources that name tokens by their contracts: what they say is settled already. */
const BY_CONTRACT: ReadonlySet<string> = new Set(["etherscan", "solscan"]);

/** True when some table speaks of a sign: the one look that is enough for nearly all. */
export function isSpecial(symbol: string): boolean {
  return isAliased(symbol) || collisionOf(symbol) !== null;
}

/**
 * What a sign in a file of `source` means on a UTC day: by contract, else what the venue calls so then, else what everybody calls so
 * then, else what the person chose. A shared sign nobody has decided stays what it says and is open. Null: nothing special is known of
 * it, the answer for nearly every row. The answer asked again is itself, so rows that were read before the tables knew them may be asked.
 */
export function resolveSign(
  source: string,
  symbol: string,
  day: string,
  choices: readonly AssetChoice[],
): Resolved | null {
  if (!isSpecial(symbol) || BY_CONTRACT.has(source)) {
    return null;
  }
  const named = aliasAt(source, symbol, day);
  return named === null ? ofChoice(source, symbol, day, choices) : ofAlias(named);
}

/** What a person must say about a sign that a source uses from one UTC day to another, both included; null when nothing. */
export function openWithin(
  source: string,
  symbol: string,
  first: string,
  last: string,
): Collision | null {
  const from = collisionOf(symbol)?.from ?? first;
  const days = [first, from > first && from <= last ? from : first, last];
  for (const day of days) {
    const open = resolveSign(source, symbol, day, [])?.open ?? null;
    if (open !== null) {
      return open;
    }
  }
  return null;
}

function ofChoice(
  source: string,
  symbol: string,
  day: string,
  choices: readonly AssetChoice[],
): Resolved | null {
  const open = collisionAt(source, symbol, day);
  if (open === null) {
    return null;
  }
  const chosen = choices.find((one) => one.source === source && one.symbol === symbol);
  return chosen === undefined
    ? { asset: assetId(symbol), times: 1n, open }
    : { asset: chosen.asset, times: 1n, open: null };
}

const ofAlias = ({ asset, times }: Alias): Resolved => ({
  asset: assetId(asset),
  times,
  open: null,
});
