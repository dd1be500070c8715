import type { IncomingMessage, Server, ServerResponse } from "node:http";
import net, { type AddressInfo } from "node:net";
import { createGzip } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { DatabaseUnavailable } from "@/db/unavailable";
import { type DoorOptions, openDoor, type Product } from "@/lib/door/open-door";
import { EVERYWHERE } from "@/lib/safe-headers";

const open: Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const USUAL: DoorOptions = {
  limits: { atOnce: 2, longestMs: 2000, waiting: 2 },
  uploads: 1,
};

async function doorTo(product: Product, options: Partial<DoorOptions> = {}): Promise<number> {
  const server = openDoor(product, { ...USUAL, ...options });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A line with something said on it at once; everything heard until it ends. */
function line(port: number, said: string) {
  const socket = net.connect(port, "127.0.0.1");
  let heard = "";
  const ended = new Promise<string>((resolve) => {
    socket.on("data", (data: Buffer) => {
      heard += data.toString();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
  });
  socket.write(said);
  return { socket, ended, say: (text: string) => socket.write(text) };
}

const ask = (port: number, said: string) => line(port, said).ended;

function request(first: string, headers: Record<string, string> = {}, body = ""): string {
  const all = { Host: "localhost", Connection: "close", Accept: "text/html", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${first} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}

function expectSafe(answer: string): void {
  const head = answer.split("\r\n\r\n")[0] ?? "";
  for (const { key, value } of EVERYWHERE) {
    expect(head).toContain(`${key}: ${value}`);
  }
  expect(head).toMatch(/Content-Security-Policy: default-src 'none'/);
  expect(head).toContain("Cache-Control: private, no-store");
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

const hello: Product = async (_, response) => {
  response.end("hello");
};

/** A product that works until it is let go. */
function working() {
  const held: (() => void)[] = [];
  let most = 0;
  const product: Product = (_, response) =>
    new Promise((resolve) => {
      // Next ends its work when nobody waits for it.
      response.once("close", resolve);
      held.push(() => {
        response.end("done");
        resolve();
      });
      most = Math.max(most, held.length);
    });
  const letGo = () => {
    for (const end of held.splice(0)) end();
  };
  return { product, held, letGo, most: () => most };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe("methods", () => {
  test.each(["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])(
    "%s is refused before the product hears of it, with what is allowed",
    async (method) => {
      let heard = 0;
      const port = await doorTo(async () => {
        heard += 1;
      });
      const answer = await ask(port, request(`${method} /clients`, { Cookie: "secret=1" }));
      expect(status(answer)).toBe(405);
      expect(answer).toContain("Allow: GET, HEAD, POST");
      expect(answer).not.toContain("secret");
      expectSafe(answer);
      expect(heard).toBe(0);
    },
  );

  test("GET, HEAD and POST reach the product, a POST with its whole body", async () => {
    const seen: string[] = [];
    const port = await doorTo(async (asked, response) => {
      let body = "";
      for await (const chunk of asked) body += String(chunk);
      seen.push(`${asked.method} ${body.length}`);
      response.end();
    });
    const body = "x".repeat(64 * 1024);
    await ask(port, request("GET /"));
    await ask(port, request("HEAD /"));
    await ask(port, request("POST /", { "Content-Length": String(body.length) }, body));
    expect(seen).toEqual(["GET 0", "HEAD 0", `POST ${body.length}`]);
  });

  test("a POST of no bytes reaches the product with an end that is still to come", async () => {
    const port = await doorTo(async (asked, response) => {
      // As Next reads: whoever listens too late waits for ever.
      await new Promise((resolve) => asked.on("data", () => undefined).on("end", resolve));
      response.end("ended");
    });
    for (const headers of [{ "Content-Length": "0" }, {}]) {
      expect(await ask(port, request("POST /sign-out", headers))).toMatch(
        /^HTTP\/1\.1 200 [\s\S]*ended/,
      );
    }
  });

  test("an upgrade is answered like any request, a tunnel is not opened", async () => {
    const port = await doorTo(hello);
    const upgrade = { Connection: "Upgrade, close", Upgrade: "websocket" };
    expect(await ask(port, request("GET /", upgrade))).toMatch(/^HTTP\/1\.1 200 [\s\S]*hello/);
    expect(await ask(port, "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n")).toBe(
      "",
    );
  });
});

describe("many at once", () => {
  test("no more than so many are worked for; the others wait, and who is one too many is told to come again, as page or as JSON", async () => {
    const { product, held, letGo, most } = working();
    const port = await doorTo(product);
    const four = [1, 2, 3, 4].map((n) => ask(port, request(`GET /${n}`)));
    await until(() => held.length === 2);
    // The two others came before this one: a line is taken in the order in which it was opened.
    const page = await ask(port, request("GET /clients?view=board&q=%22"));
    expect(status(page)).toBe(503);
    expect(page).toMatch(/Retry-After: \d+/);
    expect(page).toContain("text/html");
    expect(page).toContain('<a href="/clients?view=board&amp;q=%22">Try again</a>');
    expectSafe(page);
    const program = await ask(port, request("GET /api/clients", { Accept: "*/*" }));
    expect(JSON.parse(program.split("\r\n\r\n")[1] ?? "")).toEqual({
      code: "busy",
      message: expect.stringContaining("Try again in"),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      retryable: true,
    });
    expectSafe(program);
    letGo();
    await until(() => held.length === 2);
    letGo();
    expect((await Promise.all(four)).map(status)).toEqual([200, 200, 200, 200]);
    expect(most()).toBe(2);
  });

  test("files, and whether anybody is in, are answered however many wait", async () => {
    const { product, held, letGo } = working();
    const free = ["/_next/static/a.js", "/fonts/a.woff2", "/icon.svg", "/api/health"];
    const port = await doorTo((asked, response) =>
      free.includes(asked.url ?? "") ? hello(asked, response) : product(asked, response),
    );
    const four = [1, 2, 3, 4].map((n) => ask(port, request(`GET /${n}`)));
    await until(() => held.length === 2);
    for (const path of free) {
      expect(status(await ask(port, request(`GET ${path}`)))).toBe(200);
    }
    letGo();
    await until(() => held.length === 2);
    letGo();
    await Promise.all(four);
  });

  test("the product asking itself, with the headers it was asked with, takes no second place", async () => {
    let inner = "";
    const port: number = await doorTo(
      async (asked, response) => {
        if (asked.url === "/outer") {
          const { host: _, ...headers } = asked.headers;
          const answer = await fetch(`http://127.0.0.1:${port}/inner`, {
            headers: { ...(headers as Record<string, string>), connection: "close" },
          });
          inner = await answer.text();
        }
        response.end("inner page");
      },
      { limits: { atOnce: 1, longestMs: 50, waiting: 0 } },
    );
    expect(status(await ask(port, request("POST /outer", { "Content-Length": "0" })))).toBe(200);
    expect(inner).toBe("inner page");
  });

  test("nobody else gets in by saying so", async () => {
    const { product, held, letGo } = working();
    const port = await doorTo(product, { limits: { atOnce: 1, longestMs: 50, waiting: 0 } });
    const first = ask(port, request("GET /"));
    await until(() => held.length === 1);
    expect(status(await ask(port, request("GET /", { "x-lotwise-inside": "yes" })))).toBe(503);
    letGo();
    await first;
  });

  test("a form takes a place when it is all there, not while it comes", async () => {
    const port = await doorTo(hello, { limits: { atOnce: 1, longestMs: 50, waiting: 0 } });
    const forms = [1, 2, 3].map(() =>
      line(port, request("POST /", { "Content-Length": "4" }, "ab")),
    );
    expect(status(await ask(port, request("GET /")))).toBe(200);
    for (const { say, ended } of forms) {
      say("cd");
      expect(status(await ended)).toBe(200);
    }
  });

  test("uploads take no places, and there are only so many of them", async () => {
    const { product, held, letGo } = working();
    const port = await doorTo(product);
    const long = request("POST /api/uploads", { "Content-Length": "9999999" });
    const upload = line(port, long);
    await until(() => held.length === 1);
    expect(status(await ask(port, long))).toBe(503);
    const pages = [ask(port, request("GET /")), ask(port, request("GET /"))];
    await until(() => held.length === 3);
    upload.socket.destroy();
    letGo();
    expect((await Promise.all(pages)).map(status)).toEqual([200, 200]);
  });

  test("in a crowd a page that is not begun in time is told to come again, and its place is free when its work is done; alone one waits on", async () => {
    const { product, held, letGo } = working();
    const limits = { atOnce: 1, longestMs: 7900, waiting: 5 };
    const port = await doorTo(product, { limits });
    const crowded = ask(port, request("GET /"));
    expect(status(await crowded)).toBe(503);
    letGo();
    const roomy = await doorTo(product, { limits: { ...limits, atOnce: 2 } });
    const alone = ask(roomy, request("GET /"));
    await until(() => held.length === 1);
    // Five times as long as it took to be told.
    await new Promise((resolve) => setTimeout(resolve, 500));
    letGo();
    expect(status(await alone)).toBe(200);
  });

  test("who goes away gives the place back", async () => {
    const { product, held } = working();
    const port = await doorTo(product, { limits: { atOnce: 1, longestMs: 2000, waiting: 5 } });
    const first = line(port, request("GET /"));
    await until(() => held.length === 1);
    first.socket.destroy();
    const second = line(port, request("GET /"));
    await until(() => held.length === 2);
    second.socket.destroy();
  });
});

describe("a database that is away", () => {
  const failing =
    (write: (response: ServerResponse) => void): Product =>
    async (_: IncomingMessage, response) => {
      try {
        throw new DatabaseUnavailable("the database did not answer");
      } catch {
        response.statusCode = 500;
        response.setHeader("Content-Encoding", "gzip");
        response.setHeader("Content-Length", "12");
        write(response);
      }
    };

  test.each<[string, (response: ServerResponse) => void]>([
    ["one piece", (response) => response.end("our mistake!")],
    ["several pieces", (response) => [response.write("our "), response.end("mistake!")]],
    ["a head first", (response) => [response.flushHeaders(), response.end("our mistake!")]],
    ["a head of its own", (response) => response.writeHead(500).end("our mistake!")],
    ["packed", (response) => createGzip().pipe(response).end("our mistake!")],
  ])("makes a fault of the product, told in %s, a whole answer of 503", async (_, write) => {
    const port = await doorTo(failing(write));
    const answer = await ask(port, request("GET /clients"));
    expect(status(answer)).toBe(503);
    expect(answer).toContain("Retry-After: 3");
    expect(answer).not.toContain("mistake");
    expect(answer).not.toMatch(/content-encoding/i);
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(Number(/Content-Length: (\d+)/.exec(head)?.[1])).toBe(Buffer.byteLength(body));
    expectSafe(answer);
  });

  test("after a form it is not said that nothing was saved", async () => {
    const port = await doorTo(failing((response) => response.end("our mistake!")));
    const answer = await ask(port, request("POST /", { "Content-Length": "0" }));
    expect(status(answer)).toBe(503);
    expect(answer).toContain("look before you send it again");
    expect(answer).not.toContain("Try again");
  });

  test("any other fault stays one, and an answer that is whole stays as it is", async () => {
    const broken = await doorTo(async (_, response) => {
      response.statusCode = 500;
      response.end("our mistake!");
    });
    expect(await ask(broken, request("GET /"))).toMatch(/^HTTP\/1\.1 500 [\s\S]*our mistake!/);
    const caught = await doorTo(async (_, response) => {
      void new DatabaseUnavailable("asked for, and done without");
      response.end("whole");
    });
    expect(await ask(caught, request("GET /"))).toMatch(/^HTTP\/1\.1 200 [\s\S]*whole/);
  });

  test("one request's trouble is not another's", async () => {
    const port = await doorTo(async (asked, response) => {
      if (asked.url === "/away") void new DatabaseUnavailable("away");
      response.statusCode = 500;
      response.end();
    });
    const both = ["/away", "/bug"].map((path) => ask(port, request(`GET ${path}`)));
    expect((await Promise.all(both)).map(status)).toEqual([503, 500]);
  });
});

describe("slow lines", () => {
  const fast = { silentMs: 300, slowest: 500, everyMs: 50 };

  test("a head that never ends, one too large and what is no request are answered and cut", async () => {
    const port = await doorTo(hello, { headersMs: 300 });
    const [endless, large, noise] = await Promise.all([
      ask(port, "GET / HTTP/1.1\r\nHost: localhost\r\n"),
      ask(port, request("GET /", { "X-Large": "x".repeat(20_000) })),
      ask(port, "what is this\r\n\r\n"),
    ]);
    expect([endless, large, noise].map(status)).toEqual([408, 431, 400]);
    for (const answer of [endless, large, noise]) {
      expectSafe(answer);
      expect(answer).toContain("Connection: close");
    }
  });

  test("a body that stops coming is answered and cut, of a form as of an upload", async () => {
    const port = await doorTo(
      async (asked) => {
        for await (const _ of asked);
      },
      { patience: fast },
    );
    const form = ask(port, request("POST /", { "Content-Length": "10" }, "ab"));
    const upload = ask(port, request("POST /", { "Content-Length": "9999999" }, "ab"));
    expect((await Promise.all([form, upload])).map(status)).toEqual([408, 408]);
  });

  test("a body that drips on after its answer is cut, and one that was refused is not waited for", async () => {
    const early = await doorTo(hello, { patience: fast });
    const upload = request("POST /", { Connection: "keep-alive", "Content-Length": "9999999" });
    const { ended, say } = line(early, upload);
    const drip = setInterval(() => say("a"), 20);
    expect(await ended).toMatch(/^HTTP\/1\.1 200 [\s\S]*hello/);
    clearInterval(drip);
    const full = await doorTo(hello, { uploads: 0 });
    const refused = await ask(full, upload);
    expect(status(refused)).toBe(503);
    expect(refused).toContain("Connection: close");
  });

  test("a body that comes byte by byte is cut although it never stops", async () => {
    const port = await doorTo(
      async (asked) => {
        for await (const _ of asked);
      },
      { patience: { ...fast, silentMs: 500 } },
    );
    const { ended, say } = line(port, request("POST /", { "Content-Length": "9999999" }));
    const drip = setInterval(() => say("a"), 20);
    expect(status(await ended)).toBe(408);
    clearInterval(drip);
  });

  test("a body we are slow to read is not held against its sender", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const size = 4_000_000;
    let read = 0;
    const port = await doorTo(
      async (asked, response) => {
        await held;
        for await (const chunk of asked) read += (chunk as Buffer).length;
        response.end("all");
      },
      { patience: fast },
    );
    const body = "x".repeat(size);
    const answer = ask(port, request("POST /", { "Content-Length": String(size) }, body));
    // Three times as long as a silent sender is borne with.
    await new Promise((resolve) => setTimeout(resolve, 3 * fast.silentMs));
    letGo();
    expect(status(await answer)).toBe(200);
    expect(read).toBe(size);
  });

  test("an answer nobody reads is cut", async () => {
    const port = await doorTo(
      async (_, response) => {
        response.end(Buffer.alloc(50_000_000));
      },
      { patience: fast },
    );
    const { socket, ended } = line(port, request("GET /"));
    socket.pause();
    const lines = () =>
      new Promise((resolve) => {
        setImmediate(() => open[0]?.getConnections((_, count) => resolve(count)));
      });
    while ((await lines()) === 0);
    while ((await lines()) !== 0);
    socket.resume();
    expect((await ended).length).toBeLessThan(50_000_000);
  });
});
