import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AccountId, AssetId, TransactionId, TransactionKind } from "@/lib/tax/transaction";
import { calendarDateColumn, instantColumn, quantityColumn, usdColumn } from "../columns";
import type { BatchId, UserId } from "../ids";
import { accounts } from "./accounts";
import type { StoredProblem } from "./import-batches";
import { clientIdColumn, exactWithin, nowColumn, ofCurrentClientInBulk } from "./rules";

/** A fee in kind as it is stored: decimals are text, so JSON cannot change them. */
export interface StoredFee {
  readonly asset: string;
  readonly quantity: string;
  readonly value: string | null;
}

/** Why a transaction no longer counts. */
export type VoidReason =
  | "undone"
  | "corrected"
  | "deleted"
  | "linked"
  | "unlinked"
  | "quarantined"
  /** Read anew with another file of the same address, or a transfer of such a row. */
  | "joined";

/**
 * One economic event as told. Append-only: the web's role cannot delete, and a trigger lets an update do one thing once,
 * stamp the three `voided` columns. A correction is a new row that names what it `replaces`.
 */
export const transactions = pgTable(
  "transactions",
  {
    clientId: clientIdColumn(),
    id: uuid().notNull().defaultRandom().$type<TransactionId>(),
    accountId: uuid().notNull().$type<AccountId>(),
    toAccountId: uuid().$type<AccountId>(),
    kind: text().$type<TransactionKind>().notNull(),
    at: instantColumn().notNull(),
    dateOnly: calendarDateColumn(),
    sequence: integer().notNull(),
    sentAsset: text().$type<AssetId>(),
    sentQuantity: quantityColumn(),
    receivedAsset: text().$type<AssetId>(),
    receivedQuantity: quantityColumn(),
    valueUsd: usdColumn(),
    feeUsd: usdColumn().notNull(),
    fees: jsonb().$type<readonly StoredFee[]>().notNull(),
    /** What only this kind tells, as text: db/queries/transaction-rows.ts reads and writes it. */
    detail: jsonb().$type<Readonly<Record<string, string | null>>>().notNull(),
    /** SHA-256 of the account and the row's own identity; null when entered by hand. A correction keeps it. */
    fingerprint: text(),
    batchId: uuid().$type<BatchId>(),
    fileName: text(),
    lines: integer().array(),
    note: text().notNull(),
    question: jsonb().$type<StoredProblem>(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
    replacesId: uuid().$type<TransactionId>(),
    voidedAt: instantColumn(),
    voidedBy: uuid().$type<UserId>(),
    voidReason: text().$type<VoidReason>(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    ...references(table),
    uniqueIndex("transactions_fingerprint")
      .on(table.clientId, table.fingerprint)
      .where(sql`${table.voidedAt} is null`),
    index("transactions_time").on(table.clientId, table.at, table.sequence, table.id),
    index("transactions_batch").on(table.clientId, table.batchId),
    index("transactions_replaces")
      .on(table.clientId, table.replacesId)
      .where(sql`${table.replacesId} is not null`),
    // What may be a move between own accounts, and what is one: few of many rows, asked for as a whole by every import and undo.
    index("transactions_moves")
      .on(table.clientId, table.at)
      .where(
        sql`${table.voidedAt} is null and ${table.kind} in ('deposit', 'withdrawal', 'transfer')`,
      ),
    exactWithin("transactions_sent", table.sentQuantity, 24),
    exactWithin("transactions_received", table.receivedQuantity, 24),
    exactWithin("transactions_value", table.valueUsd, 18),
    exactWithin("transactions_fee", table.feeUsd, 18),
    check(
      "transactions_legs",
      sql`(${table.sentAsset} is null) = (${table.sentQuantity} is null) and (${table.receivedAsset} is null) = (${table.receivedQuantity} is null)`,
    ),
    check(
      "transactions_origin",
      sql`num_nonnulls(${table.batchId}, ${table.fileName}, ${table.lines}) in (0, 3)`,
    ),
    check(
      "transactions_voided",
      sql`num_nonnulls(${table.voidedAt}, ${table.voidedBy}, ${table.voidReason}) in (0, 3)`,
    ),
    ofCurrentClientInBulk("transactions"),
  ],
);

/** Its account and its import, which every row of a file has, are held by triggers once a statement instead (ADR 19). */
function references(table: Record<"clientId" | "id" | "toAccountId" | "replacesId", AnyPgColumn>) {
  return [
    foreignKey({
      columns: [table.clientId, table.toAccountId],
      foreignColumns: [accounts.clientId, accounts.id],
    }),
    foreignKey({
      columns: [table.clientId, table.replacesId],
      foreignColumns: [table.clientId, table.id],
    }),
  ];
}
