import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { ExportId, UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, inSystem, nowColumn, ofCurrentClient } from "./rules";

/** Exports of everything in a client's books that were asked for. The file is in `export_chunks` until `expiresAt`; the record of it stays. */
export const clientExports = pgTable(
  "client_exports",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<ExportId>().notNull().defaultRandom(),
    requestedBy: uuid().$type<UserId>().notNull(),
    requestedAt: nowColumn(),
    /** Known once it is made: of the zip and of what is in it. */
    size: bigint({ mode: "number" }),
    sha256: text(),
    files: integer(),
    rows: bigint({ mode: "number" }),
    finishedAt: instantColumn(),
    expiresAt: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    check("client_exports_sha256", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
    check(
      "client_exports_made",
      sql`num_nonnulls(${table.size}, ${table.sha256}, ${table.files}, ${table.rows}, ${table.finishedAt}, ${table.expiresAt}) in (0, 6)`,
    ),
    ofCurrentClient("client_exports"),
    pgPolicy("client_exports_system", { for: "select", using: inSystem }),
  ],
);
