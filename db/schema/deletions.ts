import { sql } from "drizzle-orm";
import { check, index, jsonb, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { DeletionId, UserId } from "../ids";
import { currentFirm, currentUser, inSystem, nowColumn } from "./rules";

/**
 * Books and accounts that were deleted: when, by whom, and how many rows of each table. It outlives what it tells of, so it holds ids and
 * counts and refers to nothing. Once `finishedAt` or `calledOffAt` is there nothing of it changes.
 */
export const deletions = pgTable(
  "deletions",
  {
    id: uuid().$type<DeletionId>().primaryKey().defaultRandom(),
    kind: text({ enum: ["books", "account"] }).notNull(),
    /** The client or the user that is gone. */
    subjectId: uuid().notNull(),
    /** SHA-256 of the token in the receipt's address. */
    tokenHash: text().notNull(),
    askedBy: uuid().$type<UserId>().notNull(),
    askedAt: nowColumn(),
    finishedAt: instantColumn(),
    /** When it ended with nothing deleted and the books open again, because whoever asked may delete them no more. */
    calledOffAt: instantColumn(),
    /** Rows that were deleted so far, by table. */
    counts: jsonb().$type<Readonly<Record<string, number>>>().notNull().default({}),
    /** The ends of the chains of events as they were: "42-3f9a…", by client. */
    heads: jsonb().$type<Readonly<Record<string, string>>>().notNull().default({}),
    /** SHA-256 over the receipt's lines, which the receipt prints. */
    sha256: text(),
  },
  (table) => [
    index("deletions_token").on(table.tokenHash),
    index("deletions_subject").on(table.subjectId),
    check("deletions_kind", sql`${table.kind} in ('books', 'account')`),
    check("deletions_finished", sql`num_nonnulls(${table.finishedAt}, ${table.sha256}) in (0, 2)`),
    check(
      "deletions_called_off",
      sql`${table.calledOffAt} is null or (${table.finishedAt} is null and ${table.kind} = 'books')`,
    ),
    // Who changes a firm's people must know which of its owners are leaving.
    pgPolicy("deletions_of_team", {
      for: "select",
      using: sql`kind = 'account' and finished_at is null and subject_id in (
        select m.user_id from memberships m where m.firm_id = ${currentFirm})`,
    }),
    pgPolicy("deletions_asked", {
      for: "all",
      using: sql`asked_by = ${currentUser}`,
      withCheck: sql`asked_by = ${currentUser}`,
    }),
    pgPolicy("deletions_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
