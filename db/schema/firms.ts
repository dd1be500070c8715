import { sql } from "drizzle-orm";
import { pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { FirmId } from "../ids";
import { currentUser, inSystem, nowColumn } from "./rules";

/** Practices of tax professionals. */
export const firms = pgTable(
  "firms",
  {
    id: uuid().$type<FirmId>().primaryKey().defaultRandom(),
    name: text().notNull(),
    createdAt: nowColumn(),
  },
  () => [
    pgPolicy("firms_member", {
      for: "select",
      using: sql`id in (select firm_id from memberships where user_id = ${currentUser})`,
    }),
    pgPolicy("firms_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
