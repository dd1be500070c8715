import { createHash } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { closePool } from "@/db/client";
import { userId } from "@/db/ids";
import { invariant, type Result } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { readLedgerFilter } from "@/lib/services/ledger-filter";
import { receiveUpload } from "@/lib/services/receive-upload";
import { viewImports } from "@/lib/services/view-imports";
import { viewLedger } from "@/lib/services/view-ledger";
import { viewOverview } from "@/lib/services/view-overview";
import { viewReview } from "@/lib/services/view-review";
import { viewYear } from "@/lib/services/view-year";
import { largeText } from "./large-file";

/**
 * Somebody else at work meanwhile, in a process of its own as the web is: opens the pages of books of 2,000 rows one after the other, as
 * their services answer them, until it is told to stop. Told "begin" and "end" by its parent; answers each "end" with what it saw.
 */
interface Told {
  readonly user: string;
  readonly client: string;
}

/** What a stretch of time looked like from here, milliseconds. `lag`: how late the event loop was, 99th percentile. */
export interface Stretch {
  readonly pages: number;
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
  readonly lag: number;
}

const ROWS = 2000;
/** Between one page and the next. */
const THINK_MS = 25;
/** How often the lag is looked at; what comes on top is the lag. */
const RESOLUTION_MS = 5;

const told = JSON.parse(process.argv[2] ?? "{}") as Told;
const user = { id: userId(told.user) };

async function makeBooks(): Promise<void> {
  const text = Buffer.from(largeText(ROWS));
  const received = await receiveUpload(user, told.client, {
    fileName: "mine.csv",
    size: text.length,
    sha256: createHash("sha256").update(text).digest("hex"),
    body: Readable.from([text]),
  });
  invariant(received.ok, "the file is taken");
  const committed = await commitImport(user, told.client, received.value.batchId);
  invariant(committed.ok, `the file is imported: ${JSON.stringify(committed)}`);
}

const filter = readLedgerFilter({});

const PAGES: readonly (() => Promise<Result<unknown, unknown>>)[] = [
  () => viewOverview(user, told.client),
  () => viewLedger(user, told.client, filter),
  () => viewYear(user, told.client, 2019),
  () => viewImports(user, told.client),
  () => viewReview(user, told.client),
];

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let taken: number[] = [];
let isWorking = true;

async function work(): Promise<void> {
  for (let at = 0; isWorking; at += 1) {
    const page = PAGES[at % PAGES.length];
    const started = performance.now();
    const answer = await page?.();
    taken.push(performance.now() - started);
    invariant(answer?.ok === true, "the page is answered");
    await pause(THINK_MS);
  }
}

function seen(): Stretch {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return {
    pages: sorted.length,
    p50: at(0.5),
    p95: at(0.95),
    worst: at(1),
    lag: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS),
  };
}

process.on("message", (word) => {
  if (word === "begin") {
    taken = [];
    delay.reset();
  } else if (word === "end") {
    process.send?.(seen());
  } else {
    isWorking = false;
  }
});

await makeBooks();
delay.enable();
const working = work();
process.send?.("ready");
await working;
await closePool();
process.disconnect();
