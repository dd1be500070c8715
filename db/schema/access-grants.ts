import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { calendarDateColumn, instantColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import {
  clientIdColumn,
  currentClient,
  currentUser,
  isOver,
  mayShareCurrentClient,
  nowColumn,
} from "./rules";
import { users } from "./users";

/**
 * People a client let in: an investor's preparer, a spouse, the taxpayer of books a firm keeps. With `years` they see those years and
 * nothing that spans others, and so cannot change books: a change of one year moves the lots of the next. From `endsAt` on the grant
 * opens nothing. Taking a grant back removes its row; the client's log keeps that it was there.
 */
export const accessGrants = pgTable(
  "access_grants",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ["editor", "viewer"] }).notNull(),
    /** Tax years; null: all. */
    years: integer().array(),
    /** The last day, in the client's tax zone; null: until it is taken back. */
    until: calendarDateColumn(),
    /** The moment that day is over. */
    endsAt: instantColumn(),
    grantedBy: uuid().$type<UserId>().notNull(),
    grantedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.userId] }),
    index("access_grants_user").on(table.userId),
    check("access_grants_role", sql`${table.role} in ('editor', 'viewer')`),
    check(
      "access_grants_years",
      sql`${table.years} is null or (${table.role} = 'viewer' and cardinality(${table.years}) between 1 and 50)`,
    ),
    check("access_grants_until", sql`num_nonnulls(${table.until}, ${table.endsAt}) in (0, 2)`),
    pgPolicy("access_grants_mine", {
      for: "select",
      using: sql`user_id = ${currentUser} and not ${isOver("ends_at")}`,
    }),
    pgPolicy("access_grants_of_client", {
      for: "select",
      using: sql`client_id = ${currentClient}`,
    }),
    pgPolicy("access_grants_given", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and ${mayShareCurrentClient}`,
    }),
    pgPolicy("access_grants_taken_back", {
      for: "delete",
      using: sql`client_id = ${currentClient} and ${mayShareCurrentClient}`,
    }),
  ],
);
