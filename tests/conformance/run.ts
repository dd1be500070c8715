import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type AmendCase, runAmendCase } from "./amend-case";
import { runHarvestCase } from "./harvest-case";
import type { HarvestCase } from "./harvest-shape";
import { type HoldingRow, runHoldingRow } from "./holding-case";
import { type ImportCase, runImportCase } from "./import-case";
import { type LedgerCase, runLedgerCase } from "./ledger-case";
import { type LotCase, runLotCase } from "./lot-case";
import type { Example } from "./tax-example";
import { runTaxExample } from "./tax-examples";
import { runTransferCase, type TransferCase } from "./transfer-case";
import { Skip, type Verdict } from "./verdict";
import { runWashCase, type WashCase } from "./wash-case";

const DEFAULT_FOLDERS = ["tests/conformance/cases", "../shared/cases", "../shared/imports/samples"];

/** Every verdict of the cases in some folders (read with all folders inside them); unknown files are skipped and said so. */
export async function runFolders(folders: readonly string[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const path of folders.flatMap(filesIn)) {
    verdicts.push(...(await runFile(path)));
  }
  return verdicts;
}

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) {
    return path.endsWith(".json") ? [path] : [];
  }
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

type Json = Record<string, unknown> & { schema?: string; id?: string };

async function runFile(path: string): Promise<Verdict[]> {
  let data: Json;
  try {
    data = JSON.parse(readFileSync(path, "utf8")) as Json;
  } catch (cause) {
    return [
      { status: "FAIL", id: basename(path), reason: `not readable as JSON: ${String(cause)}` },
    ];
  }
  const id = data.id ?? basename(path, ".json");
  if (path.endsWith(".expected.json")) {
    const name = `${basename(dirname(path))}/${basename(path, ".expected.json")}`;
    return [await verdict(name, () => runImportCase(path, data as ImportCase))];
  }
  if (Array.isArray(data["examples"])) {
    return all((data["examples"] as Example[]).map((each) => [each.id, () => runTaxExample(each)]));
  }
  switch (data.schema) {
    case "holding-period-table/1":
      return all((data["rows"] as HoldingRow[]).map((row) => [row.id, () => runHoldingRow(row)]));
    case "golden-ledger-case/1":
      return [await verdict(id, () => runLedgerCase(data as unknown as LedgerCase))];
    case "golden-lot-case/1":
      return [await verdict(id, () => runLotCase(data as unknown as LotCase))];
    case "ledger-transfer-case/1":
      return [await verdict(id, () => runTransferCase(data as unknown as TransferCase))];
    case "harvest-case/1":
      return [await verdict(id, () => runHarvestCase(data as unknown as HarvestCase))];
    case "golden-wash-case/1":
      return [await verdict(id, () => runWashCase(data as unknown as WashCase))];
    case "amend-case/1":
      return [await verdict(id, () => runAmendCase(data as unknown as AmendCase))];
    default:
      return [{ status: "SKIP", id, reason: `unknown schema ${String(data.schema)}` }];
  }
}

type Run = () => string[] | Skip | Promise<string[] | Skip>;

async function all(runs: readonly (readonly [string, Run])[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const [id, run] of runs) {
    verdicts.push(await verdict(id, run));
  }
  return verdicts;
}

async function verdict(id: string, run: Run): Promise<Verdict> {
  try {
    const result = await run();
    if (result instanceof Skip) {
      return { status: "SKIP", id, reason: result.reason };
    }
    const [first, ...more] = result;
    return first === undefined
      ? { status: "PASS", id, reason: "" }
      : {
          status: "FAIL",
          id,
          reason: more.length === 0 ? first : `${first} (and ${more.length} more)`,
        };
  } catch (cause) {
    return { status: "FAIL", id, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

async function main(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  const asked = args.filter((arg) => !arg.startsWith("--"));
  const missing = asked.filter((folder) => !existsSync(folder));
  if (missing.length > 0) {
    process.stderr.write(`No such folder: ${missing.join(", ")}\n`);
    return 2;
  }
  const verdicts = await runFolders(
    asked.length > 0 ? asked : DEFAULT_FOLDERS.filter((folder) => existsSync(folder)),
  );
  const count = (status: Verdict["status"]) =>
    verdicts.filter((each) => each.status === status).length;
  const [passed, failed, skipped] = [count("PASS"), count("FAIL"), count("SKIP")];
  if (json) {
    process.stdout.write(`${JSON.stringify({ passed, failed, skipped, verdicts }, null, 1)}\n`);
  } else {
    for (const { status, id, reason } of verdicts) {
      process.stdout.write(`${status} ${id}${reason === "" ? "" : ` ${reason}`}\n`);
    }
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
  return failed > 0 ? 1 : 0;
}

if (process.argv[1]?.endsWith("run.ts") === true) {
  process.exitCode = await main(process.argv.slice(2));
}
