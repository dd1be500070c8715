import { sql } from "drizzle-orm";
import { check, foreignKey, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { bytesColumn } from "../columns";
import type { BatchId } from "../ids";
import { importBatches } from "./import-batches";
import { clientIdColumn, ofCurrentClient } from "./rules";

/**
 * Rows of a committed file that were simply accepted or known already, their text as it came, some thousands packed together:
 * db/queries/import-row-blocks.ts packs and unpacks. Every other row stands alone in `import_rows` (ADR 14). `firstLine` and
 * `lastLine` bound the lines inside; the bounds of two blocks may overlap by the rows a source held back.
 */
export const importRowBlocks = pgTable(
  "import_row_blocks",
  {
    clientId: clientIdColumn(),
    batchId: uuid().$type<BatchId>().notNull(),
    /** From 0, in the order of packing. */
    position: integer().notNull(),
    firstLine: integer().notNull(),
    lastLine: integer().notNull(),
    rowCount: integer().notNull(),
    packed: bytesColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.batchId, table.position] }),
    foreignKey({
      columns: [table.clientId, table.batchId],
      foreignColumns: [importBatches.clientId, importBatches.id],
    }),
    check("import_row_blocks_lines", sql`${table.firstLine} <= ${table.lastLine}`),
    check("import_row_blocks_count", sql`${table.rowCount} > 0`),
    ofCurrentClient("import_row_blocks"),
  ],
);
