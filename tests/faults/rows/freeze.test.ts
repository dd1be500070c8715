import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { DatabaseUnavailable } from "@/db/unavailable";
import { pause } from "@/lib/launch/process";
import { countOf, random, tell } from "./count";
import { ACTORS, troubledServer } from "./troubled-server";

/** How often one connection, or the whole server, stands still. */
const FREEZES = Math.max(2, Math.round(countOf(100) / 5));
/** What that may cost anybody, and the busy machine's own share of it. */
const FROZEN_MS = 3000;
const SLACK_MS = 1000;

const { add, admin, postmaster, expectAllThere, expectWholePool } = troubledServer();

const backends = async (): Promise<readonly number[]> => {
  const { rows } = await admin().query<{ pid: number }>(
    "select pid from pg_stat_activity where application_name = 'lotwise' order by pid",
  );
  return rows.map(({ pid }) => pid);
};

/** Every process of the server, or one connection's. */
async function freeze(isWhole: boolean): Promise<readonly number[]> {
  const all = await backends();
  const parent = postmaster();
  const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(parent)], {
    encoding: "utf8",
  });
  const one = all[Math.floor(random() * all.length)];
  const pids = isWhole
    ? [parent, ...children.trim().split(/\s+/).map(Number)]
    : one === undefined
      ? []
      : [one];
  for (const pid of pids) {
    process.kill(pid, "SIGSTOP");
  }
  return pids;
}

it(`R4: ${FREEZES} times a connection or the whole server stands still for ten seconds: who comes then is told to come again within three, and the pool is whole afterwards`, {
  timeout: 60_000 + FREEZES * 25_000,
}, async () => {
  let refused = 0;
  let slowest = 0;
  const acknowledged: string[] = [];
  for (let round = 0; round < FREEZES; round += 1) {
    await expectWholePool();
    const pids = await freeze(round % 2 === 0);
    const until = performance.now() + 10_000;
    const strange: unknown[] = [];
    // Everybody who comes while it stands still.
    await Promise.all(
      Array.from({ length: ACTORS }, async (_, actor) => {
        for (let turn = 0; performance.now() < until; turn += 1) {
          const name = `freeze ${round} ${actor} ${turn}`;
          const began = performance.now();
          try {
            await add(name);
            acknowledged.push(name);
          } catch (error) {
            refused += 1;
            if (!(error instanceof DatabaseUnavailable)) {
              strange.push(error);
            }
          }
          slowest = Math.max(slowest, performance.now() - began);
          await pause(50);
        }
      }),
    );
    for (const pid of pids) {
      process.kill(pid, "SIGCONT");
    }
    expect(strange).toEqual([]);
    expect(slowest).toBeLessThan(FROZEN_MS + SLACK_MS);
  }
  expect(refused).toBeGreaterThan(0);
  await expectWholePool();
  await expectAllThere(acknowledged);
  tell("R4", {
    freezes: FREEZES,
    acknowledged: acknowledged.length,
    refused,
    slowestMs: Math.round(slowest),
  });
});
