import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { FirmId, UserId } from "../ids";
import { clients } from "./clients";
import {
  clientIdColumn,
  currentClient,
  currentUser,
  nowColumn,
  orderColumn,
  worksInFirm,
} from "./rules";

/**
 * What is said about a client's books. A message is mailed to the other side, a shared note is not, an internal one is the firm's whose people
 * wrote it: row security shows it to nobody else, the client included. The text is sealed. Append-only.
 */
export const clientMessages = pgTable(
  "client_messages",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    order: orderColumn(),
    kind: text({ enum: ["message", "shared", "internal"] }).notNull(),
    /** Of an internal note: the firm it belongs to. */
    firmId: uuid().$type<FirmId>(),
    /** Names the place the sealed text stands at. */
    id: uuid().notNull(),
    text: text().notNull(),
    writtenBy: uuid().$type<UserId>().notNull(),
    writtenAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    check("client_messages_kind", sql`${table.kind} in ('message', 'shared', 'internal')`),
    check(
      "client_messages_firm",
      sql`(${table.kind} = 'internal') = (${table.firmId} is not null)`,
    ),
    check("client_messages_text", sql`length(${table.text}) between 1 and 20000`),
    pgPolicy("client_messages_seen", {
      for: "select",
      using: sql`client_id = ${currentClient} and (firm_id is null or ${worksInFirm})`,
    }),
    pgPolicy("client_messages_written", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and written_by = ${currentUser} and (firm_id is null or ${worksInFirm})`,
    }),
  ],
);
