import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { FilingStatus } from "@/lib/tax/settings";
import { usdColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** What a client tells about a tax year besides crypto. Append-only versions; the one with the highest `order` counts. */
export const yearProfiles = pgTable(
  "year_profiles",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    year: integer().notNull(),
    filingStatus: text().$type<FilingStatus>().notNull(),
    ordinaryIncome: usdColumn().notNull(),
    deduction: usdColumn().notNull(),
    qualifiedDividends: usdColumn().notNull(),
    otherInvestmentIncome: usdColumn().notNull(),
    magiAddBack: usdColumn().notNull(),
    otherShort: usdColumn().notNull(),
    otherLong: usdColumn().notNull(),
    shortCarryoverIn: usdColumn(),
    longCarryoverIn: usdColumn(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    index("year_profiles_latest").on(table.clientId, table.year, table.order),
    check(
      "year_profiles_status",
      sql`${table.filingStatus} in ('single', 'mfj', 'mfs', 'hoh', 'qss')`,
    ),
    ofCurrentClient("year_profiles"),
  ],
);
