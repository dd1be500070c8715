import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { calendarDateColumn, instantColumn } from "../columns";
import type { ClientId, FirmId, InvitationId, UserId } from "../ids";
import { clients } from "./clients";
import { firms } from "./firms";
import {
  currentClient,
  currentFirm,
  inSystem,
  mayShareCurrentClient,
  nowColumn,
  ownsCurrentFirm,
} from "./rules";

/**
 * Letters that let somebody into one client's books or into a firm: bound to one e-mail, good once and for seven days. Of the link's
 * token only the SHA-256 is kept, once the letter is written. Looked up by it before it is known who asks, so outside any client.
 */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid().$type<InvitationId>().primaryKey().defaultRandom(),
    clientId: uuid()
      .$type<ClientId>()
      .references(() => clients.clientId, { onDelete: "cascade" }),
    firmId: uuid().$type<FirmId>(),
    email: text().notNull(),
    /** Whom the letter is for: decides what kind of account somebody without one opens. */
    recipient: text({ enum: ["professional", "taxpayer", "other", "colleague"] }).notNull(),
    /** A grant's role, or a role in the firm. */
    role: text({ enum: ["editor", "viewer", "owner", "reviewer", "preparer"] }).notNull(),
    years: integer().array(),
    until: calendarDateColumn(),
    endsAt: instantColumn(),
    consentId: uuid(),
    tokenHash: text(),
    invitedBy: uuid().$type<UserId>().notNull(),
    invitedAt: nowColumn(),
    expiresAt: instantColumn().notNull(),
    /** Answered once: accepted, declined or taken back. */
    outcome: text({ enum: ["accepted", "declined", "withdrawn"] }),
    answeredAt: instantColumn(),
    answeredBy: uuid().$type<UserId>(),
  },
  (table) => [
    foreignKey({ columns: [table.firmId], foreignColumns: [firms.id] }).onDelete("cascade"),
    index("invitations_token").on(table.tokenHash),
    index("invitations_client").on(table.clientId),
    index("invitations_firm").on(table.firmId),
    check("invitations_to_one", sql`num_nonnulls(${table.clientId}, ${table.firmId}) = 1`),
    check("invitations_email_normal", sql`${table.email} = lower(${table.email})`),
    check(
      "invitations_recipient",
      sql`${table.recipient} in ('professional', 'taxpayer', 'other', 'colleague')
        and (${table.recipient} = 'colleague') = (${table.firmId} is not null)`,
    ),
    check(
      "invitations_role",
      sql`${table.role} in ('owner', 'reviewer', 'preparer', 'viewer') and ${table.firmId} is not null
        or ${table.role} in ('editor', 'viewer') and ${table.clientId} is not null`,
    ),
    check(
      "invitations_years",
      sql`${table.years} is null or (${table.role} = 'viewer' and cardinality(${table.years}) between 1 and 50)`,
    ),
    check("invitations_until", sql`num_nonnulls(${table.until}, ${table.endsAt}) in (0, 2)`),
    check(
      "invitations_outcome",
      sql`num_nonnulls(${table.outcome}, ${table.answeredAt}) in (0, 2)
        and (${table.outcome} is null or ${table.outcome} in ('accepted', 'declined', 'withdrawn'))`,
    ),
    pgPolicy("invitations_to_client", {
      for: "all",
      using: sql`client_id = ${currentClient} and ${mayShareCurrentClient}`,
      withCheck: sql`client_id = ${currentClient} and ${mayShareCurrentClient}`,
    }),
    pgPolicy("invitations_to_firm", {
      for: "all",
      using: sql`firm_id = ${currentFirm} and ${ownsCurrentFirm}`,
      withCheck: sql`firm_id = ${currentFirm} and ${ownsCurrentFirm}`,
    }),
    pgPolicy("invitations_looked_up", { for: "select", using: inSystem }),
    pgPolicy("invitations_sent", { for: "update", using: inSystem, withCheck: inSystem }),
  ],
);
