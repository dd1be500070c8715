import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** Where data lives: LOTWISE_DATA, else `.data` beside package.json. Always absolute. */
export function dataFolder(): string {
  const chosen = process.env["LOTWISE_DATA"];
  return chosen ? resolve(chosen) : join(projectRoot, ".data");
}
