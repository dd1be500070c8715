import http from "node:http";
import { join } from "node:path";
import { build, isBuildFresh, nextCommand } from "./build";
import { projectRoot } from "./paths";
import { pause } from "./process";
import { keepRunning, type Service, type ServiceOptions } from "./service";

export type WebOptions = {
  readonly port: number;
  /** The address to listen on; Next's own choice (all) when absent. */
  readonly host: string | undefined;
  readonly development: boolean;
} & Pick<ServiceOptions, "env" | "onStart" | "onLine" | "onRestart" | "onGiveUp">;

/** Lines Next greets with; we greet ourselves, once everything stands. */
const GREETING =
  /^\s*$|^\s*(▲ Next\.js|- Local:|- Network:|✓ (Starting|Ready|Running next\.config))/;

/** Builds unless the present build was made from these very sources. False when the build failed. */
export async function buildWhenStale(
  say: (line: string) => void,
  ending: AbortSignal,
): Promise<boolean> {
  if (isBuildFresh()) return true;
  say("Building the pages. This takes about 30 seconds, and only after a change.");
  const began = performance.now();
  const onSecond = (seconds: number) => {
    if (seconds % 10 === 0) say(`Still building, ${seconds} seconds so far.`);
  };
  const { ok, output } = await build({ onSecond, ending });
  if (ending.aborted) return false;
  const seconds = Math.round((performance.now() - began) / 1000);
  say(ok ? `Built in ${seconds} seconds.` : `The build failed:\n\n${output.trim()}`);
  return ok;
}

/** How to call the built product behind its door. */
export function webCommand(...args: readonly string[]): readonly string[] {
  return [join(projectRoot, "lib/door/serve.mjs"), ...args];
}

/** Starts the web and keeps it running: behind its door, or with reload as Next's own server has it. */
export function startWeb({ port, host, development, onLine, ...rest }: WebOptions): Service {
  const address = ["--port", String(port), ...(host === undefined ? [] : ["--hostname", host])];
  return keepRunning({
    name: "web",
    args: development ? nextCommand("dev", ...address) : webCommand(...address),
    onLine: (line) => {
      if (!GREETING.test(line)) onLine(line);
    },
    ...rest,
  });
}

/** Resolves true once the web answers anything at all on this port, false after the time-out. */
export async function waitUntilAnswering(
  port: number,
  timeout: number,
  ending: AbortSignal,
): Promise<boolean> {
  const end = performance.now() + timeout;
  while (performance.now() < end && !ending.aborted) {
    if (await answers(port)) return true;
    await pause(100);
  }
  return false;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { host: "localhost", port, path: "/api/health", timeout: 30_000 };
    const request = http.get(options, (response) => {
      response.resume();
      resolve(true);
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(false));
  });
}
