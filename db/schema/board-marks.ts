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
import { calendarDateColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import {
  clientIdColumn,
  currentClient,
  currentUser,
  nowColumn,
  orderColumn,
  seenOnTheBoard,
} from "./rules";

/**
 * What people say of a client's year on the board: a stage in place of the computed one, with the reason, or the day it is due. The last
 * word of a kind counts; an empty one takes it back. Append-only.
 */
export const boardMarks = pgTable(
  "board_marks",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    order: orderColumn(),
    /** Names the place its sealed texts stand at. */
    id: uuid().notNull().defaultRandom(),
    year: integer().notNull(),
    kind: text({ enum: ["stage", "due"] }).notNull(),
    stage: text(),
    dueOn: calendarDateColumn(),
    /** Sealed. */
    reason: text(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    index("board_marks_latest").on(table.clientId, table.year, table.kind, table.order),
    check("board_marks_kind", sql`${table.kind} in ('stage', 'due')`),
    check(
      "board_marks_of_kind",
      sql`(${table.kind} = 'stage' or ${table.stage} is null) and (${table.kind} = 'due' or ${table.dueOn} is null)`,
    ),
    check(
      "board_marks_reason",
      sql`(${table.stage} is null or ${table.reason} is not null) and length(${table.reason}) <= 3000`,
    ),
    check("board_marks_year", sql`${table.year} between 2009 and 2200`),
    pgPolicy("board_marks_seen", { for: "select", using: seenOnTheBoard("board_marks") }),
    pgPolicy("board_marks_told", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and entered_by = ${currentUser}`,
    }),
  ],
);
