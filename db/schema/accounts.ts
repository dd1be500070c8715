import { pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId } from "@/lib/tax/transaction";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/** Exchange accounts and wallets of a client. `source` is the importer that feeds it, null for one kept by hand. */
export const accounts = pgTable(
  "accounts",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom().$type<AccountId>(),
    name: text().notNull(),
    source: text(),
    createdBy: uuid().$type<UserId>().notNull(),
    createdAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    uniqueIndex("accounts_name").on(table.clientId, table.name),
    ofCurrentClient("accounts"),
  ],
);
