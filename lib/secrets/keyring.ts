import { env } from "@/lib/env";
import { Latest } from "@/lib/latest";
import { invariant } from "@/lib/result";
import { type Key, keyIdOf, keyOf, newKey, open, SealBroken, seal } from "./seal";

/**
 * The keys that wrap the keys of clients and users (ENCRYPTION_KEYS). The first wraps, all of them unwrap: a new key is put in
 * front, `npm run lotwise -- keys rewrap` wraps everything anew, and then the old one may go.
 */
export interface Keyring {
  readonly wrapping: Key;
  readonly byId: ReadonlyMap<string, Key>;
  /** Keys opened lately, by tenant and kept form: a list of a thousand clients opens each name with a key of its own. */
  readonly opened: Latest<Key>;
}

const OPENED_MAX = 4096;

/** The keys in a setting: 32 bytes each in base64url, with commas between. Throws, without a word of them, when one is not. */
export function parseKeyring(setting: string): Keyring {
  const keys = setting.split(",").map((text) => keyOf(Buffer.from(text.trim(), "base64url")));
  const [wrapping] = keys;
  invariant(wrapping !== undefined, "a setting of keys has one");
  return {
    wrapping,
    byId: new Map(keys.map((key) => [key.id, key])),
    opened: new Latest({ most: OPENED_MAX }),
  };
}

/** This process's keys. Throws when ENCRYPTION_KEYS is not set; `npm start` makes one beside AUTH_SECRET. */
export function keyring(): Keyring {
  const { ENCRYPTION_KEYS } = env();
  invariant(ENCRYPTION_KEYS !== undefined, "ENCRYPTION_KEYS is set; npm start makes one");
  if (current?.setting !== ENCRYPTION_KEYS) {
    current = { setting: ENCRYPTION_KEYS, ring: parseKeyring(ENCRYPTION_KEYS) };
  }
  return current.ring;
}

let current: { readonly setting: string; readonly ring: Keyring } | undefined;

/** A new key of a tenant, with the form in which it is kept. */
export function newWrappedKey(ring: Keyring, tenant: string): { key: Key; wrapped: string } {
  const key = newKey();
  return { key, wrapped: wrap(ring, tenant, key) };
}

/** The kept form of a tenant's key. It opens for that tenant alone. */
export const wrap = (ring: Keyring, tenant: string, key: Key): string =>
  seal(ring.wrapping, placeOf(tenant), key.bytes.toString("base64url"));

/**
 * The key of its kept form. Throws `SealBroken` when the keyring lacks the key that wrapped it, naming that key's id. The latest few
 * thousand stay in this process's memory, as the keys that wrap them do.
 */
export function unwrap(ring: Keyring, tenant: string, wrapped: string): Key {
  const { opened } = ring;
  const name = `${tenant} ${wrapped}`;
  const known = opened.get(name);
  if (known !== undefined) {
    return known;
  }
  const key = unwrapAnew(ring, tenant, wrapped);
  opened.set(name, key);
  return key;
}

function unwrapAnew(ring: Keyring, tenant: string, wrapped: string): Key {
  const id = keyIdOf(wrapped);
  const wrapping = id === null ? undefined : ring.byId.get(id);
  if (wrapping === undefined) {
    throw new SealBroken(`ENCRYPTION_KEYS lacks key ${id ?? "(none named)"}`);
  }
  return keyOf(Buffer.from(open(wrapping, placeOf(tenant), wrapped), "base64url"));
}

const placeOf = (tenant: string) => ({ tenant, table: "keys", column: "wrapped", row: tenant });
