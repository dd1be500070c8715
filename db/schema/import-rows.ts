import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { BatchId } from "../ids";
import { clientIdColumn, ofCurrentClientInBulk } from "./rules";

/** What became of a row. */
export type RowOutcome = "accepted" | "known" | "quarantined" | "question" | "rejected" | "skipped";

/** Every data row of a committed file, its text as it came. `column` and `reason` say why it was not simply accepted. Its import is held by triggers once a statement, not by a foreign key once a row (ADR 19). */
export const importRows = pgTable(
  "import_rows",
  {
    clientId: clientIdColumn(),
    batchId: uuid().$type<BatchId>().notNull(),
    line: integer().notNull(),
    raw: text().notNull(),
    outcome: text().$type<RowOutcome>().notNull(),
    transactionId: uuid(),
    column: text(),
    reason: text(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.batchId, table.line] }),
    check(
      "import_rows_outcome",
      sql`${table.outcome} in ('accepted', 'known', 'quarantined', 'question', 'rejected', 'skipped')`,
    ),
    ofCurrentClientInBulk("import_rows"),
  ],
);
