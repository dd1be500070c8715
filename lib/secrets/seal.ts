import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { invariant } from "@/lib/result";

/** A key of AES-256 with the short name by which sealed texts say that they need it. */
export interface Key {
  /** The first eight hex digits of a SHA-256 of the key: two keys are never confused, and the name tells nothing of the key. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** Where a sealed text stands. A text moved to another tenant, column or row does not open there. */
export interface Place {
  /** Whose it is: a client's or a user's id, or "system". */
  readonly tenant: string;
  readonly table: string;
  readonly column: string;
  /** The row's id within the tenant. */
  readonly row: string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^s1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

/** A key of its 32 bytes. Throws on any other length. */
export function keyOf(bytes: Buffer): Key {
  invariant(bytes.length === KEY_BYTES, "a key has 32 bytes");
  const id = createHash("sha256").update("lotwise key id\n").update(bytes).digest("hex");
  return { id: id.slice(0, 8), bytes };
}

/** A new random key. */
export const newKey = (): Key => keyOf(randomBytes(KEY_BYTES));

/**
 * Seals `text` for `place` with AES-256-GCM: `s1.<key id>.<nonce, ciphertext and tag in base64url>`. Every call takes a fresh
 * random nonce, so the same text sealed twice differs. `nonce` is for known answers in tests alone.
 */
export function seal(
  key: Key,
  place: Place,
  text: string,
  nonce = randomBytes(NONCE_BYTES),
): string {
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(place));
  const body = Buffer.concat([
    nonce,
    cipher.update(text, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `s1.${key.id}.${body.toString("base64url")}`;
}

/**
 * Opens what `seal` made with the same key for the same place. Throws `SealBroken` for anything else: another key, another
 * place, one changed bit, or a text that was never sealed.
 */
export function open(key: Key, place: Place, sealed: string): string {
  const [, id, body] = SEALED.exec(sealed) ?? [];
  if (id === undefined || body === undefined) {
    throw new SealBroken("the text is not sealed");
  }
  if (id !== key.id) {
    throw new SealBroken(`the text was sealed with key ${id}, not with key ${key.id}`);
  }
  const bytes = Buffer.from(body, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) {
    throw new SealBroken("the sealed text is cut");
  }
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const end = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(place));
  decipher.setAuthTag(bytes.subarray(end));
  const head = decipher.update(bytes.subarray(NONCE_BYTES, end));
  try {
    return Buffer.concat([head, decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new SealBroken("the sealed text was changed or belongs elsewhere", { cause });
  }
}

/** Whether a text has the form of a sealed one. Nothing is said about whether it opens. */
export const isSealed = (text: string): boolean => SEALED.test(text);

/** The id of the key a sealed text needs; null for a text that is not sealed. */
export const keyIdOf = (sealed: string): string | null => SEALED.exec(sealed)?.[1] ?? null;

/** A sealed text that cannot be opened. Its message holds key ids and no secret. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

/** Length-safe: no table, column or row can be written so that two places read the same. */
const boundTo = ({ tenant, table, column, row }: Place): Buffer =>
  Buffer.from(JSON.stringify([tenant, table, column, row]), "utf8");
