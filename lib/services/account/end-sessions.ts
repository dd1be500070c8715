import { isUuid } from "@/db/ids";
import { deleteSessionOf, deleteSessionsOf } from "@/db/queries/sessions";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";

/** Ends one session of the user: its next request finds nobody. Somebody else's session is as if there were none. */
export async function endSession(
  user: Asking,
  id: string,
): Promise<Result<null, { readonly code: "not-found" }>> {
  const isEnded = isUuid(id) && (await withSystem((tx) => deleteSessionOf(tx, user.id, id)));
  return isEnded ? ok(null) : err({ code: "not-found" });
}

/** Ends every session of the user, the one that asks too. */
export async function endEverySession(user: Asking): Promise<void> {
  await withSystem((tx) => deleteSessionsOf(tx, user.id));
}
