import { sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, check, pgPolicy, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { ClientId } from "../ids";

/** The client of this transaction, set by the gate (db/tenant.ts) and by nothing else; null outside. */
export const currentClient = sql.raw("nullif(current_setting('app.client_id', true), '')::uuid");

/** The user of this transaction; null outside. */
export const currentUser = sql.raw("nullif(current_setting('app.user_id', true), '')::uuid");

/** The firm of this transaction, set by the firm's gate (db/firm-gate.ts) and by nothing else; null outside. */
export const currentFirm = sql.raw("nullif(current_setting('app.firm_id', true), '')::uuid");

/** True for the owners of the firm of this transaction. */
export const ownsCurrentFirm = sql`exists (select from memberships mine
    where mine.firm_id = ${currentFirm} and mine.user_id = ${currentUser} and mine.role = 'owner')`;

/** True for rows of a firm the user works in. */
export const worksInFirm = sql`firm_id in (select mine.firm_id from memberships mine where mine.user_id = ${currentUser})`;

/** True for who may let people into the client of this transaction: its owner, or an owner or reviewer of its firm (db/roles.ts: "share"). */
export const mayShareCurrentClient = sql`exists (select from clients shared
    where shared.client_id = ${currentClient} and (shared.owner_user_id = ${currentUser}
      or shared.firm_id in (select m.firm_id from memberships m
        where m.user_id = ${currentUser} and m.role in ('owner', 'reviewer'))))`;

/** True once the moment in that column has come; a column that is empty never ends. */
export const isOver = (column: string) => sql.raw(`coalesce(${column} <= now(), false)`);

/**
 * True for rows of clients the user may see that tell of the books as a whole: a person let in to some tax years only sees none. Outside the
 * gate for lists across clients, within it of its client alone. Who may see which client is what the table of clients says.
 */
export const seenOnTheBoard = (table: string) =>
  sql.raw(`(coalesce(${table}.client_id = nullif(current_setting('app.client_id', true), '')::uuid, true)
    and exists (select from clients seen where seen.client_id = ${table}.client_id)
    and not exists (select from access_grants limited where limited.client_id = ${table}.client_id
      and limited.user_id = nullif(current_setting('app.user_id', true), '')::uuid and limited.years is not null))`);

/** True inside `withSystem` (db/system.ts): sign-in, sign-up, jobs. */
export const inSystem = sql.raw("coalesce(current_setting('app.system', true), '') = 'on'");

/** The rule of every tenant table: rows of the gate's client, for reading and for writing. */
export const ofCurrentClient = (name: string) =>
  pgPolicy(`${name}_of_client`, {
    for: "all",
    using: sql`client_id = ${currentClient}`,
    withCheck: sql`client_id = ${currentClient}`,
  });

/**
 * The same rule for tables that take thousands of rows in one statement: as a subselect the client is read once a statement, written
 * plainly once a row.
 */
export const ofCurrentClientInBulk = (name: string) =>
  pgPolicy(`${name}_of_client`, {
    for: "all",
    using: sql`client_id = (select ${currentClient})`,
    withCheck: sql`client_id = (select ${currentClient})`,
  });

/** The first column of every tenant key. The client itself is referenced by each table. */
export const clientIdColumn = () => uuid().$type<ClientId>().notNull();

/** When the row was written, by the database's clock. */
export const nowColumn = () => instantColumn().notNull().default(sql`now()`);

/** A number that only grows: tells which of two versions is the later, also within one millisecond. */
export const orderColumn = () => bigint({ mode: "number" }).generatedAlwaysAsIdentity().notNull();

/** Refuses more decimals than the domain type keeps, and amounts nobody can mean. */
export const exactWithin = (name: string, column: AnyPgColumn, scale: 18 | 24) =>
  check(name, sql`scale(${column}) <= ${sql.raw(String(scale))} and abs(${column}) < 1e30`);
