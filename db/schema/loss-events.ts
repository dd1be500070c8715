import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { LossEventId, UserId } from "../ids";
import { accounts } from "./accounts";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** What happened to units that lost their worth. */
export type LossEventKind = "sold" | "abandoned" | "stolen" | "bankruptcy";

/**
 * What a person tells about an NFT, a dead coin or a scam, with the evidence they have. Append-only: of an id the highest
 * `order` counts, and one that is withdrawn stays on record. Changes no figure: the sale itself is a transaction.
 */
export const lossEvents = pgTable(
  "loss_events",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<LossEventId>().notNull(),
    order: orderColumn(),
    year: integer().notNull(),
    kind: text().$type<LossEventKind>().notNull(),
    accountId: uuid().$type<AccountId>().notNull(),
    asset: text().$type<AssetId>().notNull(),
    /** Answers by field, as typed and read: text only. */
    answers: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    state: text().$type<"told" | "withdrawn">().notNull().default("told"),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id, table.order] }),
    foreignKey({
      name: "loss_events_account_fk",
      columns: [table.clientId, table.accountId],
      foreignColumns: [accounts.clientId, accounts.id],
    }),
    check("loss_events_kind", sql`${table.kind} in ('sold', 'abandoned', 'stolen', 'bankruptcy')`),
    check("loss_events_state", sql`${table.state} in ('told', 'withdrawn')`),
    check("loss_events_answers", sql`pg_column_size(${table.answers}) <= 32768`),
    ofCurrentClient("loss_events"),
  ],
);
