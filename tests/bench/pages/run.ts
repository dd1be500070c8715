import { rmSync } from "node:fs";
import { join } from "node:path";
import { closePool } from "@/db/client";
import { resetEnv } from "@/lib/env";
import { seasonYear } from "@/lib/services/cockpit/view-board";
import { instantFromEpoch, utcDate } from "@/lib/time/instant";
import { startCluster } from "../../support/cluster";
import { temporaryFolder } from "../../support/folders";
import { ready, startLauncher } from "../../support/launcher";
import { makeFirm } from "./firm-of-clients";
import { type Load, load } from "./load";

/** At once, as the targets of the load tests say. */
const AT_ONCE = 8;
const PORT = 3190;
const WARM = 40;
const REQUESTS = 240;
const ROUNDS = 3;

/** The plainest dynamic page there is, a form asked for without any data, and the plainest route. */
const FLOOR_PAGE = "/sign-in";
const FLOOR_ROUTE = "/api/health";

const BOARD = [
  "/clients",
  "/clients?view=board",
  "/clients?q=client+0&sort=stake&over=100",
  "/clients/harvest",
];

/** What a page takes as a multiple of the empty page's p95 in the same minute. */
const BOARD_TARGET = 3;

interface Row extends Load {
  readonly times: number;
}

/**
 * `npm run bench -- pages [CLIENTS]`: starts the built product with data of its own and a firm of so many clients, and measures the
 * board's pages, each right after the floors; the median of three rounds. Answers 1 when a page is over its target.
 */
export async function benchPages(clients: number, json: boolean): Promise<number> {
  const folder = temporaryFolder("bench-pages");
  const { ownerUrl, appUrl, stop } = await startCluster();
  const env = {
    DATABASE_URL: ownerUrl,
    APP_DATABASE_URL: appUrl,
    // The names this process seals are opened by the product.
    ENCRYPTION_KEYS: process.env["ENCRYPTION_KEYS"] ?? "",
  };
  const launcher = startLauncher({ data: join(folder, "data"), port: PORT, env });
  try {
    await ready(launcher);
    process.env["APP_DATABASE_URL"] = appUrl;
    resetEnv();
    const firm = await makeFirm(clients, seasonYear(utcDate(instantFromEpoch(Date.now()))));
    const cookie = `lotwise.session=${firm.token}`;
    const rows = await measure(launcher.url, cookie);
    process.stdout.write(json ? `${JSON.stringify(rows, null, 1)}\n` : told(rows, clients));
    return rows.some(({ times }) => times > BOARD_TARGET) ? 1 : 0;
  } finally {
    await closePool();
    await launcher.stop();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(origin: string, cookie: string): Promise<readonly Row[]> {
  const warm = { cookie, at: AT_ONCE, requests: WARM };
  for (const path of [FLOOR_PAGE, FLOOR_ROUTE, ...BOARD]) {
    await load(origin, path, { ...warm, cookie: path === FLOOR_PAGE ? "" : cookie });
  }
  const rows: Row[] = [];
  for (const path of [FLOOR_ROUTE, ...BOARD]) {
    const rounds: Row[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const asked = { at: AT_ONCE, requests: REQUESTS };
      const floor = await load(origin, FLOOR_PAGE, { ...asked, cookie: "" });
      const page = await load(origin, path, { ...asked, cookie });
      rounds.push({ ...page, times: page.p95 / floor.p95 });
    }
    rounds.sort((a, b) => a.times - b.times);
    rows.push(...rounds.slice(1, 2));
  }
  return rows;
}

function told(rows: readonly Row[], clients: number): string {
  const head = `${clients} clients, ${AT_ONCE} at once; times: p95 as a multiple of ${FLOOR_PAGE} in the same minute\n`;
  const line = ({ path, p50, p95, p99, bytes, times }: Row) =>
    `${path.padEnd(44)} p50 ${p50.toFixed(1).padStart(7)}  p95 ${p95.toFixed(1).padStart(7)}  p99 ${p99.toFixed(1).padStart(7)} ms  ${String(Math.round(bytes / 1024)).padStart(5)} kB  ${times.toFixed(2).padStart(5)}x\n`;
  return head + rows.map(line).join("");
}
