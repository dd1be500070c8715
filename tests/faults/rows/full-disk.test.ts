import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, it, vi } from "vitest";
import { closePool } from "@/db/client";
import { ensureDatabase, migrate } from "@/db/migrate";
import { ensureAccounts, listAccounts } from "@/db/queries/accounts";
import { withClient } from "@/db/tenant";
import { DatabaseUnavailable } from "@/db/unavailable";
import { resetEnv } from "@/lib/env";
import { type Postgres, startPostgres } from "@/lib/launch/postgres";
import { isAlive, pause } from "@/lib/launch/process";
import { backup } from "@/lib/operate/backup";
import { ok } from "@/lib/result";
import { verifyHistory } from "@/lib/services/history/verify-history";
import { receiveUpload } from "@/lib/services/receive-upload";
import { largeText } from "../../bench/import/large-file";
import { makeInvestor, write } from "../../integration/support";
import { ask } from "../../support/ask-database";
import { PROJECT_ROOT, temporaryFolder } from "../../support/folders";
import { countOf, tell } from "./count";

/** How often the disk is filled and emptied again. */
const ROUNDS = countOf(3);
/** Only root may mount a small disk of its own; for anybody else the rows are skipped, and say so. */
const MAY_MOUNT = process.platform === "linux" && process.getuid?.() === 0;
const mounted: string[] = [];

/** A disk of so many megabytes, all its own. */
function smallDisk(megabytes: number): string {
  const folder = temporaryFolder("small-disk");
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder]);
  mounted.push(folder);
  return folder;
}

afterAll(async () => {
  await closePool();
  for (const folder of mounted) {
    execFileSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Takes all the room of a disk but so many kilobytes; gives it back by removing the file. */
function fill(disk: string, leaveKilobytes: number, name = "filler"): string {
  const file = join(disk, name);
  const descriptor = openSync(file, "w");
  const { bavail, bsize } = statfsSync(disk);
  const piece = new Uint8Array(64 * 1024);
  try {
    for (let left = bavail * bsize - leaveKilobytes * 1024; left > 0; left -= piece.byteLength) {
      writeSync(descriptor, piece);
    }
  } catch {
    // Full already.
  }
  closeSync(descriptor);
  return file;
}

/** Has the server begin new pieces of its write-ahead log, of 16 MB each, until there is no room for one: then it stops itself. */
async function fillLog(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  admin.on("error", () => undefined);
  try {
    await admin.connect();
    for (let turn = 0; turn < 40; turn += 1) {
      await admin.query("select pg_switch_wal()");
      await admin.query(
        "create table if not exists noise (a text); insert into noise values ('a')",
      );
    }
  } catch {
    // The server is gone, or refuses.
  } finally {
    await admin.end().catch(() => undefined);
  }
}

const csv = (rows: number) => new TextEncoder().encode(largeText(rows));

async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.byteLength; at += 65_536) {
    yield bytes.subarray(at, at + 65_536);
  }
}

interface Seen {
  readonly kept: string[];
  refused: number;
  readonly strange: unknown[];
  longest: number;
}

it.skipIf(!MAY_MOUNT)(
  MAY_MOUNT
    ? `R5: the disk of PostgreSQL full ${ROUNDS} times under edits and uploads: "try again" and nothing else, nothing acknowledged lost, healthy once there is room`
    : "R5: the disk of PostgreSQL full: skipped: needs root",
  { timeout: 120_000 + ROUNDS * 60_000 },
  async () => {
    const disk = smallDisk(220);
    const dir = join(disk, "pg");
    let server: Postgres = await startPostgres({ dir, root: PROJECT_ROOT });
    const url = await ensureDatabase(server.url, "lotwise");
    const { appUrl } = await migrate(url);
    Object.assign(process.env, { APP_DATABASE_URL: appUrl, DB_POOL_SIZE: "6" });
    resetEnv();
    const me = await makeInvestor();
    const add = (name: string) =>
      withClient(me, me.client, "write", async (tx) =>
        ok(await ensureAccounts(tx, [{ name, source: null }])),
      );
    const seen: Seen = { kept: [], refused: 0, strange: [], longest: 0 };
    let uploads = 0;
    const attempt = async (deed: () => Promise<unknown>, kept: () => void) => {
      const began = performance.now();
      try {
        await deed();
        kept();
      } catch (error) {
        seen.refused += 1;
        if (!(error instanceof DatabaseUnavailable)) {
          seen.strange.push(error);
        }
        await pause(20);
      }
      seen.longest = Math.max(seen.longest, performance.now() - began);
    };
    const died: number[] = [];
    const healthy: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const filler = fill(disk, 600 - 300 * (round % 3));
      const [until, enough] = [Date.now() + 30_000, seen.refused + 10];
      const isOn = () => Date.now() < until && seen.refused < enough;
      const editor = async (who: number) => {
        for (let turn = 0; isOn(); turn += 1) {
          const name = `round ${round} editor ${who} turn ${turn} ${"x".repeat(80)}`;
          await attempt(
            () => add(name),
            () => seen.kept.push(name),
          );
        }
      };
      const uploader = async () => {
        for (let turn = 0; isOn(); turn += 1) {
          const bytes = csv(3000 + round * 100 + turn);
          const incoming = {
            fileName: `${round}-${turn}.csv`,
            size: bytes.byteLength,
            sha256: null,
          };
          await attempt(
            async () => receiveUpload(me, me.client, { ...incoming, body: inPieces(bytes) }),
            () => {
              uploads += 1;
            },
          );
        }
      };
      await Promise.all([
        editor(1),
        editor(2),
        uploader(),
        ...(round % 3 === 2 ? [fillLog(url)] : []),
      ]);
      // No backup either, and no piece of one.
      const rest = fill(disk, 0, "rest");
      const copy = join(disk, "backup.gz");
      await expect(backup(url, copy)).rejects.toThrow();
      expect(readdirSync(disk).filter((name) => name.startsWith("backup"))).toEqual([]);
      rmSync(rest);
      rmSync(filler);
      const began = performance.now();
      if (!isAlive(server.pid)) {
        died.push(round);
        server = await startPostgres({ dir, root: PROJECT_ROOT, port: server.port });
      }
      let isUp = false;
      while (!isUp && performance.now() - began < 20_000) {
        isUp = await add(`after ${round}`).then(
          () => true,
          () => false,
        );
      }
      healthy.push(Math.round(performance.now() - began));
    }
    const there = new Set((await write(me, listAccounts)).map((account) => account.name));
    const rows = await ask<{ whole: number; torn: number }>(
      url,
      `select count(*) filter (where u.size = c.size)::int as whole, count(*) filter (where u.size is distinct from c.size)::int as torn
       from uploads u left join (select client_id, upload_id, sum(length(bytes)) as size from upload_chunks group by 1, 2) c
         on c.client_id = u.client_id and c.upload_id = u.id`,
    );
    tell("R5", {
      kept: seen.kept.length,
      uploads,
      refused: seen.refused,
      longest: Math.round(seen.longest),
      died,
      healthy,
    });
    expect(seen.strange).toEqual([]);
    expect(seen.refused).toBeGreaterThan(ROUNDS);
    expect(seen.kept.filter((name) => !there.has(name))).toEqual([]);
    expect(rows[0]).toMatchObject({ torn: 0 });
    expect(rows[0]?.whole).toBeGreaterThanOrEqual(uploads);
    expect(Math.max(...healthy)).toBeLessThan(5000);
    expect(await verifyHistory(me, me.client)).toMatchObject({ value: { holds: true } });
    await closePool();
    await server.stop();
  },
);

it.skipIf(!MAY_MOUNT)(
  MAY_MOUNT
    ? "R5: the folder for temporary files full: an upload is refused as no room, small ones go on, and nothing is left behind"
    : "R5: the folder for temporary files full: skipped: needs root",
  { timeout: 120_000 },
  async () => {
    const disk = smallDisk(4);
    chmodSync(disk, 0o755);
    vi.stubEnv("TMPDIR", disk);
    const big = new Uint8Array(8_000_000).fill(44);
    const { spool } = await import("@/lib/services/imports/spool");
    expect(await spool(inPieces(big))).toEqual({ ok: false, error: { code: "no-room" } });
    expect(readdirSync(disk)).toEqual([]);
    const small = await spool(inPieces(csv(100)));
    expect(small.ok).toBe(true);
    if (small.ok) await small.value.drop();
    const filler = fill(disk, 0);
    expect(await spool(inPieces(csv(100)))).toEqual({ ok: false, error: { code: "no-room" } });
    expect(existsSync(filler)).toBe(true);
    rmSync(filler);
    expect(readdirSync(disk)).toEqual([]);
    const again = await spool(inPieces(csv(100)));
    expect(again.ok).toBe(true);
    if (again.ok) await again.value.drop();
    vi.unstubAllEnvs();
  },
);
