import { sql } from "drizzle-orm";
import { foreignKey, integer, pgPolicy, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { bytesColumn } from "../columns";
import type { ExportId } from "../ids";
import { clientExports } from "./client-exports";
import { clientIdColumn, inSystem, ofCurrentClient } from "./rules";

/** The bytes of an export in pieces, `position` from 0. Taken out when it expires. */
export const exportChunks = pgTable(
  "export_chunks",
  {
    clientId: clientIdColumn(),
    exportId: uuid().$type<ExportId>().notNull(),
    position: integer().notNull(),
    bytes: bytesColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.exportId, table.position] }),
    foreignKey({
      columns: [table.clientId, table.exportId],
      foreignColumns: [clientExports.clientId, clientExports.id],
    }).onDelete("cascade"),
    ofCurrentClient("export_chunks"),
    pgPolicy("export_chunks_over", {
      for: "all",
      using: sql`${inSystem} and exists (select from client_exports e
        where e.client_id = export_chunks.client_id and e.id = export_chunks.export_id and e.expires_at <= now())`,
      withCheck: sql`false`,
    }),
  ],
);
