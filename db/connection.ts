import { DrizzleQueryError } from "drizzle-orm/errors";
import { type NodePgQueryResultHKT, NodePgSession } from "drizzle-orm/node-postgres";
import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import type { PoolClient } from "pg";
import { DEADLINE_MS, takeConnection } from "./client";
import { DatabaseUnavailable, isPassing } from "./unavailable";

/** What queries speak to: drizzle on the one connection of the current transaction. */
export type Database = PgDatabase<NodePgQueryResultHKT, Record<string, never>>;

/** How a transaction starts and how long it may last. */
export interface TransactionOptions {
  readonly mode: "read" | "write";
  /** Settings for row security and the planner, local to the transaction. */
  readonly settings: Readonly<Record<string, string>>;
  readonly deadlineMs?: number | undefined;
  /** All statements see the database as of the first one. */
  readonly isSnapshot?: boolean | undefined;
}

/**
 * Runs `work` in one transaction. It is committed when `keep` says so of what `work` returns, rolled back otherwise and
 * when `work` throws. At the deadline the connection is dropped, whatever the server is doing, and the caller gets
 * `DatabaseUnavailable`: a frozen server holds nobody for ever.
 */
export async function inTransaction<T>(
  options: TransactionOptions,
  work: (db: Database) => Promise<T>,
  keep: (value: T) => boolean = () => true,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const lease = await takeLease();
    const run = runOn(lease, options, work, keep);
    // The loser of the race may still fail later, when its connection is gone; nobody waits for it any more.
    run.catch(() => undefined);
    const deadline = new Promise<never>((_, reject) => {
      const milliseconds = options.deadlineMs ?? DEADLINE_MS;
      timer = setTimeout(() => {
        lease.giveBack("drop");
        reject(new DatabaseUnavailable(`no answer within ${milliseconds} ms`));
      }, milliseconds);
    });
    return await Promise.race([run, deadline]);
  } catch (error) {
    throw asOurs(error);
  } finally {
    clearTimeout(timer);
  }
}

async function runOn<T>(
  { client, giveBack }: Lease,
  options: TransactionOptions,
  work: (db: Database) => Promise<T>,
  keep: (value: T) => boolean,
): Promise<T> {
  try {
    await begin(client, options);
    const value = await work(databaseOn(client));
    await client.query(keep(value) ? "commit" : "rollback");
    giveBack("keep");
    return value;
  } catch (error) {
    if (isPassing(error) || error instanceof DatabaseUnavailable) {
      giveBack("drop");
    } else {
      await client.query("rollback").then(
        () => giveBack("keep"),
        () => giveBack("drop"),
      );
    }
    throw error;
  }
}

/** There is nothing to work on in a begin: a server that does not answer it stands still, and nobody waits for the whole deadline. */
const BEGIN_MS = 2500;

async function begin(client: PoolClient, options: TransactionOptions): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // An answer that came while this process was busy itself is read in between.
      setImmediate(() =>
        setImmediate(() => reject(new DatabaseUnavailable(`no begin within ${BEGIN_MS} ms`))),
      );
    }, BEGIN_MS);
  });
  try {
    await Promise.race([client.query(beginStatement(client, options)), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A connection that is given back once, whoever asks first. */
interface Lease {
  readonly client: PoolClient;
  readonly giveBack: (how: "keep" | "drop") => void;
}

async function takeLease(): Promise<Lease> {
  const client = await takeConnection();
  let held = true;
  return {
    client,
    giveBack: (how) => {
      if (held) {
        held = false;
        client.release(how === "drop");
      }
    },
  };
}

const dialect = new PgDialect({ casing: "snake_case" });

function databaseOn(client: PoolClient): Database {
  return new PgDatabase(dialect, new NodePgSession(inTurn(client), dialect, undefined), undefined);
}

/**
 * The same connection, whose statements may be asked for before the last one is answered (an import reads on while its rows are
 * stored): each is sent when the one before it is done, in the order of asking. The driver's own queue for this goes with version 9.
 */
function inTurn(client: PoolClient): PoolClient {
  let last: Promise<unknown> = Promise.resolve();
  const query: unknown = (...args: Parameters<PoolClient["query"]>) => {
    const answer = last.then(() => client.query(...args));
    last = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  };
  return Object.create(client, { query: { value: query } }) as PoolClient;
}

/** One round trip: begin, the settings, the time limit. */
function beginStatement(
  client: PoolClient,
  { mode, settings, deadlineMs, isSnapshot = false }: TransactionOptions,
): string {
  const limits =
    deadlineMs === undefined
      ? {}
      : {
          statement_timeout: String(deadlineMs),
          idle_in_transaction_session_timeout: String(deadlineMs),
        };
  const set = Object.entries({ ...settings, ...limits }).map(
    ([name, value]) =>
      `set_config(${client.escapeLiteral(name)}, ${client.escapeLiteral(value)}, true)`,
  );
  const isolation = isSnapshot ? " isolation level repeatable read" : "";
  const begin = `begin${isolation}${mode === "read" ? " read only" : ""}`;
  return set.length === 0 ? begin : `${begin}; select ${set.join(", ")}`;
}

/** Passing trouble becomes `DatabaseUnavailable`; drizzle's wrapper goes, because its message holds people's values. */
function asOurs(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) {
    return error;
  }
  if (isPassing(error)) {
    return new DatabaseUnavailable("the database did not answer", { cause: error });
  }
  return error instanceof DrizzleQueryError ? (error.cause ?? error) : error;
}
