import { sql } from "drizzle-orm";
import type { FirmTx } from "../firm-gate";
import type { UserId } from "../ids";
import type { ClientWriteTx } from "../tenant";

/**
 * Notes events under the name of who did it where the transaction is another's: a letter is answered with the rights of the one who sent
 * it, and told as done by the one who answered. For notes alone: row security sees the author as the one who asks meanwhile.
 */
export async function asAuthor<Tx extends ClientWriteTx | FirmTx>(
  tx: Tx,
  author: UserId,
  note: (tx: Tx) => Promise<void>,
): Promise<void> {
  await tx.db.execute(sql`select set_config('app.user_id', ${author}, true)`);
  await note({ ...tx, userId: author });
  await tx.db.execute(sql`select set_config('app.user_id', ${tx.userId}, true)`);
}
