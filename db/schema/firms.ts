import { sql } from "drizzle-orm";
import { boolean, check, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { FirmId } from "../ids";
import { currentFirm, currentUser, inSystem, nowColumn, ownsCurrentFirm } from "./rules";

/** Practices of tax professionals. */
export const firms = pgTable(
  "firms",
  {
    id: uuid().$type<FirmId>().primaryKey().defaultRandom(),
    name: text().notNull(),
    createdAt: nowColumn(),
    /** Preparers and those who only read see the clients assigned to them; owners and reviewers see all. */
    assignedOnly: boolean().notNull().default(false),
    /** What a taxpayer consents to by IRC 7216; null: our default wording. */
    consentWording: text(),
  },
  (table) => [
    check(
      "firms_consent_wording",
      sql`${table.consentWording} is null or length(${table.consentWording}) between 1 and 8000`,
    ),
    pgPolicy("firms_member", {
      for: "select",
      using: sql`id in (select firm_id from memberships where user_id = ${currentUser})`,
    }),
    pgPolicy("firms_changed", {
      for: "update",
      using: sql`id = ${currentFirm} and ${ownsCurrentFirm}`,
      withCheck: sql`id = ${currentFirm}`,
    }),
    pgPolicy("firms_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
