import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytesColumn } from "../columns";
import type { LossEventId, UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/** Evidence of a loss, as it was given: the very bytes, with their SHA-256 (lower-case hex). Append-only. */
export const lossEventFiles = pgTable(
  "loss_event_files",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    /** The event's id; its versions share their evidence. */
    eventId: uuid().$type<LossEventId>().notNull(),
    id: uuid().notNull().defaultRandom(),
    name: text().notNull(),
    contentType: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    bytes: bytesColumn().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.eventId, table.id] }),
    check("loss_event_files_sha256", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
    check(
      "loss_event_files_size",
      sql`${table.size} between 1 and 10485760 and octet_length(${table.bytes}) = ${table.size}`,
    ),
    check("loss_event_files_name", sql`length(${table.name}) between 1 and 200`),
    ofCurrentClient("loss_event_files"),
  ],
);
