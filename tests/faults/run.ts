import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "@/lib/launch/port";
import { largeText } from "../bench/import/large-file";
import { removeAbandonedFolders, temporaryFolder } from "../support/folders";
import { watchAnswers } from "./answers";
import { joinProduct } from "./crowd";
import { surviveInCrowd } from "./crowd-round";
import { type File, PHASES } from "./import-over-http";
import { type Product, startProduct } from "./product";
import { randomOf } from "./random";
import { type Moment, type Survived, survive } from "./round";
import { isRowProven, ROW_NAMES, type RowName } from "./rows/rows";
import { VICTIMS, type Victim } from "./victims";

const USAGE =
  "Usage: npm run faults -- [--rounds N] [--only web|worker|database|crowd|R3|R4|R5|R7|R8|R9|R17|R18|R19|R21|R22|R26|R28] [--seed S] [--rows N]\n";
/** Imports that are disturbed, of each kind. */
const ROUNDS = 20;

interface Asked {
  /** Null: as often as before a release. */
  readonly rounds: number | null;
  readonly victims: readonly Victim[];
  /** Many people over two webs and three workers. */
  readonly isCrowd: boolean;
  /** What needs no built product. */
  readonly others: readonly RowName[];
  readonly seed: number;
  readonly rows: number;
}

/** An invented history as it is uploaded. */
export function historyFile(rows: number): File {
  const bytes = new TextEncoder().encode(largeText(rows));
  return { name: "history.csv", bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/**
 * `npm run faults`: imports a history over HTTP and kills the web, the worker or PostgreSQL at a random moment, again and again. After
 * each blow the import must be wholly there exactly once, and never have been half there. Then the same with several people at once over
 * two webs and three workers. Before that, rows that need no built product: see `rows/rows.ts`.
 */
async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  process.stdout.write(`seed ${asked.seed}\n`);
  await removeAbandonedFolders();
  let failed = 0;
  for (const row of asked.others) {
    failed += (await isRowProven(row, asked)) ? 0 : 1;
  }
  if (asked.isCrowd || asked.victims.length > 0) {
    failed += await disturbImports(asked);
  }
  say(failed === 0 ? "every round survived" : `${failed} did not survive`);
  return failed === 0 ? 0 : 1;
}

/** How many imports did not survive what was done to them. */
async function disturbImports(asked: Asked): Promise<number> {
  const rounds = asked.rounds ?? ROUNDS;
  const folder = temporaryFolder("faults");
  const [data, port] = [join(folder, "data"), await freePort()];
  const file = historyFile(asked.rows);
  let product: Product = await startProduct(data, port);
  let failed = 0;
  try {
    const calm = await survive(product, file, null);
    say(`undisturbed: ${tookText(calm)}, ${calm.hash}`);
    const random = randomOf(asked.seed);
    for (const victim of asked.victims) {
      for (let round = 1; round <= rounds; round += 1) {
        const moment = momentAt(random(), calm);
        const isWell = await isSurvived(product, file, { victim, moment }, calm, round);
        failed += isWell ? 0 : 1;
        // The launcher waits longer after each early end of the same part: a fresh one waits no longer than the first time.
        await product.stop();
        product = await startProduct(data, port);
      }
    }
    for (let round = 1; asked.isCrowd && round <= rounds; round += 1) {
      failed += (await isCrowdSurvived(product, file, calm, { round, random })) ? 0 : 1;
      await product.stop();
      product = await startProduct(data, port);
    }
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return failed;
}

/** A round of four people over two webs and three workers of one database. True when it survived. */
async function isCrowdSurvived(
  product: Product,
  file: File,
  calm: Survived,
  { round, random }: { readonly round: number; readonly random: () => number },
): Promise<boolean> {
  const crowd = await joinProduct(product, { webs: 1, workers: 2 });
  const blows = { people: 4, kills: 3, every: calm.took.commit, random };
  const began = performance.now();
  try {
    const { hashes, killed } = await surviveInCrowd(product, crowd, file, blows);
    const isSame = hashes.size === 1 && hashes.has(calm.hash);
    const took = Math.round(performance.now() - began);
    const jobs = crowd.members.map(({ name, jobs }) => `${name} ended ${jobs()} jobs`).join(", ");
    say(
      `crowd ${round}: killed ${killed.join(", ")}; ${took} ms; ${jobs}; ${isSame ? "same books" : "OTHER BOOKS"}`,
    );
    return isSame;
  } catch (error) {
    say(`crowd ${round}: ${error instanceof Error ? error.stack : String(error)}`);
    return false;
  } finally {
    await crowd.stop();
  }
}

async function isSurvived(
  product: Product,
  file: File,
  blow: { readonly victim: Victim; readonly moment: Moment },
  calm: Survived,
  round: number,
): Promise<boolean> {
  const { phase, delay } = blow.moment;
  const what = `${blow.victim} ${round}: killed ${Math.round(delay)} ms into the ${phase}`;
  const watch = blow.victim === "database" ? await watchAnswers(product) : null;
  try {
    const survived = await survive(product, file, blow);
    const same = survived.hash === calm.hash;
    say(`${what}; ${tookText(survived)}; ${same ? "same books" : `OTHER BOOKS ${survived.hash}`}`);
    if (watch !== null) {
      say(`  answers meanwhile: ${JSON.stringify(await watch.stop())}`);
    }
    return same;
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? ` (${error.cause})` : "";
    const where = error instanceof Error ? error.stack : String(error);
    say(`${what}: ${where}${cause}\n${product.launcher.output()}`);
    await watch?.stop().catch(() => undefined);
    return false;
  }
}

/** A moment of the whole import, each as likely as another, told by the step it falls into. */
function momentAt(share: number, { took }: Survived): Moment {
  let left = share * PHASES.reduce((sum, phase) => sum + took[phase], 0);
  for (const phase of PHASES) {
    if (left < took[phase]) {
      return { phase, delay: left };
    }
    left -= took[phase];
  }
  return { phase: "commit", delay: took.commit };
}

function tookText({ took }: Survived): string {
  return PHASES.map((phase) => `${phase} ${Math.round(took[phase])} ms`).join(", ");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readArguments(args: readonly string[]): Asked | null {
  const told = new Map<string, string>();
  for (let at = 0; at < args.length; at += 2) {
    told.set(args[at] ?? "", args[at + 1] ?? "");
  }
  const number = (name: string, usual: number) => Number(told.get(name) ?? usual);
  const only = told.get("--only");
  const victims = VICTIMS.filter((victim) => only === undefined || victim === only);
  const isCrowd = only === undefined || only === "crowd";
  const others = ROW_NAMES.filter((row) => only === undefined || row === only);
  const asked = {
    rounds: told.has("--rounds") ? number("--rounds", ROUNDS) : null,
    victims,
    isCrowd,
    others,
    seed: number("--seed", Date.now() % 1_000_000),
    rows: number("--rows", 50_000),
  };
  const isWhole = [asked.rounds ?? ROUNDS, asked.seed, asked.rows].every(Number.isSafeInteger);
  const known = new Set(["--rounds", "--only", "--seed", "--rows"]);
  return isWhole &&
    (victims.length > 0 || isCrowd || others.length > 0) &&
    [...told.keys()].every((name) => known.has(name))
    ? asked
    : null;
}

if (process.argv[1]?.endsWith("run.ts") === true) {
  process.exitCode = await main(process.argv.slice(2));
}
