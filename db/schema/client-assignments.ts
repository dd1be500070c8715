import { sql } from "drizzle-orm";
import { foreignKey, index, pgPolicy, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { FirmId, UserId } from "../ids";
import { clients } from "./clients";
import { memberships } from "./memberships";
import { clientIdColumn, currentClient, currentFirm, currentUser, nowColumn } from "./rules";

/** True for a firm's owners and reviewers, and for whoever the client is assigned to: they may hand it on. */
const mayAssign = sql`(firm_id in (select m.firm_id from memberships m
    where m.user_id = ${currentUser} and m.role in ('owner', 'reviewer'))
  or exists (select from client_assignments mine
    where mine.client_id = client_assignments.client_id and mine.user_id = ${currentUser}))`;

/** Which of a firm's people work in which client's books. Ends with the membership. */
export const clientAssignments = pgTable(
  "client_assignments",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    userId: uuid().$type<UserId>().notNull(),
    firmId: uuid().$type<FirmId>().notNull(),
    assignedBy: uuid().$type<UserId>().notNull(),
    assignedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.userId] }),
    foreignKey({
      name: "client_assignments_member_fk",
      columns: [table.firmId, table.userId],
      foreignColumns: [memberships.firmId, memberships.userId],
    }).onDelete("cascade"),
    index("client_assignments_user").on(table.userId),
    index("client_assignments_member").on(table.firmId, table.userId),
    pgPolicy("client_assignments_seen", {
      for: "select",
      using: sql`user_id = ${currentUser} or client_id = ${currentClient} or firm_id = ${currentFirm}`,
    }),
    pgPolicy("client_assignments_made", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and ${mayAssign}
        and exists (select from clients c where c.client_id = client_assignments.client_id and c.firm_id = client_assignments.firm_id)`,
    }),
    pgPolicy("client_assignments_ended", {
      for: "delete",
      using: sql`client_id = ${currentClient} and ${mayAssign}`,
    }),
  ],
);
