import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const entry = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});

const lock = z
  .object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), entry) })
  .parse(JSON.parse(readFileSync("package-lock.json", "utf8")));

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

type Packages = typeof lock.packages;

/** True when npm finds a package needed by the one at `path`: in its own folder or in one above. */
function isFound(packages: Packages, path: string, name: string): boolean {
  if (packages[path === "" ? `node_modules/${name}` : `${path}/node_modules/${name}`]) return true;
  if (path === "") return false;
  return isFound(packages, path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/"))), name);
}

function missing(packages: Packages, kind: "dependencies" | "optionalDependencies") {
  return Object.entries(packages).flatMap(([path, { [kind]: needs }]) =>
    Object.keys(needs ?? {})
      .filter((name) => !isFound(packages, path, name))
      .map((name) => `${path || "package.json"} needs ${name}`),
  );
}

describe("package-lock.json", () => {
  it("holds every package that a package of it needs", () => {
    expect(missing(lock.packages, "dependencies")).toEqual([]);
  });

  it("holds every optional package, so npm ci works on every system the packages support", () => {
    expect(missing(lock.packages, "optionalDependencies")).toEqual([]);
  });

  it("would notice the binary of another system left out, as npm does silently", () => {
    const { "node_modules/@next/swc-darwin-arm64": left, ...packages } = lock.packages;
    expect(left).toBeDefined();
    expect(missing(packages, "optionalDependencies")).toEqual([
      "node_modules/next needs @next/swc-darwin-arm64",
    ]);
  });

  it.each(["linux", "darwin", "win32"])("holds a compiler and a linter for %s", (system) => {
    const native = Object.entries(lock.packages).filter(([, { os }]) => os?.includes(system));
    const names = native.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + 13));
    for (const maker of [/^@next\/swc-/, /^@tailwindcss\/oxide-/, /^@biomejs\/cli-/]) {
      expect(names.filter((name) => maker.test(name))).not.toEqual([]);
    }
  });

  it("pins every direct dependency to one exact version, the one the lock holds", () => {
    const direct = {
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.devDependencies,
    };
    const locked = Object.keys(direct).map((name) => [
      name,
      lock.packages[`node_modules/${name}`]?.version,
    ]);
    expect(Object.fromEntries(locked)).toEqual(direct);
  });

  it("has a checksum for every package", () => {
    const unchecked = Object.entries(lock.packages)
      .filter(([path, { integrity, link }]) => path !== "" && !link && integrity === undefined)
      .map(([path]) => path);
    expect(unchecked).toEqual([]);
  });
});
