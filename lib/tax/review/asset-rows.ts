import { receivedOf, sentOf } from "@/lib/tax/legs";
import type { AssetId, Transaction } from "@/lib/tax/transaction";

/** Rows by the assets whose lots they share. */
export interface AssetRows {
  /** The name of the group an asset is in: assets whose lots continue as another's have one name. */
  readonly nameOf: (asset: AssetId) => string;
  /** The rows with a leg or a fee of one of the groups, in the order told; null: all rows. */
  readonly rowsOf: (names: ReadonlySet<string> | null) => readonly Transaction[];
}

/** Sorts rows into their groups in one pass. `isWhole`: all assets are one group. */
export function assetRows(rows: readonly Transaction[], isWhole: boolean): AssetRows {
  const top = continued(rows);
  const nameOf = (asset: AssetId): string => (isWhole ? "" : top(asset));
  const byName = new Map<string, number[]>();
  const byAsset = new Map<AssetId, number[]>();
  const placesOf = (asset: AssetId): number[] => {
    const name = nameOf(asset);
    const known = byName.get(name) ?? [];
    byName.set(name, known);
    byAsset.set(asset, known);
    return known;
  };
  const put = (asset: AssetId, place: number): void => {
    const places = byAsset.get(asset) ?? placesOf(asset);
    if (places[places.length - 1] !== place) {
      places.push(place);
    }
  };
  for (const [place, tx] of rows.entries()) {
    const [sent, received] = [sentOf(tx), receivedOf(tx)];
    if (sent !== null) {
      put(sent.asset, place);
    }
    if (received !== null) {
      put(received.asset, place);
    }
    for (const { asset } of tx.fees) {
      put(asset, place);
    }
  }
  const at = (places: readonly number[]) =>
    places.flatMap((place) => {
      const row = rows[place];
      return row === undefined ? [] : [row];
    });
  const rowsOf = (names: ReadonlySet<string> | null): readonly Transaction[] => {
    if (names === null) {
      return rows;
    }
    const [only, ...more] = [...names].map((name) => byName.get(name) ?? []);
    return more.length === 0
      ? at(only ?? [])
      : at([...new Set([...(only ?? []), ...more.flat()])].sort((a, b) => a - b));
  };
  return { nameOf, rowsOf };
}

/** The asset the lots of another end as. */
function continued(rows: readonly Transaction[]): (asset: AssetId) => AssetId {
  const above = new Map<AssetId, AssetId>();
  const top = (asset: AssetId): AssetId => {
    let at = asset;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) {
      at = next;
    }
    return at;
  };
  for (const tx of rows) {
    if (tx.kind === "migration" || tx.kind === "conversion") {
      const [a, b] = [top(tx.sent.asset), top(tx.received.asset)];
      if (a !== b) {
        above.set(a, b);
      }
    }
  }
  return top;
}
