import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import type { Clock } from "@/lib/prices/clock";

/** What a provider answers; null: nothing ever. */
export type Answer = {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
} | null;

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    }),
  );
});

/** A real HTTP server on this machine in a provider's place; `asked` are the paths in order. */
export async function loopback(
  answer: (path: string, headers: Record<string, unknown>) => Answer,
): Promise<{ host: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const told = answer(request.url ?? "", request.headers);
    if (told !== null) {
      response.writeHead(told.status, told.headers).end(told.body);
    }
  });
  servers.push(server);
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  return { host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** A clock that stands still but for sleeping, which takes no time. */
export function standingClock(now: string): Clock & { readonly slept: number[] } {
  let at = Date.parse(now);
  const slept: number[] = [];
  return {
    slept,
    now: () => at,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      at += milliseconds;
    },
  };
}

export const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
