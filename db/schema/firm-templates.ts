import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { FirmId, TemplateId, UserId } from "../ids";
import { firms } from "./firms";
import { currentUser, nowColumn } from "./rules";

/**
 * Layouts a firm's preparers told once, offered for all of the firm's clients: columns, forms and words, and nothing of a client (no
 * account name, no row). Taking one over makes a template of the client's own. Append-only.
 */
export const firmTemplates = pgTable(
  "firm_templates",
  {
    firmId: uuid().$type<FirmId>().notNull(),
    id: uuid().$type<TemplateId>().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    headerHash: text().notNull(),
    document: jsonb().$type<unknown>().notNull(),
    savedBy: uuid().$type<UserId>().notNull(),
    savedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.firmId, table.id, table.version] }),
    foreignKey({ columns: [table.firmId], foreignColumns: [firms.id] }).onDelete("cascade"),
    index("firm_templates_header").on(table.firmId, table.headerHash),
    check("firm_templates_hash", sql`${table.headerHash} ~ '^[0-9a-f]{64}$'`),
    pgPolicy("firm_templates_member", {
      for: "all",
      using: sql`firm_id in (select firm_id from memberships where user_id = ${currentUser})`,
      withCheck: sql`firm_id in (select firm_id from memberships where user_id = ${currentUser})`,
    }),
  ],
);
