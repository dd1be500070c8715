import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { JobRunId, UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/** Where a job of a client stands: what the progress bar shows, also after a reload. */
export const jobRuns = pgTable(
  "job_runs",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<JobRunId>().notNull().defaultRandom(),
    task: text().notNull(),
    /** The batch or report it works on. */
    subjectId: uuid(),
    state: text().$type<"queued" | "running" | "done" | "failed">().notNull().default("queued"),
    done: integer().notNull().default(0),
    total: integer(),
    message: text().notNull().default(""),
    attempt: integer().notNull().default(0),
    requestedBy: uuid().$type<UserId>().notNull(),
    requestedAt: nowColumn(),
    updatedAt: nowColumn(),
    finishedAt: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    index("job_runs_subject").on(table.clientId, table.subjectId),
    index("job_runs_requested").on(table.clientId, table.requestedAt),
    check("job_runs_state", sql`${table.state} in ('queued', 'running', 'done', 'failed')`),
    ofCurrentClient("job_runs"),
  ],
);
