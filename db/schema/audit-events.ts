import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** Who did what to a client's books, one event per operation. Append-only; holds ids and counts, no amounts. */
export const auditEvents = pgTable(
  "audit_events",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    order: orderColumn(),
    at: nowColumn(),
    userId: uuid().$type<UserId>().notNull(),
    /** "import.commit", "transaction.void", "report.download". */
    deed: text().notNull(),
    subjectId: uuid(),
    detail: jsonb().$type<Readonly<Record<string, string | number | null>>>().notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    ofCurrentClient("audit_events"),
  ],
);
