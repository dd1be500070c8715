import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AccountFacts } from "@/lib/tax/facts";
import type { AccountId } from "@/lib/tax/transaction";
import type { UserId } from "../ids";
import { accounts } from "./accounts";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** Who holds an account's keys and whose return it is on. Append-only versions; the one with the highest `order` counts. */
export const accountFacts = pgTable(
  "account_facts",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    accountId: uuid().$type<AccountId>().notNull(),
    custody: text().$type<AccountFacts["custody"]>().notNull(),
    owner: text().$type<AccountFacts["owner"]>().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      columns: [table.clientId, table.accountId],
      foreignColumns: [accounts.clientId, accounts.id],
    }),
    index("account_facts_latest").on(table.clientId, table.accountId, table.order),
    check("account_facts_custody", sql`${table.custody} in ('own', 'broker')`),
    check("account_facts_owner", sql`${table.owner} in ('client', 'spouse', 'ira')`),
    ofCurrentClient("account_facts"),
  ],
);
