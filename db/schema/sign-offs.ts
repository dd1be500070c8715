import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { calendarDateColumn } from "../columns";
import type { ReportId, UserId } from "../ids";
import { frozenRecords } from "./frozen-records";
import { reports } from "./reports";
import { clientIdColumn, currentClient, currentUser, nowColumn, orderColumn } from "./rules";

/**
 * A second person's word on one version of a year's reports, with what the version stood on under its hashes; or that it is taken back. Row
 * security lets nobody sign what they asked for themselves, and nobody who is no owner or reviewer of the firm that keeps the books. Append-only.
 */
export const signOffs = pgTable(
  "sign_offs",
  {
    clientId: clientIdColumn(),
    order: orderColumn(),
    reportId: uuid().$type<ReportId>().notNull(),
    state: text({ enum: ["signed", "taken-back"] }).notNull(),
    /** Why it was taken back, and what a signer wanted to say; sealed. */
    note: text(),
    asOf: calendarDateColumn(),
    ledgerVersion: bigint({ mode: "number" }),
    settingsVersion: bigint({ mode: "number" }),
    engineVersion: text(),
    inputSha256: text(),
    figuresSha256: text(),
    signedBy: uuid().$type<UserId>().notNull(),
    signedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    foreignKey({
      name: "sign_offs_report_fk",
      columns: [table.clientId, table.reportId],
      foreignColumns: [reports.clientId, reports.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "sign_offs_input_fk",
      columns: [table.clientId, table.inputSha256],
      foreignColumns: [frozenRecords.clientId, frozenRecords.sha256],
    }),
    foreignKey({
      name: "sign_offs_figures_fk",
      columns: [table.clientId, table.figuresSha256],
      foreignColumns: [frozenRecords.clientId, frozenRecords.sha256],
    }),
    check("sign_offs_state", sql`${table.state} in ('signed', 'taken-back')`),
    check(
      "sign_offs_frozen",
      sql`(${table.state} = 'signed') = (num_nulls(${table.asOf}, ${table.ledgerVersion}, ${table.settingsVersion},
        ${table.engineVersion}, ${table.inputSha256}, ${table.figuresSha256}) = 0)`,
    ),
    check("sign_offs_note", sql`length(${table.note}) <= 4000`),
    pgPolicy("sign_offs_seen", { for: "select", using: sql`client_id = ${currentClient}` }),
    pgPolicy("sign_offs_made", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and signed_by = ${currentUser}
        and exists (select from clients kept join memberships m on m.firm_id = kept.firm_id
          where kept.client_id = sign_offs.client_id and m.user_id = ${currentUser} and m.role in ('owner', 'reviewer'))
        and exists (select from reports made where made.client_id = sign_offs.client_id and made.id = sign_offs.report_id
          and made.state = 'ready' and (sign_offs.state = 'taken-back' or made.requested_by <> ${currentUser}))`,
    }),
  ],
);
