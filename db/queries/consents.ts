import { desc, eq } from "drizzle-orm";
import { clientConsents } from "../schema/client-consents";
import { clients } from "../schema/clients";
import { firms } from "../schema/firms";
import { sha256Hex } from "../sha256";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";

/** What a taxpayer consented to, in which words. */
export type Consent = Readonly<Omit<typeof clientConsents.$inferSelect, "clientId">>;

/** Records a consent with the whole wording and its SHA-256; returns its id. */
export async function insertConsent(
  tx: ClientWriteTx,
  told: Omit<Consent, "id" | "wordingHash" | "recordedBy" | "recordedAt">,
): Promise<string> {
  const id = crypto.randomUUID();
  const { years, signedBy, recipient, wording, ...rest } = told;
  const vault = await clientVault(tx);
  await tx.db.insert(clientConsents).values({
    ...rest,
    signedBy: vault.seal(placeOf(id, "signed_by"), signedBy),
    recipient: vault.seal(placeOf(id, "recipient"), recipient),
    wording: vault.seal(placeOf(id, "wording"), wording),
    clientId: tx.clientId,
    id,
    years: years === null ? null : [...years],
    wordingHash: sha256Hex(new TextEncoder().encode(wording)),
    recordedBy: tx.userId,
  });
  return id;
}

const placeOf = (id: string, column: "signed_by" | "recipient" | "wording") => ({
  table: "client_consents",
  column,
  row: id,
});

/** Every consent of the client, the latest first. */
export async function listConsents(tx: ClientTx): Promise<Consent[]> {
  const rows = await tx.db
    .select()
    .from(clientConsents)
    .where(eq(clientConsents.clientId, tx.clientId))
    .orderBy(desc(clientConsents.recordedAt), desc(clientConsents.id));
  if (rows.length === 0) {
    return [];
  }
  const vault = await clientVault(tx);
  return rows.map(({ clientId: _, signedBy, recipient, wording, ...row }) => ({
    signedBy: vault.read(placeOf(row.id, "signed_by"), signedBy),
    recipient: vault.read(placeOf(row.id, "recipient"), recipient),
    wording: vault.read(placeOf(row.id, "wording"), wording),
    ...row,
  }));
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
