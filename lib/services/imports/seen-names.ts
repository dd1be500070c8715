import { sha256Hex } from "@/db/sha256";
import { NumberTable } from "@/lib/importers/number-table";

/**
 * Remembers names a file told already in 32 bytes each, where the names themselves would take 150: by 96 bits of their SHA-256, so
 * that among a million no two are taken for one (a chance of 1 in 10^16).
 */
export interface SeenNames {
  /** True when it was seen before; it is seen from now on. */
  readonly see: (name: string) => boolean;
}

/** A name that is a SHA-256 already. */
const FINGERPRINT = /^[0-9a-f]{64}$/;

/** Starts with nothing seen. */
export function createSeenNames(): SeenNames {
  const table = new NumberTable();
  return {
    see: (name) => {
      const digest = FINGERPRINT.test(name) ? name : sha256Hex(name);
      let place = Number.parseInt(digest.slice(0, 12), 16);
      const rest = Number.parseInt(digest.slice(12, 24), 16);
      let known = table.get(place);
      while (known !== undefined && known !== rest) {
        place += 1;
        known = table.get(place);
      }
      table.set(place, rest);
      return known === rest;
    },
  };
}
