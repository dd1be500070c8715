import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { TransactionId } from "@/lib/tax/transaction";
import type { UserId } from "../ids";
import { quarantine } from "./quarantine";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";
import { transactions } from "./transactions";

/**
 * What was decided about a row that waits. "open": a decision was taken back. "same": it stays out. "different": it counts
 * beside the other. "prefer-new": it counts in the other's place. "spam": it stays out. "mine": it counts. "released": it
 * counts because the import of the other was undone. "superseded": read together with another file of its address the row says something
 * else, which stands in its place; the decision before it holds again once that file is gone.
 */
export type QuarantineDecision =
  | "open"
  | "same"
  | "different"
  | "prefer-new"
  | "spam"
  | "mine"
  | "released"
  | "superseded";

/** Append-only versions by quarantined row: the one with the highest `order` counts; none is open. */
export const quarantineDecisions = pgTable(
  "quarantine_decisions",
  {
    clientId: clientIdColumn(),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    quarantineId: uuid().notNull(),
    decision: text().$type<QuarantineDecision>().notNull(),
    /** The transaction that came into the books by it. */
    entryId: uuid().$type<TransactionId>(),
    /** The transaction that left the books by it ("prefer-new"). */
    displacedId: uuid().$type<TransactionId>(),
    /** From here on the row is held against this transaction instead of the first one. */
    otherId: uuid().$type<TransactionId>(),
    decidedBy: uuid().$type<UserId>().notNull(),
    decidedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      name: "quarantine_decisions_quarantine_fk",
      columns: [table.clientId, table.quarantineId],
      foreignColumns: [quarantine.clientId, quarantine.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "quarantine_decisions_entry_fk",
      columns: [table.clientId, table.entryId],
      foreignColumns: [transactions.clientId, transactions.id],
    }),
    foreignKey({
      name: "quarantine_decisions_displaced_fk",
      columns: [table.clientId, table.displacedId],
      foreignColumns: [transactions.clientId, transactions.id],
    }),
    foreignKey({
      name: "quarantine_decisions_other_fk",
      columns: [table.clientId, table.otherId],
      foreignColumns: [transactions.clientId, transactions.id],
    }),
    index("quarantine_decisions_latest").on(table.clientId, table.quarantineId, table.order),
    check(
      "quarantine_decisions_decision",
      sql`${table.decision} in ('open', 'same', 'different', 'prefer-new', 'spam', 'mine', 'released', 'superseded')`,
    ),
    ofCurrentClient("quarantine_decisions"),
  ],
);
