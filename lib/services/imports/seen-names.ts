import { createHash } from "node:crypto";
import { NumberTable } from "@/lib/importers/number-table";

/**
 * Remembers names a file told already in 32 bytes each, where the names themselves would take 150: by 96 bits of their SHA-256, so
 * that among a million no two are taken for one (a chance of 1 in 10^16).
 */
export interface SeenNames {
  /** True when it was seen before; it is seen from now on. */
  readonly see: (name: string) => boolean;
}

/** Starts with nothing seen. */
export function createSeenNames(): SeenNames {
  const table = new NumberTable();
  return {
    see: (name) => {
      const digest = createHash("sha256").update(name).digest();
      let place = digest.readUIntBE(0, 6);
      const rest = digest.readUIntBE(6, 6);
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
