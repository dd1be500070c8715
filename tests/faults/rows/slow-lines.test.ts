import type { AddressInfo } from "node:net";
import net from "node:net";
import { expect, it } from "vitest";
import { openDoor } from "@/lib/door/open-door";
import { pause } from "@/lib/launch/process";
import { countOf, tell } from "./count";

/** Lines of each kind at once. */
const LINES = countOf(100);
/** The longest a line may hold out: a minute of silence, and the next look after it. */
const CUT_MS = 70_000;
const PATIENCE_MS = 2000;

/** What each kind of attacker says at first, and drips afterwards; null: nothing more is said. */
const KINDS = {
  head: { first: "GET / HTTP/1.1\r\nHost: localhost\r\n", drip: "X-A: b\r\n", isRead: true },
  body: {
    first: "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40000\r\n\r\n",
    drip: "a",
    isRead: true,
  },
  upload: {
    first: "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000000\r\n\r\n",
    drip: "a",
    isRead: true,
  },
  reading: { first: "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n", drip: "", isRead: false },
} as const;

it(`${LINES} heads, ${LINES} forms, ${LINES} uploads that drip and ${LINES} answers nobody reads: pages are answered all the while, every slow line is cut`, {
  timeout: 240_000,
}, async () => {
  const large = Buffer.alloc(20_000_000);
  const server = openDoor(
    async (request, response) => {
      if (request.url === "/large") {
        response.end(large);
        return;
      }
      for await (const _ of request);
      response.end("page");
    },
    { limits: { atOnce: 10, longestMs: 3000, waiting: 256 }, uploads: 32 },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const began = performance.now();
  const opened: Promise<unknown>[] = [];
  const held: { kind: string; socket: net.Socket }[] = [];
  for (const [kind, { first, isRead }] of Object.entries(KINDS)) {
    for (let n = 0; n < LINES; n += 1) {
      const socket = net.connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(first);
      if (isRead) {
        socket.resume();
      }
      opened.push(new Promise((resolve) => socket.once("connect", resolve)));
      held.push({ kind, socket });
    }
  }
  const count = () =>
    new Promise<number>((resolve) => server.getConnections((_, lines) => resolve(lines)));
  const askPage = async () => {
    const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: "close" } });
    expect(await page.text()).toBe("page");
  };
  await Promise.all(opened);
  // What all of them take to begin is this process's own work too, and is not measured.
  await askPage();
  let asked = 0;
  let slowest = 0;
  while ((await count()) > 0 && performance.now() - began < CUT_MS + PATIENCE_MS) {
    for (const { kind, socket } of held) {
      const { drip } = KINDS[kind as keyof typeof KINDS];
      if (drip !== "" && socket.writable) {
        socket.write(drip);
      }
    }
    const from = performance.now();
    await askPage();
    slowest = Math.max(slowest, performance.now() - from);
    asked += 1;
    await pause(500);
  }
  expect(await count()).toBe(0);
  expect(performance.now() - began).toBeLessThan(CUT_MS + PATIENCE_MS);
  expect(slowest).toBeLessThan(PATIENCE_MS);
  for (const { socket } of held) {
    socket.destroy();
  }
  await new Promise((resolve) => server.close(resolve));
  tell("R17", { lines: held.length, asked, slowestMs: Math.round(slowest) });
});
