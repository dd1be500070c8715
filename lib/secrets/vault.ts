import { type Key, open, type Place, seal } from "./seal";

/** Seals and opens the texts of one tenant, a client or a user. A text opens only where it was sealed for. */
export interface Vault {
  /** The form to store. */
  readonly seal: (place: Omit<Place, "tenant">, text: string) => string;
  /** The text again; throws `SealBroken` when it was changed, or stands elsewhere than it was sealed for. */
  readonly open: (place: Omit<Place, "tenant">, sealed: string) => string;
}

/** The vault of a tenant and its key. */
export function vaultOf(tenant: string, key: Key): Vault {
  return {
    seal: ({ table, column, row }, text) => seal(key, { tenant, table, column, row }, text),
    open: ({ table, column, row }, sealed) => open(key, { tenant, table, column, row }, sealed),
  };
}
