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
  const byAsset = new Map<string, number[]>();
  const continued = new Continued();
  const put = (asset: AssetId, place: number): void => {
    const key = isWhole ? "" : asset;
    const places = byAsset.get(key);
    if (places === undefined) {
      byAsset.set(key, [place]);
    } else if (places[places.length - 1] !== place) {
      places.push(place);
    }
  };
  let place = 0;
  for (const tx of rows) {
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
    if (tx.kind === "migration" || tx.kind === "conversion") {
      continued.as(tx.sent.asset, tx.received.asset);
    }
    place += 1;
  }
  const nameOf = (asset: AssetId): string => (isWhole ? "" : continued.top(asset));
  const rowsOf = (names: ReadonlySet<string> | null): readonly Transaction[] => {
    if (names === null) {
      return rows;
    }
    const lists = [...byAsset].flatMap(([key, places]) =>
      names.has(isWhole ? key : continued.top(key)) ? [places] : [],
    );
    const [only, ...more] = lists;
    return more.length === 0
      ? at(rows, only ?? [])
      : at(
          rows,
          [...new Set(lists.flat())].sort((a, b) => a - b),
        );
  };
  return { nameOf, rowsOf };
}

function at(rows: readonly Transaction[], places: readonly number[]): readonly Transaction[] {
  const found: Transaction[] = [];
  for (const place of places) {
    const row = rows[place];
    if (row !== undefined) {
      found.push(row);
    }
  }
  return found;
}

/** Which asset the lots of another end as. */
class Continued {
  private readonly above = new Map<string, string>();

  top(asset: string): string {
    let at = asset;
    for (let next = this.above.get(at); next !== undefined; next = this.above.get(at)) {
      at = next;
    }
    return at;
  }

  as(sent: AssetId, received: AssetId): void {
    const [a, b] = [this.top(sent), this.top(received)];
    if (a !== b) {
      this.above.set(a, b);
    }
  }
}
