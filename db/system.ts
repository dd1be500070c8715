import { sql } from "drizzle-orm";
import { type Database, inTransaction } from "./connection";
import type { Asking, UserTx } from "./tenant";

declare const system: unique symbol;

/** A transaction over users, passwords, sessions, firms and limits, and over no client's books. Made by `withSystem` alone. */
export interface SystemTx {
  readonly [system]: true;
  readonly db: Database;
}

/**
 * Runs `work` before it is known who asks. Its callers are few: lib/auth (sign-in, sessions), the sign-up and
 * password-reset services, a calendar or unsubscribe link of which
 * only the secret is known, and job handlers looking up the user they work for. Commits unless `work` throws.
 */
export async function withSystem<T>(work: (tx: SystemTx) => Promise<T>): Promise<T> {
  return inTransaction({ mode: "write", settings: { "app.system": "on" } }, async (db) =>
    work({ db } as SystemTx),
  );
}

/** Goes on as a user in the same transaction: a sign-up makes the user and their books together or not at all. */
export async function asUser<T>(
  tx: SystemTx,
  user: Asking,
  work: (tx: UserTx) => Promise<T>,
): Promise<T> {
  await tx.db.execute(sql`select set_config('app.user_id', ${user.id}, true)`);
  return work({ db: tx.db, userId: user.id } as UserTx);
}
