import type { ClientId } from "@/db/ids";
import { type Asking, type GateRefusal, type UserTx, withClient, withUser } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";

/**
 * Runs `work` over what belongs to the user alone about a client they may see: a calendar address, whether they want mail. A
 * reader of the books may have these too, though they change nothing in the books.
 */
export async function withOwnRow<T>(
  user: Asking,
  client: string,
  work: (tx: UserTx, clientId: ClientId) => Promise<T>,
): Promise<Result<T, GateRefusal>> {
  const seen = await withClient<ClientId, never>(user, client, "read", async (tx) =>
    ok(tx.clientId),
  );
  return seen.ok ? ok(await withUser(user, (tx) => work(tx, seen.value))) : seen;
}
