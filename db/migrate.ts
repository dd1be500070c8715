import { createHash, createHmac } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations as runQueueMigrations } from "graphile-worker";
import pg from "pg";
import { env } from "@/lib/env";
import { parseKeyring } from "@/lib/secrets/keyring";
import { grantToApp } from "./grants";
import { sealNames } from "./seal-names";

/** What `migrate` may be told; all of it can be left out with the embedded server. */
export interface MigrateOptions {
  /** The address web and worker will use, when its role exists already. Then no role is created. */
  readonly appUrl?: string | undefined;
  /** What the made roles' passwords are derived from; the admin address's own password when left out. */
  readonly secret?: string | undefined;
  /** What wraps the keys of clients (ENCRYPTION_KEYS): needed where something is still to be sealed. */
  readonly keys?: string | undefined;
  /** Names of the made roles: `<prefix>_owner`, `<prefix>_app`. */
  readonly rolePrefix?: string | undefined;
}

/** The hash by which the migrator notes a migration. */
export const migrationHash = (text: string): string =>
  createHash("sha256").update(text).digest("hex");

/** Where the migrated database is. */
export interface MigratedDatabase {
  /** The address for web and worker: a role that owns nothing and is bound by row security. */
  readonly appUrl: string;
}

/**
 * Brings a database to this version and returns the address web and worker must use. Safe to run again and to run twice
 * at once. With a superuser's address it makes two roles, one that owns the tables and one for web and worker, with
 * passwords derived from `secret`: the same secret gives the same address. With another role's address that role owns the
 * tables; it must be able to create roles, or `appUrl` must name one that exists.
 */
export async function migrate(
  adminUrl: string,
  options: MigrateOptions = {},
): Promise<MigratedDatabase> {
  const prefix = options.rolePrefix ?? "lotwise";
  const secret = options.secret ?? decodeURIComponent(new URL(adminUrl).password);
  const admin = await connect(adminUrl);
  try {
    await admin.query("select pg_advisory_lock(hashtext('lotwise migrate'))");
    const ownerUrl = await prepareOwner(admin, adminUrl, prefix, secret);
    const appUrl = options.appUrl ?? (await prepareApp(admin, adminUrl, `${prefix}_app`, secret));
    const keys = options.keys ?? env().ENCRYPTION_KEYS;
    await applyAsOwner(ownerUrl, decodeURIComponent(new URL(appUrl).username), keys);
    return { appUrl };
  } finally {
    await admin.end();
  }
}

/**
 * Brings an empty database to an earlier version: the tables as that migration left them, without rights for web and worker, which
 * `migrate` gives when it goes on from there. False when no migration has this hash.
 */
export async function migrateUntil(
  adminUrl: string,
  hash: string,
  options: MigrateOptions = {},
): Promise<boolean> {
  const folder = migrationsUntil(hash);
  if (folder === null) {
    return false;
  }
  const secret = options.secret ?? decodeURIComponent(new URL(adminUrl).password);
  const admin = await connect(adminUrl);
  try {
    await admin.query("select pg_advisory_lock(hashtext('lotwise migrate'))");
    const ownerUrl = await prepareOwner(admin, adminUrl, options.rolePrefix ?? "lotwise", secret);
    const owner = await connect(ownerUrl);
    try {
      await runMigrations(drizzle(owner, { casing: "snake_case" }), { migrationsFolder: folder });
      await runQueueMigrations({ connectionString: ownerUrl });
    } finally {
      await owner.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await admin.end();
  }
  return true;
}

const MIGRATIONS = fileURLToPath(new URL("../drizzle", import.meta.url));

/** A copy of the migrations up to the one of this hash; null when there is none. */
function migrationsUntil(hash: string): string | null {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(join(MIGRATIONS, "meta/_journal.json"), "utf8"),
  );
  const textOf = (tag: string) => readFileSync(join(MIGRATIONS, `${tag}.sql`), "utf8");
  const last = journal.entries.findIndex(({ tag }) => migrationHash(textOf(tag)) === hash);
  if (last < 0) {
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), "lotwise-migrations-"));
  const entries = journal.entries.slice(0, last + 1);
  for (const { tag } of entries) {
    cpSync(join(MIGRATIONS, `${tag}.sql`), join(folder, `${tag}.sql`));
  }
  cpSync(join(MIGRATIONS, "meta/_journal.json"), join(folder, "meta/_journal.json"));
  writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ ...journal, entries }));
  return folder;
}

async function applyAsOwner(
  ownerUrl: string,
  appRole: string,
  keys: string | undefined,
): Promise<void> {
  const owner = await connect(ownerUrl);
  try {
    await runMigrations(drizzle(owner, { casing: "snake_case" }), {
      migrationsFolder: MIGRATIONS,
    });
    await runQueueMigrations({ connectionString: ownerUrl });
    await grantToApp(owner, appRole);
    await sealNames(owner, () => {
      if (keys === undefined) {
        throw new Error("Set ENCRYPTION_KEYS: names and notes are to be sealed with it.");
      }
      return parseKeyring(keys);
    });
  } finally {
    await owner.end();
  }
}

/** A superuser never owns our tables: it makes a plain role that does. Any other role owns them itself. */
async function prepareOwner(
  admin: pg.Client,
  adminUrl: string,
  prefix: string,
  secret: string,
): Promise<string> {
  const { rows } = await admin.query<{ superuser: boolean; database: string }>(
    "select rolsuper as superuser, current_database() as database from pg_roles where rolname = current_user",
  );
  const [me] = rows;
  if (me?.superuser !== true) {
    return adminUrl;
  }
  const role = `${prefix}_owner`;
  const ownerUrl = await prepareRole(admin, adminUrl, role, secret);
  const name = admin.escapeIdentifier(role);
  await admin.query(
    `grant create, temporary on database ${admin.escapeIdentifier(me.database)} to ${name}`,
  );
  await admin.query(`grant usage, create on schema public to ${name}`);
  return ownerUrl;
}

async function prepareApp(
  admin: pg.Client,
  adminUrl: string,
  role: string,
  secret: string,
): Promise<string> {
  try {
    return await prepareRole(admin, adminUrl, role, secret);
  } catch (cause) {
    if (codeOf(cause) === "42501") {
      const user = decodeURIComponent(new URL(adminUrl).username);
      throw new Error(
        `The role "${user}" of DATABASE_URL may not create roles. Give it CREATEROLE, or make a role without ownership ` +
          "yourself and name it in APP_DATABASE_URL.",
        { cause },
      );
    }
    throw cause;
  }
}

/** Makes the role or sets its password, bound by row security and able to nothing else. Roles belong to the whole server. */
async function prepareRole(
  admin: pg.Client,
  adminUrl: string,
  role: string,
  secret: string,
): Promise<string> {
  if (secret === "") {
    throw new Error(
      "DATABASE_URL has no password to derive from: set AUTH_SECRET or APP_DATABASE_URL.",
    );
  }
  const password = createHmac("sha256", secret).update(`lotwise role ${role}`).digest("base64url");
  const name = admin.escapeIdentifier(role);
  const { rowCount } = await admin.query("select from pg_roles where rolname = $1", [role]);
  if (rowCount === 0) {
    await ignoring("42710", () => admin.query(`create role ${name} login`));
  }
  await withRetry(() =>
    admin.query(`alter role ${name} login password ${admin.escapeLiteral(password)}`),
  );
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

/** Makes a database of that name where there is none, and returns its address. `adminUrl`'s role must be allowed to. */
export async function ensureDatabase(adminUrl: string, database: string): Promise<string> {
  const admin = await connect(adminUrl);
  try {
    const found = await admin.query("select from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) {
      await ignoring("42P04", () =>
        admin.query(`create database ${admin.escapeIdentifier(database)}`),
      );
    }
  } finally {
    await admin.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  // Without a listener a server that dies under us would end the process; the pending query is rejected anyway.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined;

async function ignoring(code: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (codeOf(error) !== code) {
      throw error;
    }
  }
}

/** Two databases of one server may alter the same role in the same moment; PostgreSQL then refuses one of them. */
async function withRetry(work: () => Promise<unknown>, tries = 5): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (codeOf(error) !== "XX000" || tries <= 1) {
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    await withRetry(work, tries - 1);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { DATABASE_URL, APP_DATABASE_URL, AUTH_SECRET } = env();
  if (DATABASE_URL === undefined) {
    throw new Error(
      "Set DATABASE_URL; `npm start` without it migrates its own database by itself.",
    );
  }
  await migrate(DATABASE_URL, { appUrl: APP_DATABASE_URL, secret: AUTH_SECRET });
  console.log("The database is at this version.");
}
