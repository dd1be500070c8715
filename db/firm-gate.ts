import { sql } from "drizzle-orm";
import { err, type Result } from "@/lib/result";
import { type Database, inTransaction } from "./connection";
import { type FirmId, firmId, isUuid, type UserId } from "./ids";
import { once } from "./once";
import { shelfOfUser } from "./queries/form-keys";
import { type FirmDeed, type FirmRole, mayDoInFirm } from "./roles";
import type { SentRefusal } from "./sending";
import type { Asking, UserTx } from "./tenant";

declare const gate: unique symbol;

/** A transaction over one firm and its people, made by `withFirm` alone. Row security shows no other firm's. */
export interface FirmTx {
  readonly [gate]: "firm";
  readonly db: Database;
  readonly firmId: FirmId;
  readonly userId: UserId;
  readonly role: FirmRole;
}

/** Why the firm's gate stays shut. A firm one does not work in and one that never was are both "not-found". */
export type FirmRefusal = { readonly code: "not-found" | "not-allowed" } | SentRefusal;

/** What is done inside this gate. To look changes nothing, and clients are added as the user who may (`withUserOnce`). */
const DONE_HERE: readonly FirmDeed[] = ["manage-team", "bulk"];

/**
 * The gate of a firm: runs `work` when `user` works in it in a role that may do the deed (db/roles.ts). Committed when `work` returns
 * an `ok` result, rolled back when it returns a refusal or throws.
 */
export async function withFirm<T, E>(
  user: Asking,
  firm: string,
  deed: FirmDeed,
  work: (tx: FirmTx) => Promise<Result<T, E>>,
): Promise<Result<T, E | FirmRefusal>> {
  if (!isUuid(firm) || !isUuid(user.id)) {
    return err({ code: "not-found" });
  }
  return inTransaction<Result<T, E | FirmRefusal>>(
    { mode: "write", settings: { "app.user_id": user.id } },
    async (db) =>
      enterFirm({ db, userId: user.id }, firmId(firm), deed, async (tx) => {
        const { sending } = user;
        return sending !== undefined && DONE_HERE.includes(deed)
          ? once(shelfOfUser(tx), sending, () => work(tx))
          : work(tx);
      }),
    (result) => result.ok,
  );
}

/**
 * The same gate within a transaction of the user's own, from here to its end: for pages that show what is theirs and the firm's together.
 * A refusal or a throw of `work` is for the caller to heed; nothing is rolled back here.
 */
export async function enterFirm<T, E>(
  { db, userId }: Pick<UserTx, "db" | "userId">,
  firm: FirmId,
  deed: FirmDeed,
  work: (tx: FirmTx) => Promise<Result<T, E>>,
): Promise<Result<T, E | FirmRefusal>> {
  const { rows } = await db.execute<{ role: FirmRole }>(sql`
    select role, set_config('app.firm_id', firm_id::text, true) from memberships
    where firm_id = ${firm} and user_id = ${userId}`);
  const role = rows[0]?.role;
  if (role === undefined) {
    return err({ code: "not-found" });
  }
  return mayDoInFirm(role, deed)
    ? work({ db, firmId: firm, userId, role } as FirmTx)
    : err({ code: "not-allowed" });
}
