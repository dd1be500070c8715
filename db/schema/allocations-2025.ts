import { sql } from "drizzle-orm";
import { boolean, check, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** Units of one lot placed in one account, decimals as text. */
export interface StoredPlacement {
  readonly account: string;
  readonly lot: string;
  readonly quantity: string;
}

/**
 * A completed allocation of unused units as of January 1, 2025 (Rev. Proc. 2024-28). Append-only versions; the one with the
 * highest `order` counts; without rows it takes the one before back.
 */
export const allocations2025 = pgTable(
  "allocations_2025",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    kind: text().$type<"specific" | "global">().notNull(),
    completedAt: instantColumn().notNull(),
    /** When the rule of a global allocation was written down; null: nobody said. */
    describedAt: instantColumn(),
    /** The client's 2025 return was extended. */
    extended: boolean().notNull(),
    rows: jsonb().$type<readonly StoredPlacement[]>().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    check("allocations_2025_kind", sql`${table.kind} in ('specific', 'global')`),
    check("allocations_2025_rows", sql`jsonb_typeof(${table.rows}) = 'array'`),
    ofCurrentClient("allocations_2025"),
  ],
);
