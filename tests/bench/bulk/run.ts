import { createHash } from "node:crypto";
import { createWriteStream, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { closePool } from "@/db/client";
import { resetEnv } from "@/lib/env";
import { invariant } from "@/lib/result";
import { startBulk } from "@/lib/services/bulk/start-bulk";
import { startCluster } from "../../support/cluster";
import { temporaryFolder } from "../../support/folders";
import { type Launcher, ready, startLauncher } from "../../support/launcher";
import { processorSeconds } from "../import/processor-seconds";
import { openSession } from "../pages/session";
import { type FirmWithBooks, makeFirmWithBooks } from "./firm-with-books";

const PORT = 3191;
const YEAR = 2025;
const EVERY_MS = 500;

/** What a stretch of work took of one program; null where /proc is not there. */
interface Taken {
  readonly cpuSeconds: number | null;
  /** The most memory it held meanwhile. */
  readonly peakMb: number | null;
}

/**
 * `npm run bench -- bulk [CLIENTS [ROWS]]`: final packs of so many clients, each with so many rows, asked for as people do and made by the built
 * product's worker, then fetched from the web as one zip whose every file is held against the manifest. Answers 1 when a file is
 * missing, is not what the manifest says, or a client that cannot have papers is not listed with its reason.
 */
export async function benchBulk(clients: number, rows: number): Promise<number> {
  const folder = temporaryFolder("bench-bulk");
  const { ownerUrl, appUrl, stop } = await startCluster();
  const { ENCRYPTION_KEYS = "" } = process.env;
  const env = { DATABASE_URL: ownerUrl, APP_DATABASE_URL: appUrl, ENCRYPTION_KEYS };
  const launcher = startLauncher({ data: join(folder, "data"), port: PORT, env });
  try {
    await ready(launcher);
    process.env["APP_DATABASE_URL"] = appUrl;
    resetEnv();
    const firm = await makeFirmWithBooks(ownerUrl, { clients, rows, year: YEAR });
    const made = await during(launcher, "worker", () => make(launcher.url, firm));
    process.stderr.write(`made: ${JSON.stringify(made)}\n`);
    const zip = join(folder, "packs.zip");
    const fetched = await during(launcher, "web", () =>
      fetchZip(launcher.url, firm, made.value, zip),
    );
    const held = await holdAgainstManifest(zip);
    process.stdout.write(text({ clients, rows, firm, made, fetched, held }));
    const missing = firm.open * 2;
    return held.wrong.length > 0 || held.missing !== missing ? 1 : 0;
  } finally {
    await closePool();
    await launcher.stop();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Timed<T> = Taken & { readonly value: T; readonly seconds: number };

/** Does the work, and says what it took of one part of the product. */
async function during<T>(
  launcher: Launcher,
  part: "web" | "worker",
  work: () => Promise<T>,
): Promise<Timed<T>> {
  const pid = launcher.pidOf(part);
  forgetPeak(pid);
  const [wall, cpu] = [performance.now(), processorSeconds(pid)];
  const value = await work();
  const after = processorSeconds(pid);
  return {
    value,
    seconds: (performance.now() - wall) / 1000,
    cpuSeconds: cpu === null || after === null ? null : after - cpu,
    peakMb: peakMb(pid),
  };
}

/** Linux forgets the most a process ever held when it is told to. */
function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // Elsewhere the peak is that since the start.
  }
}

function peakMb(pid: number): number | null {
  try {
    const told = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return told === undefined ? null : Math.round(Number(told) / 1024);
  } catch {
    return null;
  }
}

/** Asks for the packs and waits, as the page of the run does. */
async function make(origin: string, { user, clients }: FirmWithBooks): Promise<string> {
  const begun = await startBulk({ id: user }, { what: "final", years: [YEAR], clients });
  invariant(begun.ok, `the run is begun: ${JSON.stringify(begun)}`);
  const cookie = await openSession(user);
  for (;;) {
    const answer = await fetch(`${origin}/api/bulk/${begun.value}/progress`, {
      headers: { cookie },
    });
    invariant(answer.ok, `the run is there: ${answer.status}`);
    const { state } = (await answer.json()) as { readonly state: string };
    if (state === "done") {
      return begun.value;
    }
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
}

async function fetchZip(
  origin: string,
  { user }: FirmWithBooks,
  run: string,
  path: string,
): Promise<void> {
  // A session of now: many clients' papers are handed to who has just shown that it is them.
  const answer = await fetch(`${origin}/api/bulk/${run}`, {
    headers: { cookie: await openSession(user) },
  });
  invariant(answer.ok && answer.body !== null, `the zip is sent: ${answer.status}`);
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(path));
}

interface Held {
  readonly files: number;
  readonly bytes: number;
  readonly missing: number;
  readonly wrong: readonly string[];
}

/** Every file of the zip against its line of the manifest, which is the last. */
async function holdAgainstManifest(path: string): Promise<Held> {
  const zip = await openPromise(path);
  const sums = new Map<string, string>();
  let manifest = "";
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    const content = await contentOf(zip, entry);
    bytes += content.byteLength;
    if (entry.fileName === "manifest.csv") {
      manifest = content.toString("utf8");
    } else {
      sums.set(entry.fileName, createHash("sha256").update(content).digest("hex"));
    }
  }
  const lines = manifest.trimEnd().split("\r\n").slice(1);
  const made = lines.filter((line) => line.includes(",made,"));
  const wrong = made.filter((line) => {
    const [, , , , , file = "", , sha256] = line.split(",");
    return sums.get(file) !== sha256;
  });
  const missing = lines.filter((line) => line.includes(",missing,"));
  const unlisted = sums.size === made.length ? [] : ["files and lines are not as many"];
  return { files: sums.size, bytes, missing: missing.length, wrong: [...wrong, ...unlisted] };
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function text(told: {
  clients: number;
  rows: number;
  firm: FirmWithBooks;
  made: Timed<string>;
  fetched: Timed<void>;
  held: Held;
}): string {
  const { clients, rows, firm, made, fetched, held } = told;
  const line = (name: string, { seconds, cpuSeconds, peakMb: peak }: Timed<unknown>) =>
    `${name.padEnd(24)}${seconds.toFixed(1).padStart(8)} s  ${(cpuSeconds ?? 0).toFixed(1).padStart(7)} CPU s  peak ${peak ?? "?"} MB\n`;
  return [
    `${clients} clients of ${rows} rows, ${firm.open} with an open item; final packs of ${YEAR}\n`,
    line("made by the worker", made),
    line("sent by the web as a zip", fetched),
    `${held.files} files, ${(held.bytes / 1e6).toFixed(1)} MB unpacked, ${held.missing} lines of what was not made\n`,
    ...held.wrong.map((one) => `WRONG ${one}\n`),
  ].join("");
}
