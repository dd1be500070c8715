import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { TemplateId, UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/**
 * How files of a layout that no source knows are read, as a person told it. Append-only versions: an import names the version it was
 * read by, so a later change of mind, or the end of a template (`removed`), changes nothing that was imported.
 */
export const mappingTemplates = pgTable(
  "mapping_templates",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<TemplateId>().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    /** SHA-256 of the header's cells: finds the templates of a file. */
    headerHash: text().notNull(),
    /** The template itself, read back by lib/importers/mapping/parse. */
    document: jsonb().$type<unknown>().notNull(),
    removed: boolean().notNull().default(false),
    savedBy: uuid().$type<UserId>().notNull(),
    savedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id, table.version] }),
    index("mapping_templates_header").on(table.clientId, table.headerHash),
    check("mapping_templates_version", sql`${table.version} >= 1`),
    check("mapping_templates_hash", sql`${table.headerHash} ~ '^[0-9a-f]{64}$'`),
    ofCurrentClient("mapping_templates"),
  ],
);
