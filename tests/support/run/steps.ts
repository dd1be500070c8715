import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, isBuildFresh } from "@/lib/launch/build";
import { freePort } from "@/lib/launch/port";
import { ensureBrowser } from "../browser";
import { PROJECT_ROOT } from "../folders";
import { ensurePdfReader } from "../pdf-text";
import { type Count, countText, honest, NOTHING, one, parseCount } from "./count";
import { type Ended, runNode } from "./program";
import { readPlaywright, readVitest, type Told } from "./report-count";

/** One heading of the run: what it checks, in words, and how. */
export type Step = {
  readonly title: string;
  readonly run: (folder: string) => Promise<Outcome>;
  readonly needsBuild?: boolean;
};

export type Outcome = {
  readonly count: Count;
  /** Shown behind the heading. */
  readonly note?: string;
  /** What failed, in short: shown before the whole output, which a reader may see only the head of. */
  readonly failures?: readonly string[];
  /** Shown only when something failed. */
  readonly output: string;
};

const findBrowserOnce = once(ensureBrowser);
const findPdfReaderOnce = once(ensurePdfReader);

/** Finds or installs what the named steps drive, before they compete for the machine; says which. */
export function findTools(names: readonly StepName[], say: (line: string) => void): void {
  const tools = [
    ...(names.includes("pdf") ? [{ name: "pdftotext", find: findPdfReaderOnce }] : []),
    ...(names.includes("e2e") ? [{ name: "Browser", find: findBrowserOnce }] : []),
  ];
  for (const { name, find } of tools) {
    try {
      const { path, from } = find();
      say(`${name}: ${path}, from ${from}`);
    } catch {
      say(`${name}: none found; the step that needs it says why.`);
    }
  }
}

/** Calls a function the first time only; a failure is remembered too. */
function once<T>(work: () => T): () => T {
  let result: (() => T) | undefined;
  return () => {
    if (result === undefined) {
      try {
        const value = work();
        result = () => value;
      } catch (error) {
        result = () => {
          throw error;
        };
      }
    }
    return result();
  };
}

export const steps = {
  lint: { title: "Lint and layers", run: () => tool("@biomejs/biome/bin/biome", "check", ".") },
  types: { title: "Types", run: checkTypes },
  unit: { title: "Unit and property tests", run: (folder) => vitest(folder, "unit") },
  conformance: { title: "Conformance cases", run: checkConformance },
  integration: {
    title: "Integration tests on PostgreSQL",
    run: (folder) => vitest(folder, "integration"),
  },
  pdf: { title: "PDF tests", run: checkPdf },
  build: { title: "Production build", run: checkBuild },
  launch: {
    title: "npm start, killed and restarted",
    run: (folder) => vitest(folder, "launch"),
    needsBuild: true,
  },
  e2e: { title: "Journeys in the browser", run: checkJourneys, needsBuild: true },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;

async function tool(program: string, ...args: readonly string[]): Promise<Outcome> {
  const { code, output } = await runNode([join(PROJECT_ROOT, "node_modules", program), ...args]);
  return { count: one(code === 0), output };
}

/** Next first writes the types of its routes, which the compiler then reads. */
async function checkTypes(): Promise<Outcome> {
  const routes = await tool("next/dist/bin/next", "typegen");
  if (routes.count.failed > 0) return routes;
  return tool("typescript/bin/tsc", "--noEmit", "--project", ".");
}

async function vitest(folder: string, project: string): Promise<Outcome> {
  const report = join(folder, `${project}.json`);
  const ended = await runNode([
    join(PROJECT_ROOT, "node_modules/vitest/vitest.mjs"),
    "run",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return counted(ended, report, readVitest);
}

async function checkPdf(folder: string): Promise<Outcome> {
  findPdfReaderOnce();
  return vitest(folder, "pdf");
}

/** The cases are published files beside the project; a clone without them has nothing to run. */
async function checkConformance(): Promise<Outcome> {
  const { code, output } = await runNode(["--import", "tsx", "tests/conformance/run.ts"]);
  const count = parseCount(output);
  if (code === 0 && count !== undefined && countText(count) === countText(NOTHING)) {
    return { count: { ...NOTHING, skipped: 1 }, output, note: "skipped: no case files here" };
  }
  return { count: honest(count, code), output };
}

async function checkBuild(): Promise<Outcome> {
  if (isBuildFresh()) {
    return { count: one(true), output: "", note: "already built from these sources" };
  }
  const { ok, output } = await build();
  return { count: one(ok), output };
}

async function checkJourneys(folder: string): Promise<Outcome> {
  const browser = findBrowserOnce();
  const report = join(folder, "e2e.json");
  const ended = await runNode(
    [join(PROJECT_ROOT, "node_modules/@playwright/test/cli.js"), "test", "--reporter=line,json"],
    {
      PW_CHROMIUM: browser.path,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      E2E_PORT: String(await freePort()),
    },
  );
  return counted(ended, report, readPlaywright);
}

function counted(ended: Ended, report: string, read: (json: string) => Told): Outcome {
  const told = existsSync(report) ? read(readFileSync(report, "utf8")) : undefined;
  return {
    count: honest(told?.count, ended.code),
    failures: told?.failures ?? [],
    output: ended.output,
  };
}
