import { sql } from "drizzle-orm";
import { err, type Result } from "@/lib/result";
import { type Database, inTransaction } from "./connection";
import { type ClientId, clientId, isUuid, type UserId } from "./ids";

declare const gate: unique symbol;

/** What one may do with a client's books. */
export type ClientRole = "owner" | "preparer" | "editor" | "viewer";

/**
 * A transaction inside one client's books, made by `withClient` alone. Queries take it as their first argument; row
 * security shows them this client's rows and no others.
 */
export interface ClientTx {
  readonly [gate]: "read" | "write";
  readonly db: Database;
  readonly clientId: ClientId;
  readonly userId: UserId;
  readonly role: ClientRole;
}

/** A `ClientTx` that may also write. */
export interface ClientWriteTx extends ClientTx {
  readonly [gate]: "write";
}

/** A transaction of one user over what is theirs to list: their clients and firms. Made by `withUser` alone. */
export interface UserTx {
  readonly [gate]: "user";
  readonly db: Database;
  readonly userId: UserId;
}

/** Why the gate stays shut. A client that is not yours and one that never existed are both "not-found". */
export type GateRefusal = { readonly code: "not-found" } | { readonly code: "read-only" };

/** Who asks. */
export interface Asking {
  readonly id: UserId;
}

/** Longer deadlines for jobs; pages and forms keep the default of 15 s. */
export interface GateOptions {
  readonly deadlineMs?: number;
}

/**
 * How queries inside one client's books are planned: by the indexes, all of which begin with the client. Statistics that were taken while
 * few clients had rows say that nearly every row is the client's; then the planner would read whole tables, and a million rows that
 * somebody else is importing would be read for every page. (Some servers take a plan that cannot do without such a reading for so
 * costly that they compile it first; no page is worth that.)
 */
const PLANNING = { enable_seqscan: "off", jit: "off" };

/**
 * The gate: runs `work` in a transaction inside `client`'s books when `user` may read (or write) them. Committed when
 * `work` returns an `ok` result, rolled back when it returns a refusal or throws, so a refusal never leaves half a change.
 * "read" is a read-only transaction. Throws `DatabaseUnavailable` when the database does not answer in time.
 */
export async function withClient<T, E>(
  user: Asking,
  client: string,
  mode: "read",
  work: (tx: ClientTx) => Promise<Result<T, E>>,
  options?: GateOptions,
): Promise<Result<T, E | GateRefusal>>;
export async function withClient<T, E>(
  user: Asking,
  client: string,
  mode: "write",
  work: (tx: ClientWriteTx) => Promise<Result<T, E>>,
  options?: GateOptions,
): Promise<Result<T, E | GateRefusal>>;
export async function withClient<T, E>(
  user: Asking,
  client: string,
  mode: "read" | "write",
  work: (tx: ClientWriteTx) => Promise<Result<T, E>>,
  options: GateOptions = {},
): Promise<Result<T, E | GateRefusal>> {
  if (!isUuid(client) || !isUuid(user.id)) {
    return err({ code: "not-found" });
  }
  return inTransaction<Result<T, E | GateRefusal>>(
    { mode, settings: { "app.user_id": user.id, ...PLANNING }, deadlineMs: options.deadlineMs },
    async (db) => {
      const role = await enter(db, client);
      if (role === null) {
        return err({ code: "not-found" });
      }
      if (mode === "write" && role === "viewer") {
        return err({ code: "read-only" });
      }
      return work({ db, clientId: clientId(client), userId: user.id, role } as ClientWriteTx);
    },
    (result) => result.ok,
  );
}

/** Runs `work` as `user` over what is theirs to list. Commits unless it throws. */
export async function withUser<T>(user: Asking, work: (tx: UserTx) => Promise<T>): Promise<T> {
  return inTransaction({ mode: "write", settings: { "app.user_id": user.id } }, async (db) =>
    work({ db, userId: user.id } as UserTx),
  );
}

/** One round trip: finds the user's role for the client among what row security lets them list, and steps in if there is one. */
async function enter(db: Database, client: string): Promise<ClientRole | null> {
  const { rows } = await db.execute<{ role: ClientRole }>(sql`
    select case
        when owner_user_id = me then 'owner'
        when firm_id is not null and exists (
          select from memberships m where m.firm_id = c.firm_id and m.user_id = me) then 'preparer'
        else (select g.role from access_grants g where g.client_id = c.client_id and g.user_id = me)
      end as role,
      set_config('app.client_id', c.client_id::text, true)
    from clients c, (select nullif(current_setting('app.user_id', true), '')::uuid as me) asking
    where c.client_id = ${client}`);
  return rows[0]?.role ?? null;
}
