import { integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { PlanId, UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/** A plan of sales for one year; what it says stands in its versions. */
export const harvestPlans = pgTable(
  "harvest_plans",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<PlanId>().notNull().defaultRandom(),
    year: integer().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    ofCurrentClient("harvest_plans"),
  ],
);
