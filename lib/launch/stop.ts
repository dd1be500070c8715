import { commandOf, identify, isSame, parentOf, pause } from "./process";

/** Signals come twice when npm passes on what the terminal already sent us; only later ones insist. */
const INSISTING_AFTER = 2000;

/**
 * Calls `stop` once when someone asks us to end: Ctrl-C, a signal, a closed terminal, or the death
 * of the npm that started us. Asked again later, ends at once; the next start recovers.
 */
export function onStopRequest(stop: () => Promise<void>): void {
  let asked: number | undefined;
  const request = (code: number) => {
    if (asked !== undefined) {
      if (performance.now() - asked > INSISTING_AFTER) process.exit(code);
      return;
    }
    asked = performance.now();
    console.log("\nStopping.");
    stop().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  process.on("SIGINT", () => request(0));
  process.on("SIGTERM", () => request(0));
  process.on("SIGHUP", () => request(0));
  process.stdout.on("error", () => request(0));
  if (process.env["npm_lifecycle_event"]) void watchParent(() => request(0));
}

/** npm either starts us itself or through a shell, which outlives it. */
async function watchParent(onDeath: () => void): Promise<void> {
  const parent = process.ppid;
  const above = commandOf(parent).startsWith("npm") ? undefined : parentOf(parent);
  const npm = above === undefined || above === 1 ? undefined : identify(above);
  while (process.ppid === parent && (npm === undefined || isSame(npm))) await pause(500);
  onDeath();
}
