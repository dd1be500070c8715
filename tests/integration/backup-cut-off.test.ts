import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PROJECT_ROOT } from "../support/folders";
import { makeFolder, makeInvestor, openDatabase } from "./support";

const { ownerUrl } = await openDatabase();

/** `lotwise backup` where no file may grow past so many blocks of 1 kB: the disk's own "no more". */
async function backupWithin(blocks: string, file: string): Promise<number | null> {
  const command = `ulimit -f ${blocks}; exec "$0" --import tsx lib/cli/lotwise.ts backup "$1"`;
  const child = spawn("bash", ["-c", command, process.execPath, file], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, DATABASE_URL: ownerUrl },
    stdio: "ignore",
  });
  return new Promise((resolve) => child.once("close", (code) => resolve(code)));
}

// Windows has no ulimit.
it.skipIf(process.platform === "win32")(
  "a backup that the disk cuts off ends as failed and leaves no file of its name; with room again the same command works",
  async () => {
    await makeInvestor();
    const folder = makeFolder();
    const file = join(folder, "backup.gz");
    expect(await backupWithin("1", file)).not.toBe(0);
    expect(existsSync(file)).toBe(false);
    expect(await backupWithin("unlimited", file)).toBe(0);
    expect(readdirSync(folder)).toEqual(["backup.gz"]);
  },
);
