import { sql } from "drizzle-orm";
import { err, ok, type Result } from "@/lib/result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { type Database, inTransaction } from "./connection";
import { type ClientId, clientId, type DeletionId, isUuid, type UserId } from "./ids";
import { once } from "./once";
import { shelfOfClient, shelfOfUser } from "./queries/form-keys";
import { type Deed, mayDo, SEES_ALL, type Standing } from "./roles";
import type { Sending, SentRefusal } from "./sending";

declare const gate: unique symbol;

/** How one works in a client's books: their owner, for the firm that keeps them, by a grant to prepare, or only looking. */
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
  /** As what they stand to these books; what that allows is told by db/roles.ts. */
  readonly standing: Standing;
  /** The tax years a grant is limited to; null: all. Limited ones come only to work that says how it keeps to them (`GateOptions`). */
  readonly years: readonly number[] | null;
  /** The last day of the grant; null: none, or no grant. */
  readonly until: CalendarDate | null;
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
export type GateRefusal =
  | { readonly code: "not-found" | "read-only" | "not-allowed" | "outside-years" }
  | SentRefusal;

/** Who asks. `sending`: by which sending of a form; a form has one effect, however often it is sent. */
export interface Asking {
  readonly id: UserId;
  readonly sending?: Sending | undefined;
}

/**
 * Longer deadlines for jobs; pages and forms keep the default of 15 s. And what the work does about grants of some years: without
 * a word of it the gate stays shut to them, so that work which does not know of them shows them nothing.
 */
export interface GateOptions {
  readonly deadlineMs?: number | undefined;
  /** Everything is read as of one moment, however long it takes. */
  readonly isSnapshot?: boolean | undefined;
  /** The work is about this tax year alone, and hands out no other. */
  readonly ofYear?: number | undefined;
  /** The work itself hands out nothing outside `tx.years`. */
  readonly keepsYears?: boolean | undefined;
  /** Asks only whether the deed is allowed, before the work of it: nothing is written, and a form's key is not yet used. */
  readonly asksOnly?: boolean | undefined;
}

/**
 * How queries inside one client's books are planned: by the indexes, all of which begin with the client. Statistics that were taken while
 * few clients had rows say that nearly every row is the client's; then the planner would read whole tables, and a million rows that
 * somebody else is importing would be read for every page. (Some servers take a plan that cannot do without such a reading for so
 * costly that they compile it first; no page is worth that.)
 */
const PLANNING = { enable_seqscan: "off", jit: "off" };

/**
 * The gate: runs `work` in a transaction inside `client`'s books when `user` may do the deed with them. Committed when
 * `work` returns an `ok` result, rolled back when it returns a refusal or throws, so a refusal never leaves half a change.
 * "read" is a read-only transaction. Throws `DatabaseUnavailable` when the database does not answer in time.
 */
export async function withClient<T, E>(
  user: Asking,
  client: string,
  deed: "read",
  work: (tx: ClientTx) => Promise<Result<T, E>>,
  options?: GateOptions,
): Promise<Result<T, E | GateRefusal>>;
export async function withClient<T, E>(
  user: Asking,
  client: string,
  deed: Exclude<Deed, "read">,
  work: (tx: ClientWriteTx) => Promise<Result<T, E>>,
  options?: GateOptions,
): Promise<Result<T, E | GateRefusal>>;
export async function withClient<T, E>(
  user: Asking,
  client: string,
  deed: Deed,
  work: (tx: ClientWriteTx) => Promise<Result<T, E>>,
  options: GateOptions = {},
): Promise<Result<T, E | GateRefusal>> {
  if (!isUuid(client) || !isUuid(user.id)) {
    return err({ code: "not-found" });
  }
  const writes = deed !== "read" && options.asksOnly !== true;
  return inTransaction<Result<T, E | GateRefusal>>(
    {
      mode: writes ? "write" : "read",
      settings: { "app.user_id": user.id, ...PLANNING },
      deadlineMs: options.deadlineMs,
      isSnapshot: options.isSnapshot,
    },
    async (db) => {
      const entry = await enter(db, client);
      const refusal = refusalOf(entry, deed, options);
      if (entry === null || refusal !== null) {
        return err({ code: refusal ?? "not-found" });
      }
      const { standing, years, until } = entry;
      const role = roleOf(standing);
      const id = clientId(client);
      const tx = { db, clientId: id, userId: user.id, role, standing, years, until };
      const { sending } = user;
      return writes && sending !== undefined
        ? once(shelfOfClient(tx as ClientWriteTx), sending, () => work(tx as ClientWriteTx))
        : work(tx as ClientWriteTx);
    },
    (result) => result.ok,
  );
}

/**
 * Steps into books that are closed for a deletion `asker` asked for and that did not happen, whatever they stand to the books by now: to
 * open them again and to note it, and for nothing else. False when there is no such deletion any more.
 */
export async function withClosedBooks(
  asker: Asking,
  deletion: { readonly id: DeletionId; readonly client: ClientId },
  work: (tx: ClientWriteTx) => Promise<void>,
): Promise<boolean> {
  return inTransaction(
    { mode: "write", settings: { "app.user_id": asker.id, ...PLANNING } },
    async (db) => {
      const { rows } = await db.execute(sql`
        select set_config('app.client_id', subject_id::text, true) from deletions
        where id = ${deletion.id} and subject_id = ${deletion.client} and asked_by = ${asker.id} and kind = 'books'
          and finished_at is null and called_off_at is null for update`);
      if (rows.length > 0) {
        const entry = { role: "viewer", standing: "viewer", years: null, until: null };
        await work({
          db,
          clientId: deletion.client,
          userId: asker.id,
          ...entry,
        } as unknown as ClientWriteTx);
      }
      return rows.length > 0;
    },
  );
}

function refusalOf(
  entry: Entry | null,
  deed: Deed,
  { ofYear, keepsYears = false }: GateOptions,
): Exclude<GateRefusal, SentRefusal>["code"] | null {
  if (entry === null || (entry.isClosed && deed !== "delete")) {
    return "not-found";
  }
  if (!mayDo(entry.standing, deed)) {
    return deed === "write" ? "read-only" : "not-allowed";
  }
  const { years } = entry;
  const kept = years === null || keepsYears || (ofYear !== undefined && years.includes(ofYear));
  return kept ? null : "outside-years";
}

function roleOf(standing: Standing): ClientRole {
  switch (standing) {
    case "owner":
    case "editor":
    case "viewer":
      return standing;
    case "firm-viewer":
      return "viewer";
    default:
      return "preparer";
  }
}

/** Runs `work` as `user` over what is theirs to list. Commits unless it throws. */
export async function withUser<T>(user: Asking, work: (tx: UserTx) => Promise<T>): Promise<T> {
  return inTransaction({ mode: "write", settings: { "app.user_id": user.id } }, async (db) =>
    work({ db, userId: user.id } as UserTx),
  );
}

/** The same for what is done beside any client's books by sending a form: once, however often that one is sent. */
export async function withUserOnce<T>(
  user: Asking,
  work: (tx: UserTx) => Promise<T>,
): Promise<Result<T, SentRefusal>> {
  const { sending } = user;
  return inTransaction<Result<T, SentRefusal>>(
    { mode: "write", settings: { "app.user_id": user.id } },
    async (db) => {
      const tx = { db, userId: user.id } as UserTx;
      const run = async () => ok(await work(tx));
      return sending === undefined ? run() : once(shelfOfUser(tx), sending, run);
    },
    (result) => result.ok,
  );
}

/** As what somebody came in. */
interface Entry {
  readonly standing: Standing;
  readonly years: readonly number[] | null;
  readonly until: CalendarDate | null;
  /** The books are being deleted. */
  readonly isClosed: boolean;
}

/**
 * One round trip: finds as what the user stands to the client among what row security lets them list, and steps in if they do. The
 * firm comes before a grant; a grant that is over is none.
 */
async function enter(db: Database, client: string): Promise<Entry | null> {
  const { rows } = await db.execute<{
    standing: Standing | null;
    years: number[] | null;
    until: CalendarDate | null;
    closed: boolean;
  }>(sql`
    with seen as (
      select c.client_id, case
          when c.owner_user_id = me then 'owner'
          when m.role = any(${sql.param([...SEES_ALL])}::text[]) or not f.assigned_only or a.user_id is not null then 'firm-' || m.role
        end as standing, g.role, g.years, g.until, c.closed_at is not null as closed
      from (select nullif(current_setting('app.user_id', true), '')::uuid as me) asking
        cross join clients c
        left join memberships m on m.firm_id = c.firm_id and m.user_id = me
        left join firms f on f.id = m.firm_id
        left join client_assignments a on a.client_id = c.client_id and a.user_id = me
        left join access_grants g on g.client_id = c.client_id and g.user_id = me and not coalesce(g.ends_at <= now(), false)
      where c.client_id = ${client})
    select coalesce(standing, role) as standing,
      case when standing is null then years end as years,
      case when standing is null then until::text end as until, closed,
      set_config('app.client_id', client_id::text, true)
    from seen where coalesce(standing, role) is not null`);
  const [row] = rows;
  return row === undefined || row.standing === null
    ? null
    : { standing: row.standing, years: row.years, until: row.until, isClosed: row.closed };
}
