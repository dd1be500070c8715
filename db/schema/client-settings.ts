import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { LedgerSettings } from "@/lib/tax/settings";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** The ledger's own settings. Append-only versions; the one with the highest `order` counts. */
export const clientSettings = pgTable(
  "client_settings",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    timeZone: text().notNull(),
    pool: text().$type<LedgerSettings["pool"]>().notNull(),
    transferFee: text().$type<LedgerSettings["transferFee"]>().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    check(
      "client_settings_pool",
      sql`${table.pool} in ('account', 'universal-until-2024', 'universal')`,
    ),
    check("client_settings_fee", sql`${table.transferFee} in ('disposal', 'drop', 'carry')`),
    ofCurrentClient("client_settings"),
  ],
);
