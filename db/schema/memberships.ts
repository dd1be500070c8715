import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { FirmId, UserId } from "../ids";
import { firms } from "./firms";
import { currentFirm, currentUser, inSystem, nowColumn, ownsCurrentFirm } from "./rules";
import { users } from "./users";

/** Who works in which firm, and as what. Changed by the firm's owners; nobody changes their own way in. */
export const memberships = pgTable(
  "memberships",
  {
    firmId: uuid().$type<FirmId>().notNull(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ["owner", "reviewer", "preparer", "viewer"] }).notNull(),
    createdAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.firmId, table.userId] }),
    foreignKey({ columns: [table.firmId], foreignColumns: [firms.id] }).onDelete("cascade"),
    index("memberships_user").on(table.userId),
    check("memberships_role", sql`${table.role} in ('owner', 'reviewer', 'preparer', 'viewer')`),
    pgPolicy("memberships_self", { for: "select", using: sql`user_id = ${currentUser}` }),
    pgPolicy("memberships_of_firm", { for: "select", using: sql`firm_id = ${currentFirm}` }),
    pgPolicy("memberships_added", {
      for: "insert",
      withCheck: sql`firm_id = ${currentFirm} and ${ownsCurrentFirm}`,
    }),
    pgPolicy("memberships_changed", {
      for: "update",
      using: sql`firm_id = ${currentFirm} and ${ownsCurrentFirm}`,
      withCheck: sql`firm_id = ${currentFirm}`,
    }),
    pgPolicy("memberships_removed", {
      for: "delete",
      using: sql`firm_id = ${currentFirm} and ${ownsCurrentFirm}`,
    }),
    pgPolicy("memberships_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
