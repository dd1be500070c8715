import { sql } from "drizzle-orm";
import { bigint, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, currentClient, inSystem, nowColumn, seenOnTheBoard } from "./rules";

/**
 * Whether a client's summaries are still right: `asked` rises with every change of the books (by triggers, at the end of the change),
 * `made` is what it was when they were last worked out, with which engine, and until when the day lasts. On whose behalf they are worked
 * out: the last who changed something. Holds no figure, so the system may read it.
 */
export const summaryWatches = pgTable(
  "summary_watches",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    userId: uuid().$type<UserId>().notNull(),
    asked: bigint({ mode: "number" }).notNull().default(1),
    askedAt: nowColumn(),
    made: bigint({ mode: "number" }).notNull().default(0),
    engine: text(),
    freshUntil: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId] }),
    pgPolicy("summary_watches_seen", {
      for: "select",
      using: sql`${inSystem} or ${seenOnTheBoard("summary_watches")}`,
    }),
    pgPolicy("summary_watches_asked", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient}`,
    }),
    pgPolicy("summary_watches_asked_again", {
      for: "update",
      using: sql`client_id = ${currentClient}`,
      withCheck: sql`client_id = ${currentClient}`,
    }),
  ],
);
