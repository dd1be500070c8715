import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { BulkRunId, FirmId, ReportId, UserId } from "../ids";
import { clients } from "./clients";
import { firms } from "./firms";
import { reports } from "./reports";
import { clientIdColumn, currentUser, nowColumn } from "./rules";
import { users } from "./users";

/** Something asked for of many clients at once. Belongs to who asked; the clients are in `bulk_items`. */
export const bulkRuns = pgTable(
  "bulk_runs",
  {
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    id: uuid().$type<BulkRunId>().notNull(),
    firmId: uuid().$type<FirmId>().notNull(),
    what: text({ enum: ["recompute", "preliminary", "final"] }).notNull(),
    requestedAt: nowColumn(),
    /** Set once somebody stopped it: what is not begun by then is left. */
    stoppedAt: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    foreignKey({ columns: [table.firmId], foreignColumns: [firms.id] }).onDelete("cascade"),
    check("bulk_runs_what", sql`${table.what} in ('recompute', 'preliminary', 'final')`),
    pgPolicy("bulk_runs_own", {
      for: "all",
      using: sql`user_id = ${currentUser}`,
      withCheck: sql`user_id = ${currentUser} and firm_id in (select m.firm_id from memberships m where m.user_id = ${currentUser})`,
    }),
  ],
);

/** One client's year in a run: what became of it. Seen and told by who asked, while they may see the client. */
export const bulkItems = pgTable(
  "bulk_items",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    runId: uuid().$type<BulkRunId>().notNull(),
    year: integer().notNull(),
    kind: text({ enum: ["figures", "year-end", "audit-pack"] }).notNull(),
    userId: uuid().$type<UserId>().notNull(),
    state: text({ enum: ["queued", "done", "failed"] })
      .notNull()
      .default("queued"),
    reportId: uuid().$type<ReportId>(),
    /** One sentence for people. */
    failure: text(),
    finishedAt: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.runId, table.year, table.kind] }),
    foreignKey({
      name: "bulk_items_run_fk",
      columns: [table.userId, table.runId],
      foreignColumns: [bulkRuns.userId, bulkRuns.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "bulk_items_report_fk",
      columns: [table.clientId, table.reportId],
      foreignColumns: [reports.clientId, reports.id],
    }).onDelete("cascade"),
    index("bulk_items_run").on(table.userId, table.runId),
    check("bulk_items_kind", sql`${table.kind} in ('figures', 'year-end', 'audit-pack')`),
    check("bulk_items_state", sql`${table.state} in ('queued', 'done', 'failed')`),
    check("bulk_items_year", sql`${table.year} between 2009 and 2200`),
    pgPolicy("bulk_items_own", {
      for: "all",
      using: sql`user_id = ${currentUser} and exists (select from clients c where c.client_id = bulk_items.client_id)`,
      withCheck: sql`user_id = ${currentUser} and exists (select from clients c where c.client_id = bulk_items.client_id)`,
    }),
  ],
);
