import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { freePort } from "@/lib/launch/port";
import { pause } from "@/lib/launch/process";
import { waitUntilAnswering, webCommand } from "@/lib/launch/web";
import { PROJECT_ROOT } from "../support/folders";
import type { Product } from "./product";

/** One more process over the product's database, as it would run on a machine of its own. */
interface Member {
  readonly name: string;
  /** kill -9; it comes back after a moment, as a machine does that is started again. */
  readonly kill: () => void;
  /** How many jobs it ended so far, by its own log. */
  readonly jobs: () => number;
  readonly stop: () => Promise<void>;
}

/** The product with further processes beside its own web and worker. */
export interface Crowd {
  readonly members: readonly Member[];
  /** Every web's address, the product's own first. */
  readonly urls: readonly string[];
  readonly stop: () => Promise<void>;
}

const READY_MS = 90_000;
const RETURN_MS = 500;

/** Starts webs and workers beside those of a running product; resolves when all webs answer. */
export async function joinProduct(
  { launcher }: Product,
  count: { readonly webs: number; readonly workers: number },
): Promise<Crowd> {
  const env = environmentOf(launcher.pidOf("web"));
  const ports = await Promise.all(Array.from({ length: count.webs }, freePort));
  const webs = ports.map((port, index) =>
    startMember(`web ${index + 2}`, webCommand("--port", String(port)), env),
  );
  const workers = Array.from({ length: count.workers }, (_, index) =>
    startMember(`worker ${index + 2}`, ["--import", "tsx", "lib/jobs/worker.ts"], env),
  );
  const members = [...webs, ...workers];
  const { signal } = new AbortController();
  const up = await Promise.all(ports.map((port) => waitUntilAnswering(port, READY_MS, signal)));
  const stop = async () => {
    await Promise.all(members.map((member) => member.stop()));
  };
  if (up.includes(false)) {
    await stop();
    throw new Error("a second web did not answer");
  }
  return {
    members,
    urls: [launcher.url, ...ports.map((port) => `http://localhost:${port}`)],
    stop,
  };
}

function startMember(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Member {
  let isOn = true;
  let jobs = 0;
  let child = start();
  function start(): ChildProcess {
    const made = spawn(process.execPath, args, {
      cwd: PROJECT_ROOT,
      env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    made.stdout?.on("data", (chunk: Buffer) => {
      jobs += chunk.toString().split('"event":"job.done"').length - 1;
    });
    made.once("close", () => {
      if (isOn) {
        setTimeout(() => {
          child = isOn ? start() : child;
        }, RETURN_MS);
      }
    });
    return made;
  }
  return {
    name,
    kill: () => {
      child.kill("SIGKILL");
    },
    jobs: () => jobs,
    stop: async () => {
      isOn = false;
      child.kill("SIGTERM");
      const gone = new Promise((resolve) => child.once("close", resolve));
      await (child.exitCode === null && child.signalCode === null
        ? Promise.race([gone, pause(10_000).then(() => child.kill("SIGKILL"))])
        : null);
    },
  };
}

/** What the launcher gave its own web: the database, the secrets, the origin. Told by the system, so nothing else need tell it. */
function environmentOf(pid: number): NodeJS.ProcessEnv {
  const pairs = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").filter(Boolean);
  const told = pairs.map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return { ...Object.fromEntries(told), NODE_ENV: "production" };
}
