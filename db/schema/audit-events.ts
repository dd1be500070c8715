import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * Who did what to a client's books, one event per operation. Append-only; holds ids and counts, no amounts. Each event carries the
 * SHA-256 of itself and the one before it. A trigger numbers and chains them whatever the statement says: nothing can be added
 * unchained, changed, or taken out by web and worker, and lib/audit finds what anyone else did.
 */
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
    /** 1, 2, 3 … without a gap, per client. Set by the trigger. */
    seq: bigint({ mode: "number" }).notNull().default(0),
    /** The hash of the event before, or 64 zeros. Set by the trigger. */
    previous: text().notNull().default(""),
    /** SHA-256 in hex over the fields and `previous`. Set by the trigger. */
    hash: text().notNull().default(""),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    uniqueIndex("audit_events_seq").on(table.clientId, table.seq),
    check("audit_events_deed", sql`${table.deed} ~ '^[a-z0-9.-]+$'`),
    ofCurrentClient("audit_events"),
  ],
);
