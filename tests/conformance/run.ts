import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type HarvestCase, runHarvestCase } from "./harvest-case";
import { type HoldingRow, runHoldingRow } from "./holding-case";
import { type LedgerCase, runLedgerCase } from "./ledger-case";
import { type LotCase, runLotCase } from "./lot-case";
import { type Example, runTaxExample } from "./tax-examples";
import { runTransferCase, type TransferCase } from "./transfer-case";
import { Skip, type Verdict } from "./verdict";

const DEFAULT_FOLDERS = ["tests/conformance/cases", "../shared/cases"];

/** Every verdict of the cases in some folders (read with all folders inside them); unknown files are skipped and said so. */
export function runFolders(folders: readonly string[]): Verdict[] {
  return folders.flatMap(filesIn).flatMap(runFile);
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

function runFile(path: string): Verdict[] {
  let data: Json;
  try {
    data = JSON.parse(readFileSync(path, "utf8")) as Json;
  } catch (cause) {
    return [
      { status: "FAIL", id: basename(path), reason: `not readable as JSON: ${String(cause)}` },
    ];
  }
  const id = data.id ?? basename(path, ".json");
  if (Array.isArray(data["examples"])) {
    return (data["examples"] as Example[]).map((example) =>
      verdict(example.id, () => runTaxExample(example)),
    );
  }
  switch (data.schema) {
    case "holding-period-table/1":
      return (data["rows"] as HoldingRow[]).map((row) => verdict(row.id, () => runHoldingRow(row)));
    case "golden-ledger-case/1":
      return [verdict(id, () => runLedgerCase(data as unknown as LedgerCase))];
    case "golden-lot-case/1":
      return [verdict(id, () => runLotCase(data as unknown as LotCase))];
    case "ledger-transfer-case/1":
      return [verdict(id, () => runTransferCase(data as unknown as TransferCase))];
    case "harvest-case/1":
      return [verdict(id, () => runHarvestCase(data as unknown as HarvestCase))];
    case "golden-wash-case/1":
      return [{ status: "SKIP", id, reason: "not built yet: wash sales of securities" }];
    case "amend-case/1":
      return [{ status: "SKIP", id, reason: "not built yet: amended years" }];
    default:
      return [{ status: "SKIP", id, reason: `unknown schema ${String(data.schema)}` }];
  }
}

function verdict(id: string, run: () => string[] | Skip): Verdict {
  try {
    const result = run();
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

function main(args: readonly string[]): number {
  const json = args.includes("--json");
  const asked = args.filter((arg) => !arg.startsWith("--"));
  const missing = asked.filter((folder) => !existsSync(folder));
  if (missing.length > 0) {
    process.stderr.write(`No such folder: ${missing.join(", ")}\n`);
    return 2;
  }
  const verdicts = runFolders(
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
  process.exitCode = main(process.argv.slice(2));
}
