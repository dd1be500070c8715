import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import { type Keyring, keyring, newWrappedKey, unwrap } from "@/lib/secrets/keyring";
import { isSealed } from "@/lib/secrets/seal";
import { vaultOf } from "@/lib/secrets/vault";
import type { Instant } from "@/lib/time/instant";
import { type ClientId, clientId, type FirmId, type UserId } from "../ids";
import { clientKeys } from "../schema/client-keys";
import { clients } from "../schema/clients";
import { firms } from "../schema/firms";
import type { ClientTx, UserTx } from "../tenant";

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

/** Clients the user may open, by name: their own, their firm's, those shared with them. Names are sealed, so they are sorted here. */
export async function listClients(tx: UserTx): Promise<Client[]> {
  const ring = keyring();
  const rows = await tx.db
    .select({ client: clients, wrapped: clientKeys.wrapped })
    .from(clients)
    .leftJoin(clientKeys, eq(clientKeys.clientId, clients.clientId));
  return rows
    .map(({ client, wrapped }) => clientOf(client, wrapped, ring))
    .sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

const byName = new Intl.Collator("en");

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
  const id = client.id ?? clientId(randomUUID());
  const { key, wrapped } = newWrappedKey(keyring(), id);
  await tx.db.insert(clients).values({
    clientId: id,
    name: vaultOf(id, key).seal(placeOf(id), client.name),
    ownerUserId: own ? tx.userId : null,
    firmId: client.holder === "self" ? null : client.holder,
  });
  await tx.db.insert(clientKeys).values({ clientId: id, wrapped });
  return id;
}

/** The client of this transaction. */
export async function getClient(tx: ClientTx): Promise<Client> {
  const [row] = await tx.db
    .select({ client: clients, wrapped: clientKeys.wrapped })
    .from(clients)
    .leftJoin(clientKeys, eq(clientKeys.clientId, clients.clientId))
    .where(eq(clients.clientId, tx.clientId));
  invariant(row !== undefined, "the gate let in to a client that is there");
  return clientOf(row.client, row.wrapped, keyring());
}

/**
 * Waits until no other transaction holds this client's books, then holds them until the end of this one: for work that
 * reads facts and writes what follows from them, such as committing an import.
 */
export async function lockClient(tx: ClientTx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.clientId}, 0))`);
}

function clientOf(
  { clientId: id, name, ...rest }: typeof clients.$inferSelect,
  wrapped: string | null,
  ring: Keyring,
): Client {
  return { id, name: openName(id, name, wrapped, ring), ...rest };
}

/** A name that was kept before names were sealed is as it is, until the next start seals it (db/seal-names.ts). */
function openName(id: ClientId, name: string, wrapped: string | null, ring: Keyring): string {
  return wrapped === null || !isSealed(name)
    ? name
    : vaultOf(id, unwrap(ring, id, wrapped)).open(placeOf(id), name);
}

const placeOf = (id: ClientId) => ({ table: "clients", column: "name", row: id });
