import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** From this share of a disk on a line is written; PostgreSQL stops when it has none left to write to. */
const FULL_FROM = 85;

/**
 * Writes `disk.nearly-full` for each place Lotwise itself keeps files in whose disk is used to 85 percent or more: the data folder, where
 * the embedded PostgreSQL has its own, and the folder for temporary files. A PostgreSQL elsewhere is watched there. Gives the places it
 * wrote of; one that cannot be asked is none.
 */
export async function warnOfFullDisks(from: number = FULL_FROM): Promise<readonly string[]> {
  const places = { data: env().DATA_DIR, temporary: tmpdir() };
  const full: string[] = [];
  for (const [place, folder] of Object.entries(places)) {
    const percent = await usedPercent(folder);
    if (percent !== null && percent >= from) {
      log.warn("disk.nearly-full", { place, percent });
      full.push(place);
    }
  }
  return full;
}

/** Of what may be used without being root, as `df` says it; null where the system does not tell. */
async function usedPercent(folder: string): Promise<number | null> {
  try {
    const { blocks, bfree, bavail } = await statfs(folder);
    const used = blocks - bfree;
    return used + bavail === 0 ? null : Math.ceil((used * 100) / (used + bavail));
  } catch {
    return null;
  }
}
