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
import { currentUser, inSystem, nowColumn } from "./rules";
import { users } from "./users";

/** Who works in which firm, and as what. */
export const memberships = pgTable(
  "memberships",
  {
    firmId: uuid().$type<FirmId>().notNull(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ["owner", "preparer"] }).notNull(),
    createdAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.firmId, table.userId] }),
    foreignKey({ columns: [table.firmId], foreignColumns: [firms.id] }).onDelete("cascade"),
    index("memberships_user").on(table.userId),
    check("memberships_role", sql`${table.role} in ('owner', 'preparer')`),
    pgPolicy("memberships_self", { for: "select", using: sql`user_id = ${currentUser}` }),
    pgPolicy("memberships_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
