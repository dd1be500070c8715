import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { FirmTx } from "../firm-gate";
import type { InvitationId, UserId } from "../ids";
import type { FirmRole } from "../roles";
import { invitations } from "../schema/invitations";
import type { SystemTx } from "../system";
import type { ClientWriteTx } from "../tenant";
import type { Scope } from "./access-grants";

/** A letter that lets somebody in, as it is kept; of its link the SHA-256, once it is written. */
export type Invitation = Readonly<typeof invitations.$inferSelect>;

/** How long a letter is good. */
export const INVITATION_DAYS = 7;

/** Letters one client's books or one firm may send in an hour. */
const AN_HOUR = 20;

const goodUntil = sql`now() + make_interval(days => ${INVITATION_DAYS})`;

/** Keeps an invitation into the client's books; null when too many were sent within the hour. An earlier open one to this e-mail ends. */
export async function insertClientInvitation(
  tx: ClientWriteTx,
  told: Scope & Pick<Invitation, "email" | "recipient" | "consentId">,
): Promise<InvitationId | null> {
  const of = eq(invitations.clientId, tx.clientId);
  if (await isTooMany(tx, of)) {
    return null;
  }
  await withdrawEarlier(tx, of, told.email);
  const { years, ...rest } = told;
  return inserted(tx, {
    ...rest,
    clientId: tx.clientId,
    years: years === null ? null : [...years],
    invitedBy: tx.userId,
    expiresAt: goodUntil,
  });
}

/** Keeps an invitation into the firm; null when too many were sent within the hour. An earlier open one to this e-mail ends. */
export async function insertFirmInvitation(
  tx: FirmTx,
  told: { email: string; role: FirmRole },
): Promise<InvitationId | null> {
  const of = eq(invitations.firmId, tx.firmId);
  if (await isTooMany(tx, of)) {
    return null;
  }
  await withdrawEarlier(tx, of, told.email);
  return inserted(tx, {
    ...told,
    recipient: "colleague",
    firmId: tx.firmId,
    invitedBy: tx.userId,
    expiresAt: goodUntil,
  });
}

/** Open letters of the client's books, the latest last. */
export const listClientInvitations = (tx: ClientWriteTx): Promise<Invitation[]> =>
  listed(tx, eq(invitations.clientId, tx.clientId));

/** Open letters of the firm, the latest last. */
export const listFirmInvitations = (tx: FirmTx): Promise<Invitation[]> =>
  listed(tx, eq(invitations.firmId, tx.firmId));

/** Answers a letter of the client's books once; false when it is answered already, past its week or not of these books. */
export const answerClientInvitation = (
  tx: ClientWriteTx,
  id: InvitationId,
  outcome: Outcome,
  by: UserId | null,
): Promise<boolean> => answered(tx, eq(invitations.clientId, tx.clientId), id, outcome, by);

/** The same for a letter of the firm. */
export const answerFirmInvitation = (
  tx: FirmTx,
  id: InvitationId,
  outcome: Outcome,
  by: UserId | null,
): Promise<boolean> => answered(tx, eq(invitations.firmId, tx.firmId), id, outcome, by);

type Outcome = NonNullable<Invitation["outcome"]>;

/** The open letter of a link; null for one that was answered, is past its week or never was. */
export async function findInvitation(tx: SystemTx, tokenHash: string): Promise<Invitation | null> {
  const [row] = await tx.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.tokenHash, tokenHash), isOpen));
  return row ?? null;
}

/** Writes the link of a letter that is about to be sent; null when it was answered meanwhile. Its week begins now. */
export async function putInvitationToken(
  tx: SystemTx,
  id: InvitationId,
  tokenHash: string,
): Promise<Invitation | null> {
  const [row] = await tx.db
    .update(invitations)
    .set({ tokenHash, expiresAt: goodUntil })
    .where(and(eq(invitations.id, id), isNull(invitations.outcome)))
    .returning();
  return row ?? null;
}

const isOpen = and(isNull(invitations.outcome), gt(invitations.expiresAt, sql`now()`));

type AnyTx = Pick<SystemTx, "db">;

function listed(tx: AnyTx, of: SQL): Promise<Invitation[]> {
  return tx.db
    .select()
    .from(invitations)
    .where(and(of, isOpen))
    .orderBy(asc(invitations.invitedAt), asc(invitations.id));
}

async function inserted(
  tx: AnyTx,
  row: Omit<typeof invitations.$inferInsert, "expiresAt"> & { expiresAt: SQL },
): Promise<InvitationId> {
  const [kept] = await tx.db
    .insert(invitations)
    .values({ ...row, expiresAt: row.expiresAt })
    .returning({ id: invitations.id });
  invariant(kept !== undefined, "an invitation was added");
  return kept.id;
}

async function isTooMany(tx: AnyTx, of: SQL): Promise<boolean> {
  const [row] = await tx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(invitations)
    .where(and(of, gt(invitations.invitedAt, sql`now() - interval '1 hour'`)));
  return (row?.count ?? 0) >= AN_HOUR;
}

async function withdrawEarlier(tx: AnyTx, of: SQL, email: string): Promise<void> {
  await tx.db
    .update(invitations)
    .set({ outcome: "withdrawn", answeredAt: sql`now()` })
    .where(and(of, eq(invitations.email, email), isNull(invitations.outcome)));
}

async function answered(
  tx: AnyTx,
  of: SQL,
  id: InvitationId,
  outcome: Outcome,
  by: UserId | null,
): Promise<boolean> {
  const done = await tx.db
    .update(invitations)
    .set({ outcome, answeredAt: sql`now()`, answeredBy: by })
    .where(and(of, eq(invitations.id, id), isOpen));
  return (done.rowCount ?? 0) > 0;
}
