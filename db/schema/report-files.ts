import { sql } from "drizzle-orm";
import { check, foreignKey, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytesColumn } from "../columns";
import type { ReportId } from "../ids";
import { reports } from "./reports";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/** The files of a report. `sha256` is lower-case hex of the bytes. */
export const reportFiles = pgTable(
  "report_files",
  {
    clientId: clientIdColumn(),
    reportId: uuid().$type<ReportId>().notNull(),
    name: text().notNull(),
    contentType: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    bytes: bytesColumn().notNull(),
    createdAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.reportId, table.name] }),
    foreignKey({
      columns: [table.clientId, table.reportId],
      foreignColumns: [reports.clientId, reports.id],
    }).onDelete("cascade"),
    check("report_files_sha256", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
    ofCurrentClient("report_files"),
  ],
);
