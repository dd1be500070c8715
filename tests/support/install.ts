import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

let listsAreFresh = false;

/** True when this user may install Debian packages here. */
export function canInstallPackages(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** Installs Debian packages; returns undefined on success, else the last thing apt said. */
export function installPackages(...names: readonly string[]): string | undefined {
  if (!listsAreFresh) {
    const problem = apt("update", "-qq");
    if (problem !== undefined) return problem;
    listsAreFresh = true;
  }
  return apt("install", "-y", "-qq", "--no-install-recommends", ...names);
}

/** The first of these files that exists. */
export function firstExisting(paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path));
}

function apt(...args: readonly string[]): string | undefined {
  const result = spawnSync("apt-get", args, {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    timeout: 300_000,
  });
  if (result.status === 0) return undefined;
  const reason = result.error?.message ?? result.stderr.trim().split("\n").at(-1);
  return `apt-get ${args[0]}: ${reason}`;
}
