import { pause } from "@/lib/launch/process";
import type { Crowd } from "./crowd";
import type { File } from "./import-over-http";
import type { Product } from "./product";
import { importWatched } from "./round";
import { kill } from "./victims";

/** What a round of many people over many processes is to be. */
export interface CrowdRound {
  readonly people: number;
  readonly kills: number;
  /** Milliseconds between two kills. */
  readonly every: number;
  /** Numbers between 0 and 1. */
  readonly random: () => number;
}

/**
 * Several people import the same history at once, each asking all webs in turn, so that nearly every upload, preview and commit is another
 * process's; meanwhile processes are killed, one after the other. Gives the hash of each one's books in the end: one hash means that each
 * import is there exactly once; a promise that is broken is thrown.
 */
export async function surviveInCrowd(
  { launcher }: Product,
  crowd: Crowd,
  file: File,
  round: CrowdRound,
): Promise<{ readonly hashes: ReadonlySet<string>; readonly killed: readonly string[] }> {
  const imports = Array.from({ length: round.people }, (_, index) =>
    importWatched(inTurn(crowd.urls, launcher, index), file),
  );
  const killed: string[] = [];
  const blows = (async () => {
    for (let blow = 0; blow < round.kills; blow += 1) {
      await pause(round.every);
      killed.push(strike(launcher, crowd, round.random()));
    }
  })();
  const [hashes] = await Promise.all([Promise.all(imports), blows]);
  return { hashes: new Set(hashes), killed };
}

/** Kills one of all webs and workers, each as likely as another. */
function strike(launcher: Product["launcher"], crowd: Crowd, share: number): string {
  const own = (["web", "worker"] as const).map((part) => ({
    name: `${part} 1`,
    kill: () => kill(launcher, part),
  }));
  const all = [...own, ...crowd.members];
  const victim = all[Math.floor(share * all.length)];
  try {
    victim?.kill();
  } catch {
    // Killed a moment ago, and not started again yet.
  }
  return victim?.name ?? "nobody";
}

/** The product's address, another web's at each asking. */
function inTurn(
  urls: readonly string[],
  { data, url: origin }: Product["launcher"],
  first: number,
) {
  let turn = first;
  return {
    data,
    origin,
    get url() {
      turn += 1;
      return urls[turn % urls.length] ?? origin;
    },
  };
}
