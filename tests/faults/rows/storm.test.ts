import { expect, it } from "vitest";
import { DatabaseUnavailable } from "@/db/unavailable";
import { pause } from "@/lib/launch/process";
import { countOf, tell } from "./count";
import { ACTORS, troubledServer } from "./troubled-server";

/** How often every connection is ended, and how long after the last time. */
const STORMS = countOf(100);
const STORM_MS = 200;

const { add, admin, expectAllThere, expectWholePool } = troubledServer();

/** People who write all the while. A write is acknowledged, refused as passing, or strange. */
function actors(prefix: string) {
  let isOn = true;
  const acknowledged: string[] = [];
  const strange: unknown[] = [];
  let refused = 0;
  let slowest = 0;
  const work = Array.from({ length: ACTORS }, async (_, actor) => {
    for (let turn = 0; isOn; turn += 1) {
      const name = `${prefix} ${actor} ${turn}`;
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
      // As people: not again in the same instant.
      await pause(20);
    }
  });
  return {
    stop: async () => {
      isOn = false;
      await Promise.all(work);
      return { acknowledged, strange, refused, slowest: Math.round(slowest) };
    },
  };
}

it(`R3: all connections ended ${STORMS} times while ${ACTORS} write: only "come again", nothing acknowledged is lost, the pool is whole`, {
  timeout: 60_000 + STORMS * 2 * STORM_MS,
}, async () => {
  const people = actors("storm");
  let ended = 0;
  for (let storm = 0; storm < STORMS; storm += 1) {
    await pause(STORM_MS);
    const { rowCount } = await admin().query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lotwise'",
    );
    ended += rowCount ?? 0;
  }
  const { acknowledged, strange, refused, slowest } = await people.stop();
  expect(strange).toEqual([]);
  expect(ended).toBeGreaterThanOrEqual(STORMS);
  await expectWholePool();
  expect(acknowledged.length).toBeGreaterThan(0);
  await expectAllThere(acknowledged);
  tell("R3", { storms: STORMS, ended, acknowledged: acknowledged.length, refused, slowest });
});
