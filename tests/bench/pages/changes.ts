import { readFileSync } from "node:fs";
import pg from "pg";
import type { Tenant } from "./books-of-many";
import { load } from "./load";
import { FLOORS } from "./scenarios";

/** Small books are changed by four at once; what a change may cost beside the plainest route (reliability.md, section 6). */
const EDITORS = 4;
const EDITS = 40;
const EDIT_P95 = 10;
/** All years of the largest books anew. */
const WHALE_SECONDS = 20;
const WHALE_MB = 1024;

/** What the first page after a change waits for, and what is over its target. */
export interface Changes {
  readonly editTimes: number;
  readonly whaleSeconds: number;
  /** The most memory the web ever held; null where the system does not tell. */
  readonly webMb: number | null;
  readonly faults: readonly string[];
}

/**
 * A year's page asked for right after its books were changed, so that all years are computed anew: small books by several at once, beside
 * the plainest route of the same minute, then the largest once. The change itself is a version that rises, as triggers let it.
 */
export async function measureChanges(
  origin: string,
  ownerUrl: string,
  { tenant, whale, year, web }: { tenant: Tenant; whale: Tenant; year: number; web: number },
): Promise<Changes> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: EDITORS });
  const first = async ({ client, cookie }: Tenant) => {
    await pool.query(
      "update clients set ledger_version = ledger_version + 1 where client_id = $1",
      [client],
    );
    const asked = { path: `/clients/${client}/years/${year}`, cookie };
    return (await load(origin, [asked], { at: 1, requests: 1 })).worst;
  };
  try {
    const floor = await load(origin, [{ path: FLOORS.route, cookie: "" }], {
      at: EDITORS,
      requests: EDITS * 4,
    });
    const waits: number[] = [];
    const edits = async () => {
      while (waits.length < EDITS) waits.push(await first(tenant));
    };
    await Promise.all(Array.from({ length: EDITORS }, edits));
    waits.sort((a, b) => a - b);
    const editTimes = (waits[Math.floor(waits.length * 0.95)] ?? 0) / floor.p95;
    const whaleSeconds = (await first(whale)) / 1000;
    const webMb = peakMb(web);
    const faults = [
      ...(editTimes > EDIT_P95 ? [`a change: ${editTimes.toFixed(1)}x of ${EDIT_P95}`] : []),
      ...(whaleSeconds > WHALE_SECONDS ? [`the largest anew: ${whaleSeconds.toFixed(1)} s`] : []),
      ...(webMb !== null && webMb > WHALE_MB ? [`the web held ${webMb} MB`] : []),
    ];
    return { editTimes, whaleSeconds, webMb, faults };
  } finally {
    await pool.end();
  }
}

/** Linux tells the most a process ever held. */
function peakMb(pid: number): number | null {
  try {
    const told = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return told === undefined ? null : Math.round(Number(told) / 1024);
  } catch {
    return null;
  }
}
