import { createServer } from "node:http";
import { parseArgs } from "node:util";
import next from "next";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { openDoor } from "./open-door";

/** Who waits longer for a place is told to come again: with what the work itself takes nobody waits ten seconds. */
const LONGEST_MS = 3000;
const WAITING = 256;
const UPLOADS = 32;

/**
 * `node lib/door/serve.mjs --port N [--hostname H]`: the built product behind its door. Ends gracefully when asked: no new
 * line is taken, what is begun is answered.
 */
async function serve(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: "string" }, hostname: { type: "string" } },
  });
  const port = Number(values.port ?? "3000");
  const { hostname } = values;
  const address = `http://${hostname ?? "localhost"}:${port}`;
  const { DB_POOL_SIZE, WEB_AT_ONCE = DB_POOL_SIZE } = env();
  tellNextItsAddress(address);
  const app = next({ dev: false, hostname: hostname ?? "localhost", port, httpServer: nobody() });
  await app.prepare();
  const server = openDoor(app.getRequestHandler(), {
    limits: { atOnce: WEB_AT_ONCE, longestMs: LONGEST_MS, waiting: WAITING },
    uploads: UPLOADS,
  });
  const stop = (code: number) => {
    server.close(() => {
      void app.close().finally(() => process.exit(code));
    });
  };
  process.once("SIGTERM", () => stop(143));
  process.once("SIGINT", () => stop(130));
  server.once("error", (error) => {
    log.fault("door.closed", error);
    process.exit(1);
  });
  server.listen(port, hostname);
}

/** An action that leads to another page asks this very process for it: here, whatever a proxy in front calls us. `next start` sets the same. */
function tellNextItsAddress(address: string): void {
  // biome-ignore lint/style/noProcessEnv: Next reads it there and nowhere else.
  process.env["__NEXT_PRIVATE_ORIGIN"] = address;
}

/** Next listens for upgrades on whatever server it is given; given one that never listens, nothing is ever upgraded. */
const nobody = () => createServer();

await serve();
