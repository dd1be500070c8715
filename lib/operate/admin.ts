import { join } from "node:path";
import pg from "pg";
import { ensureDatabase } from "@/db/migrate";
import { env } from "@/lib/env";
import { dataFolder, makeFolder, projectRoot } from "@/lib/launch/paths";
import { startPostgres } from "@/lib/launch/postgres";
import { clusterUrl } from "@/lib/launch/postgres-cluster";
import { findRunningServer } from "@/lib/launch/postgres-running";
import { authSecret, encryptionKeys } from "@/lib/launch/secret";

/** The database as whoever runs the server reaches it. */
export interface AdminDatabase {
  /** DATABASE_URL, or the embedded server's own address. */
  readonly url: string;
  /** What passwords of made roles are derived from; undefined: the address's own password. */
  readonly secret: () => string | undefined;
  /** Whether Lotwise serves it while we work. Known of the embedded server only. */
  readonly isServed: boolean;
}

const EMBEDDED = "lotwise";

/**
 * Runs `work` on the database of DATABASE_URL, else on the embedded one of the data folder: the one that runs, or one started for
 * this and stopped again.
 */
export async function withAdminDatabase<T>(
  work: (database: AdminDatabase) => Promise<T>,
): Promise<T> {
  const given = env().DATABASE_URL;
  if (given !== undefined) {
    return work({ url: given, secret: () => authSecret(madeFolder()), isServed: false });
  }
  const dir = join(madeFolder(), "pg");
  const running = await findRunningServer(dir);
  if (running !== undefined) {
    const url = await ensureDatabase(clusterUrl(dir, running.port), EMBEDDED);
    return work({ url, secret: () => undefined, isServed: true });
  }
  const server = await startPostgres({ dir, root: projectRoot });
  try {
    const url = await ensureDatabase(server.url, EMBEDDED);
    return await work({ url, secret: () => undefined, isServed: false });
  } finally {
    await server.stop();
  }
}

/** ENCRYPTION_KEYS, else what the data folder keeps. */
export const adminKeys = (): string => env().ENCRYPTION_KEYS ?? encryptionKeys(madeFolder());

function madeFolder(): string {
  const folder = dataFolder();
  makeFolder(folder);
  return folder;
}

/** A connection that is closed when `work` is done. */
export async function withConnection<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    options: "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c extra_float_digits=3",
  });
  // Without a listener a server that dies under us would end the process; the pending query is rejected anyway.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
