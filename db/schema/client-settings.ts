import { sql } from "drizzle-orm";
import { boolean, check, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import { DEFAULT_LEDGER_SETTINGS, type LedgerSettings } from "@/lib/tax/settings";
import { calendarDateColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** How a client wants Form 8949 filled in. */
export type FormChoices = Required<Pick<FormInput, "rounding" | "exception1" | "various">>;

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
    swapCostsBefore2025: text("swap_costs_before_2025")
      .$type<LedgerSettings["swapCostsBefore2025"]>()
      .notNull()
      .default(DEFAULT_LEDGER_SETTINGS.swapCostsBefore2025),
    conversions: jsonb()
      .$type<LedgerSettings["conversions"]>()
      .notNull()
      .default(DEFAULT_LEDGER_SETTINGS.conversions),
    /** First day on which wash sales reach digital assets; null: they do not. */
    washSalesFrom: calendarDateColumn(),
    /** How Form 8949 is filled in (i8949, exceptions 1 and 2; rounding). */
    rounding: text().$type<FormChoices["rounding"]>().notNull().default("cents"),
    exception1: text("exception_1").$type<FormChoices["exception1"]>().notNull().default("list"),
    various: boolean().notNull().default(false),
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
    check(
      "client_settings_swap_costs",
      sql`${table.swapCostsBefore2025} in ('given-up', 'received', 'halves')`,
    ),
    check(
      "client_settings_conversions",
      sql`${table.conversions} ?& array['wrap', 'bridge', 'liquidity', 'liquid-staking'] and not jsonb_path_exists(${table.conversions}, '$.* ? (@ != "taxable" && @ != "carry-over" && @ != "ask")')`,
    ),
    check("client_settings_rounding", sql`${table.rounding} in ('cents', 'dollars')`),
    check("client_settings_exception_1", sql`${table.exception1} in ('list', 'direct')`),
    ofCurrentClient("client_settings"),
  ],
);
