import { rmSync } from "node:fs";
import { join } from "node:path";
import { closePool } from "@/db/client";
import { resetEnv } from "@/lib/env";
import { seasonYear } from "@/lib/services/cockpit/view-board";
import { instantFromEpoch, utcDate } from "@/lib/time/instant";
import { startCluster } from "../../support/cluster";
import { temporaryFolder } from "../../support/folders";
import { ready, startLauncher } from "../../support/launcher";
import { type Crowd, makeBooks } from "./books-of-many";
import { type Changes, measureChanges } from "./changes";
import { makeFirm } from "./firm-of-clients";
import { type Asked, type Load, load } from "./load";
import { FLOORS, mixture, type Scenario, scenarios } from "./scenarios";

/** At once, as the targets of the load tests say. */
const AT_ONCE = 8;
const PORT = 3190;
/** How often each is asked: as the targets want it, and to see that everything answers. */
const TRIES = {
  full: { warm: 24, requests: 240, rounds: 3 },
  brief: { warm: 8, requests: 24, rounds: 1 },
} as const;
/** With thirty-two at once, at most twice what eight wait; with more, nobody longer than this, though some may be told to come again. */
const CROWDED = 2;
const LONGEST_MS = 10_000;

/** How many clients the firm has, and the books beside it. */
export interface Size extends Crowd {
  readonly clients: number;
  readonly tries: keyof typeof TRIES;
}

interface Row extends Load {
  readonly name: string;
  /** p95 and p99 as multiples of the floor's p95 and p99 in the same minute, and what they may be. */
  readonly times: readonly [number, number];
  readonly most: readonly [number, number];
}

/**
 * `npm run bench -- pages [--brief] [CLIENTS [TENANTS ROWS WHALE]]`: starts the built product with data of its own (a firm of so many clients, so
 * many investors with so many rows, one with very many) and measures what people do, each right after its floor; the median of three
 * rounds. Then the first page after a change, and a mixture at 8, 32 and 128 at once. Answers 1 when something is
 * over its target.
 */
export async function benchPages(size: Size, json: boolean): Promise<number> {
  const folder = temporaryFolder("bench-pages");
  const { ownerUrl, appUrl, stop } = await startCluster();
  // The web opens names that this process sealed.
  const { ENCRYPTION_KEYS = "" } = process.env;
  const env = { DATABASE_URL: ownerUrl, APP_DATABASE_URL: appUrl, ENCRYPTION_KEYS };
  const launcher = startLauncher({ data: join(folder, "data"), port: PORT, env });
  try {
    await ready(launcher);
    process.env["APP_DATABASE_URL"] = appUrl;
    resetEnv();
    const year = seasonYear(utcDate(instantFromEpoch(Date.now())));
    const started = performance.now();
    const firm = await makeFirm(size.clients, year);
    const everybody = { firm, ...(await makeBooks(ownerUrl, size, year)) };
    const made = (performance.now() - started) / 1000;
    const rows = await measure(launcher.url, scenarios(everybody, year), size.tries);
    const web = launcher.pidOf("web");
    const changes = await measureChanges(launcher.url, ownerUrl, { ...everybody, year, web });
    const crowds = await measureCrowds(launcher.url, mixture(everybody, year), size.tries);
    const told = { size, made, rows, changes, crowds };
    process.stdout.write(
      json ? `${JSON.stringify(told, null, 1)}\n` : text(size, rows, changes, crowds),
    );
    const isOver = rows.some(({ times, most }) => times.some((time, n) => time > (most[n] ?? 0)));
    return isOver || changes.faults.length + crowds.faults.length > 0 ? 1 : 0;
  } finally {
    await closePool();
    await launcher.stop();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  origin: string,
  all: readonly Scenario[],
  tries: Size["tries"],
): Promise<readonly Row[]> {
  const { warm, requests, rounds: count } = TRIES[tries];
  const rows: Row[] = [];
  for (const { name, asked, floor, p95, p99 } of all) {
    const plain = [{ path: FLOORS[floor], cookie: "" }];
    await load(origin, [...plain, ...asked], { at: AT_ONCE, requests: warm });
    const rounds: Row[] = [];
    for (let round = 0; round < count; round += 1) {
      const least = await load(origin, plain, { at: AT_ONCE, requests });
      const page = await load(origin, asked, { at: AT_ONCE, requests });
      const times = [page.p95 / least.p95, page.p99 / least.p99] as const;
      rounds.push({ ...page, name, times, most: [p95, p99] });
    }
    rounds.sort((a, b) => a.times[0] - b.times[0]);
    const middle = Math.floor(count / 2);
    rows.push(...rounds.slice(middle, middle + 1));
  }
  return rows;
}

interface Crowds {
  readonly loads: readonly (Load & { readonly at: number })[];
  readonly faults: readonly string[];
}

/** The mixture by ever more people at once. Below 128 a wrong answer throws. */
async function measureCrowds(
  origin: string,
  asked: readonly Asked[],
  tries: Size["tries"],
): Promise<Crowds> {
  const { requests } = TRIES[tries];
  const loads: (Load & { readonly at: number })[] = [];
  for (const at of [AT_ONCE, 32, 128]) {
    const one = await load(origin, asked, {
      at,
      requests: Math.max(requests, at * (tries === "full" ? 5 : 1)),
      mayShed: at > 32,
    });
    loads.push({ ...one, at });
  }
  const [quiet, crowded, most] = loads;
  const faults = [
    ...(quiet && crowded && crowded.p95 > CROWDED * quiet.p95
      ? [`32 at once: p95 ${(crowded.p95 / quiet.p95).toFixed(1)} times that of 8`]
      : []),
    ...(most && most.worst > LONGEST_MS
      ? [`128 at once: somebody waited ${Math.round(most.worst)} ms`]
      : []),
    ...(most && most.broken > 0
      ? [`128 at once: ${most.broken} answers were faults, not "come again"`]
      : []),
  ];
  return { loads, faults };
}

function text(size: Size, rows: readonly Row[], changes: Changes, crowds: Crowds): string {
  const ms = (value: number) => value.toFixed(1).padStart(8);
  const head = `${size.tenants} investors of ${size.rows} rows, one of ${size.whaleRows}, a firm of ${size.clients} clients; ${AT_ONCE} at once; times: of the floor in the same minute\n`;
  const line = ({ name, p50, p95, p99, bytes, times, most }: Row) =>
    `${name.padEnd(42)}p50${ms(p50)}  p95${ms(p95)}  p99${ms(p99)} ms ${String(Math.round(bytes / 1024)).padStart(5)} kB  ${times.map((time, n) => `${time.toFixed(2)}x of ${most[n]}`).join(", ")}\n`;
  const crowd = ({ at, p50, p95, worst, shed, requests }: Load & { at: number }) =>
    `a mixture, ${String(at).padStart(3)} at once${" ".repeat(20)}p50${ms(p50)}  p95${ms(p95)}  worst${ms(worst)} ms, ${shed} of ${requests} told to come again\n`;
  const { editTimes, whaleSeconds, webMb } = changes;
  const change = `first page after a change: small books ${editTimes.toFixed(1)}x the plainest route; the largest ${whaleSeconds.toFixed(1)} s, web at most ${webMb ?? "?"} MB\n`;
  return (
    head +
    rows.map(line).join("") +
    change +
    crowds.loads.map(crowd).join("") +
    [...changes.faults, ...crowds.faults].map((fault) => `OVER ${fault}\n`).join("")
  );
}
