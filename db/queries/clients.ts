import { asc, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import type { ClientId, FirmId, UserId } from "../ids";
import { clients } from "../schema/clients";
import { firms } from "../schema/firms";
import type { ClientTx, UserTx } from "../tenant";
import { insertClientKey } from "./keys";

/** A client as the books know it. The versions rise with every change of facts and of settings. */
export interface Client {
  readonly id: ClientId;
  readonly name: string;
  readonly ownerUserId: UserId | null;
  readonly firmId: FirmId | null;
  readonly ledgerVersion: number;
  readonly settingsVersion: number;
  readonly createdAt: Instant;
  readonly archivedAt: Instant | null;
}

/** Clients the user may open, by name: their own, their firm's, those shared with them. */
export async function listClients(tx: UserTx): Promise<Client[]> {
  const rows = await tx.db.select().from(clients).orderBy(asc(clients.name), asc(clients.clientId));
  return rows.map(clientOf);
}

/** Firms the user works in, by name. */
export async function listFirms(tx: UserTx): Promise<{ id: FirmId; name: string }[]> {
  return tx.db.select({ id: firms.id, name: firms.name }).from(firms).orderBy(asc(firms.name));
}

/** Makes a client: one's own books, or a firm's client. Row security refuses a firm one does not work in. `id`: only where it must be known beforehand. */
export async function insertClient(
  tx: UserTx,
  client: { name: string; holder: "self" | FirmId; id?: ClientId },
): Promise<ClientId> {
  const own = client.holder === "self";
  const [row] = await tx.db
    .insert(clients)
    .values({
      ...(client.id === undefined ? {} : { clientId: client.id }),
      name: client.name,
      ownerUserId: own ? tx.userId : null,
      firmId: client.holder === "self" ? null : client.holder,
    })
    .returning({ id: clients.clientId });
  invariant(row !== undefined, "a client was added");
  await insertClientKey(tx, row.id);
  return row.id;
}

/** The client of this transaction. */
export async function getClient(tx: ClientTx): Promise<Client> {
  const [row] = await tx.db.select().from(clients).where(eq(clients.clientId, tx.clientId));
  invariant(row !== undefined, "the gate let in to a client that is there");
  return clientOf(row);
}

/**
 * Waits until no other transaction holds this client's books, then holds them until the end of this one: for work that
 * reads facts and writes what follows from them, such as committing an import.
 */
export async function lockClient(tx: ClientTx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.clientId}, 0))`);
}

function clientOf(row: typeof clients.$inferSelect): Client {
  const { clientId: id, ...rest } = row;
  return { id, ...rest };
}
