import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findRunningServer } from "@/lib/launch/postgres-running";
import { end, isAlive } from "@/lib/launch/process";

/** The folder that holds package.json. */
export const PROJECT_ROOT = fileURLToPath(new URL("../..", import.meta.url));

const PREFIX = "lotwise-test-";

/** A new folder of this run below the system's temporary folder, which any user may pass. */
export function temporaryFolder(purpose: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${purpose}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/** Removes what runs that were killed left behind: their process number is in the folder's name. */
export async function removeAbandonedFolders(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    const server = await findRunningServer(join(folder, "pg"));
    if (server !== undefined) await end(server.pid, 5000, "SIGINT");
    rmSync(folder, { recursive: true, force: true });
  }
}
