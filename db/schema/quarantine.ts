import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { TransactionId } from "@/lib/tax/transaction";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";
import { transactions } from "./transactions";

/** Why a row waits outside the books: it seems to tell again what another row tells, or it is a token nobody asked for. */
export type QuarantineKind = "twin" | "spam";

/**
 * Rows of files that are kept and do not count until a person says so. `transactionId` is the row, voided from the start;
 * `otherId` the transaction in the books it seems to repeat. Append-only: what was decided stands in `quarantine_decisions`.
 */
export const quarantine = pgTable(
  "quarantine",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    transactionId: uuid().notNull().$type<TransactionId>(),
    kind: text().$type<QuarantineKind>().notNull(),
    otherId: uuid().$type<TransactionId>(),
    /** How sure the suspicion is, 0 to 1000; null for a token. */
    score: integer(),
    /** Why, in words for people. */
    reason: text().notNull(),
    /** Whole hours the row's times are ahead of the other's throughout, when that is the suspicion. */
    shiftHours: integer(),
    /** The contract of a token nobody asked for. */
    contract: text(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      name: "quarantine_transaction_fk",
      columns: [table.clientId, table.transactionId],
      foreignColumns: [transactions.clientId, transactions.id],
    }),
    foreignKey({
      name: "quarantine_other_fk",
      columns: [table.clientId, table.otherId],
      foreignColumns: [transactions.clientId, transactions.id],
    }),
    index("quarantine_transaction").on(table.clientId, table.transactionId),
    index("quarantine_other").on(table.clientId, table.otherId),
    check("quarantine_kind", sql`${table.kind} in ('twin', 'spam')`),
    check(
      "quarantine_twin",
      sql`(${table.kind} = 'twin') = (${table.otherId} is not null and ${table.score} is not null)`,
    ),
    check("quarantine_score", sql`${table.score} between 0 and 1000`),
    ofCurrentClient("quarantine"),
  ],
);
