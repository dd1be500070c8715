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
import { calendarDateColumn } from "../columns";
import type { DocumentRequestId, UploadId, UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, currentClient, currentUser, nowColumn, orderColumn } from "./rules";
import { uploads } from "./uploads";

/** Documents asked for: what (sealed), of which tax year, until when. Append-only; what became of one is told by its events. */
export const documentRequests = pgTable(
  "document_requests",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<DocumentRequestId>().notNull(),
    what: text().notNull(),
    year: integer(),
    dueOn: calendarDateColumn(),
    askedBy: uuid().$type<UserId>().notNull(),
    askedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    check("document_requests_what", sql`length(${table.what}) between 1 and 4000`),
    check("document_requests_year", sql`${table.year} between 2009 and 2200`),
    pgPolicy("document_requests_seen", { for: "select", using: sql`client_id = ${currentClient}` }),
    pgPolicy("document_requests_asked", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and asked_by = ${currentUser}`,
    }),
  ],
);

/** What became of a request, one event after another: the last one that is no file says its state. Append-only. */
export const documentRequestEvents = pgTable(
  "document_request_events",
  {
    clientId: clientIdColumn(),
    order: orderColumn(),
    requestId: uuid().$type<DocumentRequestId>().notNull(),
    kind: text({ enum: ["file", "accepted", "reopened", "withdrawn"] }).notNull(),
    /** Of a file: the very bytes as they came. */
    uploadId: uuid().$type<UploadId>(),
    doneBy: uuid().$type<UserId>().notNull(),
    doneAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    foreignKey({
      name: "document_request_events_request_fk",
      columns: [table.clientId, table.requestId],
      foreignColumns: [documentRequests.clientId, documentRequests.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "document_request_events_upload_fk",
      columns: [table.clientId, table.uploadId],
      foreignColumns: [uploads.clientId, uploads.id],
    }),
    index("document_request_events_of").on(table.clientId, table.requestId, table.order),
    check(
      "document_request_events_kind",
      sql`${table.kind} in ('file', 'accepted', 'reopened', 'withdrawn')`,
    ),
    check(
      "document_request_events_file",
      sql`(${table.kind} = 'file') = (${table.uploadId} is not null)`,
    ),
    pgPolicy("document_request_events_seen", {
      for: "select",
      using: sql`client_id = ${currentClient}`,
    }),
    pgPolicy("document_request_events_told", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and done_by = ${currentUser}`,
    }),
  ],
);
