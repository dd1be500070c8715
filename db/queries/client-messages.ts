import { and, desc, eq, inArray } from "drizzle-orm";
import type { Vault } from "@/lib/secrets/vault";
import type { Instant } from "@/lib/time/instant";
import type { FirmId, UserId } from "../ids";
import { clientMessages } from "../schema/client-messages";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";

/** As what something was said: mailed to the other side, kept for both, or for one firm's people alone. */
export type MessageKind = "message" | "shared" | "internal";

/** Something said about a client's books, opened. */
export interface Message {
  readonly order: number;
  readonly kind: MessageKind;
  readonly text: string;
  readonly writtenBy: UserId;
  readonly writtenAt: Instant;
}

/** Keeps something said, sealed; returns its number. `firm`: whose it is, with an internal note and with nothing else. */
export async function insertMessage(
  tx: ClientWriteTx,
  told: { readonly kind: MessageKind; readonly firm: FirmId | null; readonly text: string },
): Promise<number> {
  const id = crypto.randomUUID();
  const vault = await clientVault(tx);
  const [row] = await tx.db
    .insert(clientMessages)
    .values({
      clientId: tx.clientId,
      kind: told.kind,
      firmId: told.firm,
      id,
      text: vault.seal(placeOf(id), told.text),
      writtenBy: tx.userId,
    })
    .returning({ order: clientMessages.order });
  return row?.order ?? 0;
}

/** What was said, of these kinds, the latest first, `limit` of it. Internal notes only of firms the user works in: row security sees to it. */
export async function listMessages(
  tx: ClientTx,
  kinds: readonly MessageKind[],
  limit: number,
): Promise<readonly Message[]> {
  const rows = await tx.db
    .select()
    .from(clientMessages)
    .where(and(eq(clientMessages.clientId, tx.clientId), inArray(clientMessages.kind, [...kinds])))
    .orderBy(desc(clientMessages.order))
    .limit(limit);
  const vault: Vault | null = rows.length === 0 ? null : await clientVault(tx);
  return rows.map(({ order, kind, id, text, writtenBy, writtenAt }) => ({
    order,
    kind,
    text: vault?.open(placeOf(id), text) ?? "",
    writtenBy,
    writtenAt,
  }));
}

const placeOf = (row: string) => ({ table: "client_messages", column: "text", row });
