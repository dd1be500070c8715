import { sql } from "drizzle-orm";
import { check, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { PlanId, UserId } from "../ids";
import { harvestPlans } from "./harvest-plans";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** What is said about a plan, by the client and by whoever else has their books open. Append-only. */
export const planComments = pgTable(
  "plan_comments",
  {
    clientId: clientIdColumn(),
    planId: uuid().$type<PlanId>().notNull(),
    order: orderColumn(),
    /** Names the place its sealed texts stand at. */
    id: uuid().notNull().defaultRandom(),
    /** Sealed, as the author is. */
    text: text().notNull(),
    /** The author's name when it was written: people without access to each other see it here only. */
    author: text().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.planId, table.order] }),
    foreignKey({
      name: "plan_comments_plan_fk",
      columns: [table.clientId, table.planId],
      foreignColumns: [harvestPlans.clientId, harvestPlans.id],
    }).onDelete("cascade"),
    check("plan_comments_text", sql`length(${table.text}) between 1 and 24000`),
    ofCurrentClient("plan_comments"),
  ],
);
