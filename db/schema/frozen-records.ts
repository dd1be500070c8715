import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytesColumn } from "../columns";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/**
 * What a filed year stood on and what it came to, as gzipped JSON under the SHA-256 (lower-case hex) of the JSON itself. Append-only: a record
 * is its content, so two years filed from the same facts share one.
 */
export const frozenRecords = pgTable(
  "frozen_records",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    sha256: text().notNull(),
    /** Bytes of the JSON before it was packed. */
    size: integer().notNull(),
    bytes: bytesColumn().notNull(),
    createdAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.sha256] }),
    check("frozen_records_sha256", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
    ofCurrentClient("frozen_records"),
  ],
);
