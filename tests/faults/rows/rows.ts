import { spawn } from "node:child_process";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../support/folders";

/** Each row that needs no built product: its own rounds, and the tests of every run that prove the rest of it. */
const ROWS = {
  /** Connections ended by the server under load. */
  R3: ["tests/faults/rows/storm.test.ts", "tests/integration/faults.test.ts"],
  /** A server, or one connection of it, that stands still. */
  R4: ["tests/faults/rows/freeze.test.ts", "tests/integration/faults.test.ts"],
  /** Disks that are full: PostgreSQL's, and that of temporary files. Root alone may mount a small disk; skipped otherwise. */
  R5: ["tests/faults/rows/full-disk.test.ts", "tests/integration/import-faults.test.ts"],
  /** Duplicate uploads. */
  R7: ["tests/faults/rows/duplicates.test.ts", "tests/integration/quarantine-twins.test.ts"],
  /** Several people at the same rows. */
  R8: ["tests/faults/rows/edits.test.ts"],
  /** The same deed sent fifty times at once. */
  R9: ["tests/faults/rows/double-submit.test.ts"],
  /** Lines that are sent or read ever slower. */
  R17: ["tests/faults/rows/slow-lines.test.ts", "tests/unit/door/open-door.test.ts"],
  /** Sessions planted, replayed, stolen. */
  R18: ["tests/faults/rows/sessions.test.ts"],
  /** Passwords guessed. */
  R19: ["tests/faults/rows/guessing.test.ts", "tests/integration/second-step.test.ts"],
  /** Forms of anything at every action. */
  R21: ["tests/faults/rows/action-fuzz.test.ts", "tests/integration/actions-closed.test.ts"],
  /** Workers killed in the middle of papers and mails. */
  R22: ["tests/faults/rows/jobs.test.ts", "tests/integration/jobs.test.ts"],
  /** Migrations from every earlier schema, and cut off. */
  R26: ["tests/faults/rows/migrations.test.ts", "tests/integration/migrate.test.ts"],
  /** The history changed behind the product's back. */
  R28: ["tests/faults/rows/tampering.test.ts", "tests/unit/audit/verify.test.ts"],
} as const;

/** The name of a row. */
export type RowName = keyof typeof ROWS;

/** Every row. */
export const ROW_NAMES = Object.keys(ROWS) as readonly RowName[];

/** Runs one row; true when everything it promises holds. Without `rounds` as often as before a release. */
export async function isRowProven(
  row: RowName,
  told: { readonly rounds: number | null; readonly seed: number },
): Promise<boolean> {
  const vitest = join(PROJECT_ROOT, "node_modules/vitest/vitest.mjs");
  const projects = ["faults", "integration", "unit"].map((name) => `--project=${name}`);
  const child = spawn(
    process.execPath,
    [vitest, "run", "--disable-console-intercept", ...projects, ...ROWS[row]],
    {
      cwd: PROJECT_ROOT,
      env: {
        ...process.env,
        FAULT_SEED: String(told.seed),
        ...(told.rounds === null ? {} : { FAULT_ROUNDS: String(told.rounds) }),
      },
      stdio: "inherit",
    },
  );
  const code = await new Promise((resolve) => child.once("close", resolve));
  return code === 0;
}
