import { NumberTable } from "./number-table";

/**
 * Gives rows their stable identity within one file. `byId`: the source's own id; a second row with the same id but other content
 * keeps its own identity, the same row twice is told apart as "repeated". `byContent`: for sources without ids, the content and an
 * ordinal among equals, so real identical fills stay two and the same export again gives the same keys. Memory: one number pair
 * for each row (32 MB for a million).
 */
export interface Fingerprints {
  readonly byId: (source: string, id: string, content: string) => string | "repeated";
  readonly byContent: (source: string, content: string) => string;
}

/** Starts the identities of one file. */
export function createFingerprints(): Fingerprints {
  const ids = new NumberTable();
  const counts = new NumberTable();
  return {
    byId: (source, id, content) => {
      const [place, digest] = [hash53(id), hash53(content)];
      const known = ids.get(place);
      if (known === undefined) {
        ids.set(place, digest);
        return `${source}:${id}`;
      }
      const other = hash53(`${id}\u001f${content}`);
      if (known === digest || ids.get(other) !== undefined) {
        return "repeated";
      }
      ids.set(other, digest);
      return `${source}:${id}:${content}`;
    },
    byContent: (source, content) => {
      const place = hash53(content);
      const ordinal = (counts.get(place) ?? 0) + 1;
      counts.set(place, ordinal);
      return `${source}:${content}#${ordinal}`;
    },
  };
}

/** Ids named one by one; an event of more rows is told apart by its lines. */
const NAMED = 3;

/**
 * The source's own ids in a transaction's key: "0b1c…", or of several rows "L4UESK, LX2KQF". null where rows are told apart by their
 * content: such a key says nothing to anybody.
 */
export function ownIdOf(key: string): string | null {
  const ids = new Set<string>();
  for (const print of key.split("+")) {
    // Content always ends in its ordinal, "#1", and parts of it are kept apart by "|".
    const id = /^[a-z0-9-]+:([^|#:\s]{3,100})$/.exec(print)?.[1];
    if (id === undefined) {
      return null;
    }
    // The universal CSV's ids begin with the account.
    ids.add(id.slice(id.lastIndexOf("/") + 1));
  }
  return ids.size > NAMED ? null : [...ids].join(", ");
}

/** Parts of a key as one text; the separator cannot come from a trimmed cell. */
export function contentOf(parts: readonly string[]): string {
  return parts.map((part) => part.trim()).join("|");
}

/** 53 bits of a text (two mixed 32-bit multiplicative hashes): enough to tell a file's rows apart, cheap to keep. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
