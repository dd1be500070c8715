import pg from "pg";
import { appDatabaseUrl, env } from "@/lib/env";

/** How long a transaction may take before its connection is dropped and the caller is told to try again. */
export const DEADLINE_MS = 15_000;

let pool: pg.Pool | undefined;
let checked: Promise<void> | undefined;

/**
 * A connection of the one pool of this process; give it back with `release()`, or `release(true)` to drop it. The first
 * call refuses to go on as a role that row security does not bind.
 *
 * `pg`, not postgres.js: when the server dies postgres.js 3.4.9 throws where nobody can catch it and never sends on that
 * slot again, and it cannot drop a single connection at a deadline.
 */
export async function takeConnection(): Promise<pg.PoolClient> {
  pool ??= makePool();
  const current = pool;
  checked ??= refuseStrongRole(current).catch((error: unknown) => {
    checked = undefined;
    throw error;
  });
  await checked;
  return current.connect();
}

/** Closes the pool: for scripts, tests and the end of the process. The next query opens a new one. */
export async function closePool(): Promise<void> {
  const closing = pool;
  pool = undefined;
  checked = undefined;
  await closing?.end();
}

/** How long one waits for a free connection is the pool's matter; a server that does not take a new one in this time stands still. */
class Prompt extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: 2500 });
  }
}

function makePool(): pg.Pool {
  const made = new pg.Pool({
    connectionString: appDatabaseUrl(),
    application_name: "lotwise",
    max: env().DB_POOL_SIZE,
    Client: Prompt,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    // The server gives up a little before we do, so that its own clear error comes first.
    statement_timeout: DEADLINE_MS - 1000,
    lock_timeout: 5000,
    idle_in_transaction_session_timeout: DEADLINE_MS,
    // db/columns.ts reads times as text: always UTC, always ISO.
    options: "-c TimeZone=UTC -c DateStyle=ISO",
  });
  // A connection lost with its server, idle or in use: its queries are rejected and the pool replaces it anyway, but
  // without a listener on each of both the loss would end the process.
  made.on("error", () => undefined);
  made.on("connect", (client) => client.on("error", () => undefined));
  return made;
}

/** Row security does not bind superusers, BYPASSRLS roles and (were it not forced) owners: never run as one. */
async function refuseStrongRole(current: pg.Pool): Promise<void> {
  const { rows } = await current.query<{ superuser: boolean; bypass: boolean; owns: boolean }>(
    `select rolsuper as superuser, rolbypassrls as bypass,
       exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'usage')) as owns
     from pg_roles where rolname = current_user`,
  );
  const [role] = rows;
  if (role === undefined || role.superuser || role.bypass || role.owns) {
    await closePool();
    throw new Error(
      "Refusing to run: APP_DATABASE_URL names a role that is a superuser, bypasses row security or owns the tables. " +
        "Use the role that `npm run db:migrate` makes.",
    );
  }
}
