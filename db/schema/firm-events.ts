import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { FirmId, UserId } from "../ids";
import { firms } from "./firms";
import { currentFirm, currentUser, nowColumn, orderColumn } from "./rules";

/** Who changed what about a firm and its people. Append-only; ids and roles, no names. Numbered and chained as a client's events are. */
export const firmEvents = pgTable(
  "firm_events",
  {
    firmId: uuid().$type<FirmId>().notNull(),
    order: orderColumn(),
    at: nowColumn(),
    userId: uuid().$type<UserId>().notNull(),
    /** "team.invite", "team.join", "team.role", "team.remove", "firm.settings". */
    deed: text().notNull(),
    subjectId: uuid(),
    detail: jsonb().$type<Readonly<Record<string, string | number | null>>>().notNull().default({}),
    /** 1, 2, 3 … without a gap, per firm. Set by the trigger, as the hashes are. */
    seq: bigint({ mode: "number" }).notNull().default(0),
    previous: text().notNull().default(""),
    hash: text().notNull().default(""),
  },
  (table) => [
    primaryKey({ columns: [table.firmId, table.order] }),
    uniqueIndex("firm_events_seq").on(table.firmId, table.seq),
    foreignKey({ columns: [table.firmId], foreignColumns: [firms.id] }).onDelete("cascade"),
    pgPolicy("firm_events_seen", { for: "select", using: sql`firm_id = ${currentFirm}` }),
    pgPolicy("firm_events_told", {
      for: "insert",
      withCheck: sql`firm_id = ${currentFirm} and user_id = ${currentUser}`,
    }),
  ],
);
