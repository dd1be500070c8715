import { existsSync, rmSync, statSync } from "node:fs";
import net from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { freePort } from "@/lib/launch/port";
import { startPostgres } from "@/lib/launch/postgres";
import { isAlive, pause, waitFor } from "@/lib/launch/process";
import { PROJECT_ROOT, temporaryFolder } from "../support/folders";
import {
  connectTo,
  type Launcher,
  type LauncherOptions,
  ready,
  startLauncher,
} from "../support/launcher";

const folder = temporaryFolder("launch");
const data = join(folder, "data of one");
const port = await freePort();
const started: Launcher[] = [];

function start(options: Partial<LauncherOptions> = {}): Launcher {
  const launcher = startLauncher({ data, port, ...options });
  started.push(launcher);
  return launcher;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/health`, { redirect: "manual" });
    return response.status < 500;
  } catch {
    return false;
  }
}

async function eventually(condition: () => Promise<boolean>, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if (await condition()) return true;
    await pause(100);
  }
  return false;
}

/** Commits rows one after another until the server goes away; returns those it acknowledged. */
function writeUntilCut(round: string): { cut: () => Promise<readonly string[]> } {
  let over = false;
  const acknowledged: string[] = [];
  const work = (async () => {
    const client = await connectTo(data);
    try {
      for (let i = 0; !over; i += 1) {
        const name = `${round}-${i}`;
        await client.query("insert into launch_probe values ($1)", [name]);
        acknowledged.push(name);
      }
    } catch {
      // The server was killed: exactly the moment this is about.
    } finally {
      await client.end().catch(() => undefined);
    }
  })();
  return {
    async cut() {
      over = true;
      await work;
      return acknowledged;
    },
  };
}

async function savedRows(): Promise<ReadonlySet<string>> {
  const client = await connectTo(data);
  const { rows } = await client.query<{ name: string }>("select name from launch_probe");
  await client.end();
  return new Set(rows.map(({ name }) => name));
}

async function createProbe(): Promise<void> {
  const client = await connectTo(data);
  await client.query("create table if not exists launch_probe (name text primary key)");
  await client.end();
}

afterEach(async () => {
  for (const launcher of started.splice(0)) await launcher.stop();
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

describe("npm start", () => {
  it("starts from nothing, for this machine alone, and stops everything when asked", async () => {
    const launcher = await ready(start());
    expect(launcher.output()).toContain(`http://localhost:${port}`);
    expect(await answers(launcher.url)).toBe(true);
    for (const file of ["auth-secret", "encryption-keys", "pg.password"]) {
      expect(statSync(join(data, file)).mode & 0o777).toBe(0o600);
    }
    for (const address of outerAddresses()) expect(await accepts(address, port)).toBe(false);

    const pids = [launcher.pidOf("web"), launcher.pidOf("worker"), launcher.pidOf("database")];
    expect(pids.every(isAlive)).toBe(true);
    const asked = performance.now();
    expect(await launcher.stop()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(8000);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(join(data, "run.json"))).toBe(false);
  });

  it("keeps the data of the start before, and its secret", async () => {
    await ready(start());
    await createProbe();
    const written = writeUntilCut("kept");
    await pause(100);
    const acknowledged = await written.cut();
    await started[0]?.stop();
    await ready(start());
    const saved = await savedRows();
    expect(acknowledged.filter((name) => !saved.has(name))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
  });

  it("refuses a second start with the same data, and says where the first one is", async () => {
    await ready(start());
    const second = start({ port: await freePort() });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`Lotwise already runs at http://localhost:${port}`);
  });

  it("says in one sentence that the port is taken, and leaves nothing running", async () => {
    const other = net.createServer().listen(port);
    const launcher = start();
    expect(await launcher.ended).toBe(1);
    other.close();
    expect(launcher.output().trim()).toBe(
      `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    );
  });

  it("uses the server of DATABASE_URL and starts none of its own", async () => {
    const given = await startPostgres({
      dir: join(folder, "given"),
      root: PROJECT_ROOT,
      fast: true,
    });
    const elsewhere = join(folder, "no database");
    const launcher = await ready(start({ data: elsewhere, env: { DATABASE_URL: given.url } }));
    expect(existsSync(join(elsewhere, "pg"))).toBe(false);
    expect(launcher.output()).not.toContain("Demo");
    await launcher.stop();
    expect(isAlive(given.pid)).toBe(true);
    await given.stop();
  });
});

describe("after kill -9", () => {
  it("of npm, everything ends in order, and a start right after it waits for that", async () => {
    const first = await ready(start({ npm: true }));
    const pids = [first.pidOf("launcher"), first.pidOf("web"), first.pidOf("database")];
    await first.kill();
    expect(await waitFor(() => !pids.some(isAlive), 15_000)).toBe(true);
    expect(existsSync(join(data, "run.json"))).toBe(false);

    const second = await ready(start({ npm: true }));
    await second.stop();
    const third = await ready(start());
    expect(await answers(third.url)).toBe(true);
  });

  it("of the launcher, the next start takes over and nothing acknowledged is lost", async () => {
    const first = await ready(start());
    await createProbe();
    const [web, database] = [first.pidOf("web"), first.pidOf("database")];
    const written = writeUntilCut("launcher");
    await pause(150);
    await first.kill();
    const second = await ready(start());
    const acknowledged = await written.cut();
    expect(isAlive(web)).toBe(false);
    expect(second.pidOf("database")).toBe(database);
    expect(await answers(second.url)).toBe(true);
    const saved = await savedRows();
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((name) => !saved.has(name))).toEqual([]);
  });

  it("of the database, it is up again by itself and nothing acknowledged is lost", async () => {
    const launcher = await ready(start());
    await createProbe();
    for (const round of ["one", "two", "three"]) {
      const pid = launcher.pidOf("database");
      const written = writeUntilCut(`database-${round}`);
      await pause(100 + Math.random() * 200);
      process.kill(pid, "SIGKILL");
      const acknowledged = await written.cut();
      expect(await eventually(async () => canConnect(), 20)).toBe(true);
      const saved = await savedRows();
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(acknowledged.filter((name) => !saved.has(name))).toEqual([]);
    }
    expect(await answers(launcher.url)).toBe(true);
  });

  it.each(["web", "worker"] as const)("of the %s, it is started again by itself", async (part) => {
    const launcher = await ready(start());
    const pid = launcher.pidOf(part);
    process.kill(pid, "SIGKILL");
    expect(await waitFor(() => launcher.pidOf(part) !== pid, 10_000)).toBe(true);
    expect(await eventually(() => answers(launcher.url), 20)).toBe(true);
    expect(launcher.output()).toContain(`The ${part} ended with SIGKILL; starting it again`);
  });

  it("of everything at once, the next start works and nothing acknowledged is lost", async () => {
    const first = await ready(start());
    await createProbe();
    const written = writeUntilCut("all");
    await pause(150);
    const pids = [first.pidOf("web"), first.pidOf("worker"), first.pidOf("database")];
    await first.kill();
    for (const pid of pids) process.kill(pid, "SIGKILL");
    const acknowledged = await written.cut();
    const second = await ready(start());
    expect(await answers(second.url)).toBe(true);
    const saved = await savedRows();
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((name) => !saved.has(name))).toEqual([]);
  });
});

describe.skipIf(process.getuid?.() !== 0 /* only root can become another */)(
  "as an ordinary user",
  () => {
    it("starts and stops the same way", async () => {
      const user = { uid: 65534, gid: 65534 };
      const home = temporaryFolder("nobody");
      const { chownSync } = await import("node:fs");
      chownSync(home, user.uid, user.gid);
      const launcher = await ready(start({ data: join(home, "data"), user, env: { HOME: home } }));
      expect(await answers(launcher.url)).toBe(true);
      expect(statSync(join(home, "data", "pg")).uid).toBe(user.uid);
      expect(await launcher.stop()).toBe(0);
      rmSync(home, { recursive: true, force: true });
    });
  },
);

async function canConnect(): Promise<boolean> {
  try {
    const client = await connectTo(data);
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function outerAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => !address.internal && address.family === "IPv4")
    .map(({ address }) => address);
}

function accepts(host: string, at: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(at, host);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.setTimeout(1000, () => resolve(false));
    socket.once("close", () => socket.destroy());
  });
}
