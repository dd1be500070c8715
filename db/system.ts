import { type Database, inTransaction } from "./connection";

declare const system: unique symbol;

/** A transaction over users, passwords, sessions, firms and limits, and over no client's books. Made by `withSystem` alone. */
export interface SystemTx {
  readonly [system]: true;
  readonly db: Database;
}

/**
 * Runs `work` before it is known who asks. Its callers are few: lib/auth (sign-in, sessions), the sign-up and
 * password-reset services, and job handlers looking up the user they work for. Commits unless `work` throws.
 */
export async function withSystem<T>(work: (tx: SystemTx) => Promise<T>): Promise<T> {
  return inTransaction({ mode: "write", settings: { "app.system": "on" } }, async (db) =>
    work({ db } as SystemTx),
  );
}
