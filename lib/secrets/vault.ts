import { Latest } from "@/lib/latest";
import { isSealed, type Key, open, type Place, seal } from "./seal";

/** Seals and opens the texts of one tenant, a client or a user. A text opens only where it was sealed for. */
export interface Vault {
  /** The form to store. */
  readonly seal: (place: Omit<Place, "tenant">, text: string) => string;
  /** The text again; throws `SealBroken` when it was changed, or stands elsewhere than it was sealed for. */
  readonly open: (place: Omit<Place, "tenant">, sealed: string) => string;
  /** The same for columns that were readable once: a text that was kept before it was sealed, and an empty one, is as it stands. */
  readonly read: (place: Omit<Place, "tenant">, stored: string) => string;
}

/** The vault of a tenant and its key. */
export function vaultOf(tenant: string, key: Key): Vault {
  const opened: Vault["open"] = ({ table, column, row }, sealed) =>
    openOnce(key, { tenant, table, column, row }, sealed);
  return {
    seal: ({ table, column, row }, text) => seal(key, { tenant, table, column, row }, text),
    open: opened,
    read: (place, stored) => (isSealed(stored) ? opened(place, stored) : stored),
  };
}

/** Short texts opened lately, which lists open again and again: by where they stand and their whole sealed form. About 4 MB. */
const latest = new Latest<string>({ most: 8192, mostWeight: 2_000_000 });
const SHORT = 400;

function openOnce(key: Key, place: Place, sealed: string): string {
  if (sealed.length > SHORT) {
    return open(key, place, sealed);
  }
  const name = JSON.stringify([place.tenant, place.table, place.column, place.row, key.id, sealed]);
  const known = latest.get(name);
  if (known !== undefined) {
    return known;
  }
  const text = open(key, place, sealed);
  latest.set(name, text, name.length + text.length);
  return text;
}
