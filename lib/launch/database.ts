import { join } from "node:path";
import { ensureDatabase, migrate } from "@/db/migrate";
import { projectRoot } from "./paths";
import { type Postgres, startPostgres } from "./postgres";
import { isAlive, messageOf, pause } from "./process";
import { encryptionKeys } from "./secret";

/** The database the web and the worker use. */
export type Database = {
  /** For web and worker: owns nothing, bound by row security. */
  readonly appUrl: string;
  /** For the demo books: the embedded server's superuser. Undefined with a server of one's own. */
  readonly adminUrl: string | undefined;
  readonly how: string;
  /** Stops the embedded server; a server of one's own is left alone. */
  readonly stop: () => Promise<void>;
};

/**
 * The database at this version: DATABASE_URL when set (then nothing embedded starts), else the
 * embedded server of the data folder, which is started again on the same port whenever it ends.
 */
export async function openDatabase(
  folder: string,
  secret: string,
  say: (line: string) => void,
): Promise<Database> {
  const given = process.env["DATABASE_URL"];
  const keys = encryptionKeys(folder);
  return given ? openGiven(given, secret, keys) : openEmbedded(folder, keys, say);
}

async function openGiven(url: string, secret: string, keys: string): Promise<Database> {
  const appUrl = process.env["APP_DATABASE_URL"] || undefined;
  const migrated = await upToDate(() => migrate(url, { appUrl, secret, keys }));
  const how = "the PostgreSQL of DATABASE_URL";
  return { appUrl: migrated.appUrl, adminUrl: undefined, how, stop: async () => undefined };
}

async function openEmbedded(
  folder: string,
  keys: string,
  say: (line: string) => void,
): Promise<Database> {
  const dir = join(folder, "pg");
  const first = await startPostgres({ dir, root: projectRoot });
  const guard = keepAlive(first, dir, say);
  try {
    const adminUrl = await ensureDatabase(first.url, "lotwise");
    const { appUrl } = await upToDate(() => migrate(adminUrl, { keys }));
    return { appUrl, adminUrl, how: first.how, stop: guard.stop };
  } catch (error) {
    await guard.stop();
    throw error;
  }
}

async function upToDate<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const text = `The database could not be brought to this version: ${messageOf(cause)}`;
    throw new Error(text, { cause });
  }
}

/** Looks twice a second whether the server lives; a full disk, say, ends it until there is room. */
function keepAlive(first: Postgres, dir: string, say: (line: string) => void) {
  let server = first;
  let stopped = false;
  let failures = 0;
  let nextTry = 0;

  const restart = async () => {
    if (failures === 0) say("The database ended unexpectedly; starting it again.");
    try {
      server = await startPostgres({ dir, root: projectRoot, port: first.port });
      failures = 0;
      say("The database is up again. Nothing that was saved is lost.");
    } catch (error) {
      failures += 1;
      nextTry = performance.now() + Math.min(30_000, 1000 * 2 ** failures);
      say(`The database does not start yet. ${messageOf(error)}`);
    }
  };

  const watch = async () => {
    while (!stopped) {
      if (!isAlive(server.pid) && performance.now() >= nextTry) await restart();
      await pause(500);
    }
  };

  const watching = watch();
  return {
    async stop() {
      stopped = true;
      await watching;
      await server.stop();
    },
  };
}
