import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "../support/folders";

/** What each folder must never reach for, and what it may: the table of ARCHITECTURE.md, one line each. */
const LAYERS = [
  { file: "lib/money/probe.ts", never: "@/lib/tax/transaction", may: "decimal.js" },
  { file: "lib/time/probe.ts", never: "node:fs", may: "@/lib/result" },
  { file: "lib/tax/probe.ts", never: "next/navigation", may: "@/lib/money/usd" },
  { file: "lib/tax/rules/probe.ts", never: "@/db/client", may: "@/lib/time/calendar-date" },
  { file: "lib/importers/probe.ts", never: "@/db/client", may: "@/lib/tax/transaction" },
  { file: "lib/assets/probe.ts", never: "@/lib/importers/assets", may: "@/lib/tax/transaction" },
  {
    file: "lib/planner/probe.ts",
    never: "@/lib/services/view-year",
    may: "@/lib/tax/harvest/sale",
  },
  { file: "lib/reports/probe.ts", never: "react", may: "@/lib/tax/closed-lot" },
  { file: "lib/pdf/probe.ts", never: "@/db/client", may: "@/lib/reports/year-end" },
  { file: "db/probe.ts", never: "next/headers", may: "@/lib/env" },
  { file: "db/queries/probe.ts", never: "@/lib/services/view-year", may: "@/lib/money/usd" },
  { file: "lib/services/probe.ts", never: "drizzle-orm", may: "@/db/tenant" },
  { file: "lib/services/probe-web.ts", never: "next/navigation", may: "@/lib/reports/csv" },
  { file: "lib/prices/probe.ts", never: "@/db/client", may: "@/lib/money/price" },
  { file: "lib/mail/probe.ts", never: "@/app/layout", may: "@/lib/env" },
  { file: "lib/door/probe.ts", never: "@/lib/services/view-year", may: "@/lib/asked" },
  { file: "lib/jobs/probe.ts", never: "@/lib/auth/session", may: "@/lib/services/view-year" },
  { file: "lib/cli/probe.ts", never: "@/db/client", may: "@/lib/tax/transaction" },
  { file: "app/probe.ts", never: "@/db/client", may: "@/lib/services/view-year" },
  { file: "app/probe-engine.ts", never: "@/lib/tax/transaction", may: "@/lib/action" },
  { file: "app/(dashboard)/probe.ts", never: "decimal.js", may: "@/lib/money/format" },
] as const;

/** Code refused for another reason than an import, and by which rule. */
const REFUSED = [
  {
    file: "lib/tax/clock.ts",
    text: "export const now = Date.now();",
    rule: "lint/style/noRestrictedGlobals",
  },
  {
    file: "lib/tax/random.ts",
    text: "export const any = Math.random();",
    rule: "lint/style/noRestrictedGlobals",
  },
  {
    file: "lib/tax/network.ts",
    text: 'export const page = fetch("https://example.org");',
    rule: "lint/style/noRestrictedGlobals",
  },
  { file: "lib/tax/float.ts", text: 'export const half = Number("0.5");', rule: "plugin" },
  {
    file: "db/relational.ts",
    text: "export const all = (db: Db) => db.query.lots.findMany({});",
    rule: "plugin",
  },
] as const;

const root = resolve(".");
const copy = temporaryFolder("layers");
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), `${text}\n`);
}

const report = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), location: z.object({ path: z.unknown() }) }),
  ),
});

/** Every complaint of the linter about the copy: "file: rule". */
function complaints(): ReadonlySet<string> {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const { stdout } = spawnSync(
    process.execPath,
    [biome, "lint", "--reporter=json", "--max-diagnostics=none", "."],
    { cwd: copy, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  const { diagnostics } = report.parse(JSON.parse(stdout));
  return new Set(
    diagnostics.map(({ category, location }) => `${pathOf(location.path)}: ${category}`),
  );
}

function pathOf(path: unknown): string {
  return typeof path === "string" ? path : z.object({ file: z.string() }).parse(path).file;
}

const config = z
  .object({ vcs: z.object({ enabled: z.boolean() }).loose() })
  .loose()
  .parse(JSON.parse(readFileSync("biome.json", "utf8")));
write("biome.json", JSON.stringify({ ...config, vcs: { enabled: false } }));
cpSync(join(root, "biome-plugins"), join(copy, "biome-plugins"), { recursive: true });
copyFileSync(join(root, "package.json"), join(copy, "package.json"));
for (const { file, never, may } of LAYERS) {
  write(file, `import * as thing from "${never}";\n\nexport const used = thing;`);
  write(
    file.replace("probe", "good"),
    `import * as thing from "${may}";\n\nexport const used = thing;`,
  );
  write(file.replace("probe", "lazy"), `export const load = () => import("${never}");`);
  write(
    file.replace("probe", "typed"),
    `import type * as thing from "${never}";\n\nexport type T = typeof thing;`,
  );
}
for (const { file, text } of REFUSED) write(file, text);
const found = complaints();

const FORBIDDEN = "lint/style/noRestrictedImports";

describe("the linter guards the layers", () => {
  it.each(LAYERS)("$file may not import $never, in any form", ({ file, never }) => {
    for (const form of ["probe", "lazy", "typed"]) {
      expect(found, `${form} import of ${never}`).toContain(
        `${file.replace("probe", form)}: ${FORBIDDEN}`,
      );
    }
  });

  it.each(LAYERS)("$file may import $may", ({ file }) => {
    expect(found).not.toContain(`${file.replace("probe", "good")}: ${FORBIDDEN}`);
  });

  it.each(REFUSED)("$file is refused: $text", ({ file, rule }) => {
    expect(found).toContain(`${file}: ${rule}`);
  });
});
