import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { ReportId, UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/** Documents made from the books, with the versions of ledger and settings they were made from. */
export const reports = pgTable(
  "reports",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<ReportId>().notNull().defaultRandom(),
    year: integer().notNull(),
    kind: text().notNull(),
    state: text().$type<"queued" | "ready" | "failed">().notNull().default("queued"),
    ledgerVersion: bigint({ mode: "number" }).notNull(),
    settingsVersion: bigint({ mode: "number" }).notNull(),
    asOf: instantColumn().notNull(),
    /** What it was made with, known once it is made: the engine and the SHA-256 of facts and settings. */
    engineVersion: text(),
    inputHash: text(),
    failure: text(),
    /** The end of the history when it was asked for, which it prints: "42-3f9a…"; null for none, or for papers from before. */
    auditHead: text(),
    requestedBy: uuid().$type<UserId>().notNull(),
    requestedAt: nowColumn(),
    finishedAt: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    index("reports_year").on(table.clientId, table.year, table.requestedAt),
    check("reports_state", sql`${table.state} in ('queued', 'ready', 'failed')`),
    ofCurrentClient("reports"),
  ],
);
