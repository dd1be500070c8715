import { sql } from "drizzle-orm";
import { bigint, check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { UploadId, UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/** Files as they came; their bytes are in `upload_chunks`. `sha256` is lower-case hex over all bytes. */
export const uploads = pgTable(
  "uploads",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<UploadId>().notNull().defaultRandom(),
    fileName: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    sha256: text().notNull(),
    uploadedBy: uuid().$type<UserId>().notNull(),
    uploadedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    check("uploads_sha256", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
    check("uploads_size", sql`${table.size} >= 0`),
    ofCurrentClient("uploads"),
  ],
);
