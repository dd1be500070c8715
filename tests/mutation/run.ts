import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * `npm run mutation -- [FILE…]`: changes the core one small thing at a time and counts how often a test notices. It takes
 * an hour or so and tools of its own (tests/mutation/package.json), so it runs before a release and not in `npm test`.
 * Texts are not changed: what people read is proved by the tests of pages.
 */
function main(files: readonly string[]): number {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const stryker = `${here}node_modules/@stryker-mutator/core/bin/stryker.js`;
  if (!existsSync(stryker)) {
    execFileSync("npm", ["ci", "--legacy-peer-deps"], { cwd: here, stdio: "inherit" });
  }
  const only = files.length === 0 ? [] : ["--mutate", files.join(",")];
  const { status } = spawnSync(
    process.execPath,
    [stryker, "run", `${here}stryker.config.json`, ...only],
    { cwd: root, stdio: "inherit" },
  );
  return status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
