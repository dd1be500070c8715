import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { BatchId, TemplateId, UploadId, UserId } from "../ids";
import { clients } from "./clients";
import { mappingTemplates } from "./mapping-templates";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";
import { uploads } from "./uploads";

/** One thing wrong with one row of a file, as the preview shows it. */
export interface StoredProblem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** What a person said to what a layout leaves open. */
export interface StoredAnswers {
  readonly dateOrder?: "day-first" | "month-first" | undefined;
  readonly timeZone?: string | undefined;
  readonly addresses?: readonly string[] | undefined;
  readonly asset?: string | undefined;
  readonly source?: string | undefined;
  readonly encoding?: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be" | "macintosh" | undefined;
}

/** What a file that is kept waits for a person to say. */
export interface StoredAsks {
  /** One sentence: what is open and where. */
  readonly message: string;
  readonly asks: readonly string[];
  /** What can be answered where only some things can be (which program wrote the file). */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** The beginning of a table that no source knows, for saying how it is read. */
export interface StoredHead {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** The words of each column, where they are few; null where they are many. */
  readonly words: readonly (readonly string[] | null)[];
  /** True when `words` are those of the whole file. */
  readonly isWhole: boolean;
}

/**
 * Where an import stands. "unmapped": nobody has said yet how its table is read; "asking": it leaves something open; "cancelled": dropped
 * before it counted, its bytes too.
 */
export type BatchState =
  | "unmapped"
  | "asking"
  | "previewed"
  | "committing"
  | "committed"
  | "undone"
  | "failed"
  | "cancelled";

/** One import of one file: previewed, committed as a whole, taken back as a whole. Never deleted. */
export const importBatches = pgTable(
  "import_batches",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<BatchId>().notNull().defaultRandom(),
    uploadId: uuid().$type<UploadId>().notNull(),
    fileName: text().notNull(),
    source: text().notNull(),
    version: text().notNull(),
    timeZone: text().notNull(),
    accountName: text(),
    answers: jsonb().$type<StoredAnswers>().notNull().default({}),
    /** The version of the template it is read by. */
    templateId: uuid().$type<TemplateId>(),
    templateVersion: integer(),
    head: jsonb().$type<StoredHead>(),
    asks: jsonb().$type<StoredAsks>(),
    state: text().$type<BatchState>().notNull().default("previewed"),
    /** Data rows: read = accepted + known + quarantined + question + rejected + skipped. */
    rowsRead: integer().notNull().default(0),
    rowsAccepted: integer().notNull().default(0),
    rowsKnown: integer().notNull().default(0),
    rowsQuarantined: integer().notNull().default(0),
    rowsQuestion: integer().notNull().default(0),
    rowsRejected: integer().notNull().default(0),
    rowsSkipped: integer().notNull().default(0),
    problems: jsonb().$type<readonly StoredProblem[]>().notNull().default([]),
    failure: text(),
    createdBy: uuid().$type<UserId>().notNull(),
    createdAt: nowColumn(),
    committedBy: uuid().$type<UserId>(),
    committedAt: instantColumn(),
    undoneBy: uuid().$type<UserId>(),
    undoneAt: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      columns: [table.clientId, table.uploadId],
      foreignColumns: [uploads.clientId, uploads.id],
    }),
    foreignKey({
      name: "import_batches_template_fk",
      columns: [table.clientId, table.templateId, table.templateVersion],
      foreignColumns: [mappingTemplates.clientId, mappingTemplates.id, mappingTemplates.version],
    }),
    index("import_batches_created").on(table.clientId, table.createdAt),
    check(
      "import_batches_state",
      sql`${table.state} in ('unmapped', 'asking', 'previewed', 'committing', 'committed', 'undone', 'failed', 'cancelled')`,
    ),
    check(
      "import_batches_rows",
      sql`${table.rowsRead} = ${table.rowsAccepted} + ${table.rowsKnown} + ${table.rowsQuarantined} + ${table.rowsQuestion} + ${table.rowsRejected} + ${table.rowsSkipped}`,
    ),
    ofCurrentClient("import_batches"),
  ],
);
