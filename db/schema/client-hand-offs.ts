import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** Who handed a client to which colleague, with what said. Append-only. */
export const clientHandOffs = pgTable(
  "client_hand_offs",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    order: orderColumn(),
    /** Names the place its sealed texts stand at. */
    id: uuid().notNull().defaultRandom(),
    fromUserId: uuid().$type<UserId>().notNull(),
    toUserId: uuid().$type<UserId>().notNull(),
    /** Sealed. */
    note: text(),
    at: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    check("client_hand_offs_note", sql`${table.note} is null or length(${table.note}) <= 12000`),
    ofCurrentClient("client_hand_offs"),
  ],
);
