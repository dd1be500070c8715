import { boolean, foreignKey, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { TransactionId } from "@/lib/tax/transaction";
import { quarantine } from "./quarantine";
import { quarantineDecisions } from "./quarantine-decisions";
import { clientIdColumn, ofCurrentClient, orderColumn } from "./rules";
import { transactions } from "./transactions";

/**
 * Further transactions of a row in quarantine, where one order in one report is its several fills in another. Without a decision: besides
 * the row itself the other rows that wait with it ("isOurs"), or besides the first other what it seems to repeat. With one: what else came
 * into the books by that decision ("isOurs"), or left them. Append-only.
 */
export const quarantineFurther = pgTable(
  "quarantine_further",
  {
    clientId: clientIdColumn(),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    quarantineId: uuid().notNull(),
    decisionId: uuid(),
    isOurs: boolean().notNull(),
    transactionId: uuid().notNull().$type<TransactionId>(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      name: "quarantine_further_quarantine_fk",
      columns: [table.clientId, table.quarantineId],
      foreignColumns: [quarantine.clientId, quarantine.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "quarantine_further_decision_fk",
      columns: [table.clientId, table.decisionId],
      foreignColumns: [quarantineDecisions.clientId, quarantineDecisions.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "quarantine_further_transaction_fk",
      columns: [table.clientId, table.transactionId],
      foreignColumns: [transactions.clientId, transactions.id],
    }),
    index("quarantine_further_of").on(table.clientId, table.quarantineId, table.decisionId),
    index("quarantine_further_transaction").on(table.clientId, table.transactionId),
    ofCurrentClient("quarantine_further"),
  ],
);
