import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** Where data lives: LOTWISE_DATA, else `.data` beside package.json. Always absolute. */
export function dataFolder(): string {
  const chosen = process.env["LOTWISE_DATA"];
  return chosen ? resolve(chosen) : join(projectRoot, ".data");
}

/**
 * Makes a folder and those above it. What root makes lets others pass through, not look in: the
 * database's unprivileged user has to reach its own folder below. What exists is left as it is.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
  chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
}
