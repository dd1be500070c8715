import { desc, eq } from "drizzle-orm";
import { clientConsents } from "../schema/client-consents";
import { clients } from "../schema/clients";
import { firms } from "../schema/firms";
import { sha256Hex } from "../sha256";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** What a taxpayer consented to, in which words. */
export type Consent = Readonly<Omit<typeof clientConsents.$inferSelect, "clientId">>;

/** Records a consent with the whole wording and its SHA-256; returns its id. */
export async function insertConsent(
  tx: ClientWriteTx,
  told: Omit<Consent, "id" | "wordingHash" | "recordedBy" | "recordedAt">,
): Promise<string> {
  const id = crypto.randomUUID();
  const { years, ...rest } = told;
  await tx.db.insert(clientConsents).values({
    ...rest,
    clientId: tx.clientId,
    id,
    years: years === null ? null : [...years],
    wordingHash: sha256Hex(new TextEncoder().encode(told.wording)),
    recordedBy: tx.userId,
  });
  return id;
}

/** Every consent of the client, the latest first. */
export async function listConsents(tx: ClientTx): Promise<Consent[]> {
  return tx.db
    .select()
    .from(clientConsents)
    .where(eq(clientConsents.clientId, tx.clientId))
    .orderBy(desc(clientConsents.recordedAt), desc(clientConsents.id));
}

/** The firm that keeps the client's books, with its own wording if it has one; null for somebody's own books. */
export async function getKeeper(
  tx: ClientTx,
): Promise<{ readonly name: string; readonly consentWording: string | null } | null> {
  const [row] = await tx.db
    .select({ name: firms.name, consentWording: firms.consentWording })
    .from(clients)
    .innerJoin(firms, eq(firms.id, clients.firmId))
    .where(eq(clients.clientId, tx.clientId));
  return row ?? null;
}
