import { sql } from "drizzle-orm";
import { bigint, check, index, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { ClientId, FirmId, UserId } from "../ids";
import { firms } from "./firms";
import { currentClient, currentUser, isOver, nowColumn } from "./rules";
import { users } from "./users";

/** One's own books, or a firm's that one works in with a role that sees them (db/roles.ts). */
const MINE = sql`owner_user_id = ${currentUser}
  or firm_id in (select m.firm_id from memberships m join firms f on f.id = m.firm_id
    where m.user_id = ${currentUser} and (m.role in ('owner', 'reviewer') or not f.assigned_only))
  or (firm_id in (select m.firm_id from memberships m where m.user_id = ${currentUser})
    and client_id in (select a.client_id from client_assignments a where a.user_id = ${currentUser}))`;
const SHARED = sql`client_id in (select g.client_id from access_grants g
    where g.user_id = ${currentUser} and not ${isOver("g.ends_at")})`;
const MADE = sql`owner_user_id = ${currentUser}
  or firm_id in (select m.firm_id from memberships m join firms f on f.id = m.firm_id
    where m.user_id = ${currentUser}
      and (m.role in ('owner', 'reviewer') or (m.role = 'preparer' and not f.assigned_only)))`;

/**
 * Taxpayers whose books these are. Either one's own (`ownerUserId`) or a firm's. The two versions are raised by
 * statement triggers on the fact and the settings tables: a cache keyed by them cannot be stale.
 */
export const clients = pgTable(
  "clients",
  {
    clientId: uuid().$type<ClientId>().primaryKey().defaultRandom(),
    name: text().notNull(),
    ownerUserId: uuid()
      .$type<UserId>()
      .references(() => users.id),
    firmId: uuid()
      .$type<FirmId>()
      .references(() => firms.id),
    ledgerVersion: bigint({ mode: "number" }).notNull().default(0),
    settingsVersion: bigint({ mode: "number" }).notNull().default(0),
    createdAt: nowColumn(),
    archivedAt: instantColumn(),
    /** Being deleted since: the gate lets nobody in any more but to delete. */
    closedAt: instantColumn(),
  },
  (table) => [
    index("clients_owner").on(table.ownerUserId),
    index("clients_firm").on(table.firmId),
    check("clients_held", sql`num_nonnulls(${table.ownerUserId}, ${table.firmId}) = 1`),
    pgPolicy("clients_seen", {
      for: "select",
      using: sql`client_id = ${currentClient} or ${MINE} or ${SHARED}`,
    }),
    pgPolicy("clients_made", { for: "insert", withCheck: MADE }),
    pgPolicy("clients_deleted", {
      for: "delete",
      using: sql`client_id = ${currentClient} and closed_at is not null and (owner_user_id = ${currentUser}
        or firm_id in (select m.firm_id from memberships m where m.user_id = ${currentUser} and m.role = 'owner'))`,
    }),
    pgPolicy("clients_changed", {
      for: "update",
      using: sql`client_id = ${currentClient}`,
      withCheck: sql`client_id = ${currentClient}`,
    }),
  ],
);
