import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import type { FirmTx } from "../firm-gate";
import { type ClientId, type FirmId, type UserId, userId } from "../ids";
import { type FirmRole, SEES_ALL } from "../roles";
import { clientAssignments } from "../schema/client-assignments";
import { deletions } from "../schema/deletions";
import { firmEvents } from "../schema/firm-events";
import { firms } from "../schema/firms";
import { memberships } from "../schema/memberships";
import type { SystemTx } from "../system";

/** A practice with its choices. */
export interface Firm {
  readonly id: FirmId;
  readonly name: string;
  readonly assignedOnly: boolean;
  readonly consentWording: string | null;
}

/** Somebody who works in the firm. */
export interface Member {
  readonly userId: UserId;
  readonly role: FirmRole;
  readonly since: Instant;
}

/** One change of the firm or its people. */
export type FirmEvent = Readonly<Omit<typeof firmEvents.$inferSelect, "firmId">>;

/** The firm of this transaction. */
export async function getFirm(tx: FirmTx): Promise<Firm> {
  const [row] = await tx.db
    .select({
      id: firms.id,
      name: firms.name,
      assignedOnly: firms.assignedOnly,
      consentWording: firms.consentWording,
    })
    .from(firms)
    .where(eq(firms.id, tx.firmId));
  invariant(row !== undefined, "the gate let in to a firm that is there");
  return row;
}

/** Changes the firm's choices. */
export async function updateFirm(
  tx: FirmTx,
  change: Partial<Pick<Firm, "assignedOnly" | "consentWording">>,
): Promise<void> {
  await tx.db.update(firms).set(change).where(eq(firms.id, tx.firmId));
}

/** Everybody who works in the firm, the first there first. */
export async function listMembers(tx: FirmTx): Promise<Member[]> {
  return tx.db
    .select({ userId: memberships.userId, role: memberships.role, since: memberships.createdAt })
    .from(memberships)
    .where(eq(memberships.firmId, tx.firmId))
    .orderBy(asc(memberships.createdAt), asc(memberships.userId));
}

/** Who leads a firm, for mails to it: its owners and reviewers. */
export async function listLeaders(tx: SystemTx, firm: FirmId): Promise<UserId[]> {
  const rows = await tx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.firmId, firm), inArray(memberships.role, [...SEES_ALL])));
  return rows.map(({ userId }) => userId);
}

/** Adds a colleague; one who is there already keeps their role. */
export async function insertMember(tx: FirmTx, user: UserId, role: FirmRole): Promise<void> {
  await tx.db
    .insert(memberships)
    .values({ firmId: tx.firmId, userId: user, role })
    .onConflictDoNothing();
}

/** Gives a colleague another role; false when they do not work here. */
export async function updateMember(tx: FirmTx, user: UserId, role: FirmRole): Promise<boolean> {
  const done = await tx.db.update(memberships).set({ role }).where(isMember(tx, user));
  return (done.rowCount ?? 0) > 0;
}

/** A colleague leaves, and with them what was assigned to them; false when they do not work here. */
export async function deleteMember(tx: FirmTx, user: UserId): Promise<boolean> {
  const done = await tx.db.delete(memberships).where(isMember(tx, user));
  return (done.rowCount ?? 0) > 0;
}

/** Waits until nobody else changes the firm's people: two owners who remove each other at once leave one. */
export async function lockFirm(tx: FirmTx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.firmId}, 1))`);
}

/** Colleagues whose account is being deleted. Asked under `lockFirm`, which an owner's deletion waits for too. */
export async function listLeaving(tx: FirmTx): Promise<UserId[]> {
  const rows = await tx.db
    .select({ userId: deletions.subjectId })
    .from(deletions)
    .innerJoin(memberships, eq(memberships.userId, deletions.subjectId))
    .where(
      and(
        eq(memberships.firmId, tx.firmId),
        eq(deletions.kind, "account"),
        isNull(deletions.finishedAt),
      ),
    );
  return rows.map(({ userId: id }) => userId(id));
}

/** Which clients are assigned to whom in the firm. */
export async function listAssignments(
  tx: FirmTx,
): Promise<{ readonly clientId: ClientId; readonly userId: UserId }[]> {
  return tx.db
    .select({ clientId: clientAssignments.clientId, userId: clientAssignments.userId })
    .from(clientAssignments)
    .where(eq(clientAssignments.firmId, tx.firmId));
}

/** Notes a change of the firm or its people. Ids and roles only. */
export async function insertFirmEvent(
  tx: FirmTx,
  event: { deed: string; subjectId?: string; detail?: FirmEvent["detail"] },
): Promise<void> {
  await tx.db.insert(firmEvents).values({
    firmId: tx.firmId,
    userId: tx.userId,
    deed: event.deed,
    subjectId: event.subjectId ?? null,
    detail: event.detail ?? {},
  });
}

/** The latest changes of the firm and its people. */
export async function listFirmEvents(tx: FirmTx, limit = 50): Promise<FirmEvent[]> {
  return tx.db
    .select()
    .from(firmEvents)
    .where(eq(firmEvents.firmId, tx.firmId))
    .orderBy(desc(firmEvents.order))
    .limit(limit);
}

const isMember = (tx: FirmTx, user: UserId) =>
  and(eq(memberships.firmId, tx.firmId), eq(memberships.userId, user));
