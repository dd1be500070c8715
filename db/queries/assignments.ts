import { and, desc, eq, sql } from "drizzle-orm";
import type { UserId } from "../ids";
import { clientAssignments } from "../schema/client-assignments";
import { clientHandOffs } from "../schema/client-hand-offs";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";

/** Who of the firm the client is assigned to. */
export async function listAssigned(tx: ClientTx): Promise<UserId[]> {
  const rows = await tx.db
    .select({ userId: clientAssignments.userId })
    .from(clientAssignments)
    .where(eq(clientAssignments.clientId, tx.clientId))
    .orderBy(clientAssignments.assignedAt, clientAssignments.userId);
  return rows.map(({ userId }) => userId);
}

/** Assigns the client to somebody of its firm; somebody who does not work there is refused by the database (23503). Twice is once. */
export async function insertAssignment(tx: ClientWriteTx, user: UserId): Promise<void> {
  await tx.db.execute(sql`
    insert into client_assignments (client_id, user_id, firm_id, assigned_by)
    select c.client_id, ${user}, c.firm_id, ${tx.userId} from clients c
    where c.client_id = ${tx.clientId} and c.firm_id is not null
    on conflict do nothing`);
}

/** Ends an assignment; false when there was none. */
export async function deleteAssignment(tx: ClientWriteTx, user: UserId): Promise<boolean> {
  const gone = await tx.db
    .delete(clientAssignments)
    .where(and(eq(clientAssignments.clientId, tx.clientId), eq(clientAssignments.userId, user)));
  return (gone.rowCount ?? 0) > 0;
}

/** Notes that the client went from one colleague to another, with what was said; answers with its id. */
export async function insertHandOff(
  tx: ClientWriteTx,
  told: { from: UserId; to: UserId; note: string | null },
): Promise<string> {
  const { from, to, note } = told;
  const id = crypto.randomUUID();
  const sealed = note === null ? null : (await clientVault(tx)).seal(placeOf(id), note);
  await tx.db
    .insert(clientHandOffs)
    .values({ clientId: tx.clientId, id, fromUserId: from, toUserId: to, note: sealed });
  return id;
}

const placeOf = (id: string) => ({ table: "client_hand_offs", column: "note", row: id });

/** How the client went from hand to hand, the latest first. */
export async function listHandOffs(
  tx: ClientTx,
): Promise<Readonly<Omit<typeof clientHandOffs.$inferSelect, "clientId">>[]> {
  const rows = await tx.db
    .select()
    .from(clientHandOffs)
    .where(eq(clientHandOffs.clientId, tx.clientId))
    .orderBy(desc(clientHandOffs.order));
  const vault = rows.length === 0 ? null : await clientVault(tx);
  return rows.map(({ clientId: _, note, ...row }) => ({
    note: note === null ? null : (vault?.read(placeOf(row.id), note) ?? null),
    ...row,
  }));
}
