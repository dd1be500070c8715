import { foreignKey, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { bytesColumn } from "../columns";
import type { UploadId } from "../ids";
import { clientIdColumn, ofCurrentClient } from "./rules";
import { uploads } from "./uploads";

/** The bytes of an upload in pieces, `position` from 0: neither writing nor reading holds a whole file. */
export const uploadChunks = pgTable(
  "upload_chunks",
  {
    clientId: clientIdColumn(),
    uploadId: uuid().$type<UploadId>().notNull(),
    position: integer().notNull(),
    bytes: bytesColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.uploadId, table.position] }),
    foreignKey({
      columns: [table.clientId, table.uploadId],
      foreignColumns: [uploads.clientId, uploads.id],
    }).onDelete("cascade"),
    ofCurrentClient("upload_chunks"),
  ],
);
