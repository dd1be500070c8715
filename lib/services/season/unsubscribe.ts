import { endSubscription } from "@/db/queries/reminders";
import { withSystem } from "@/db/system";
import { readUnsubscribeToken } from "@/lib/auth/unsubscribe-token";
import { err, ok, type Result } from "@/lib/result";

/** True for a link of ours: whether there is still mail to stop is told to nobody. */
export function isUnsubscribeLink(token: string): boolean {
  return readUnsubscribeToken(token) !== null;
}

/** Stops mail by a link in it, without signing in; stopped twice it stays stopped. */
export async function unsubscribe(
  token: string,
): Promise<Result<null, { readonly code: "not-found" }>> {
  const whose = readUnsubscribeToken(token);
  if (whose === null) {
    return err({ code: "not-found" });
  }
  await withSystem((tx) => endSubscription(tx, whose.userId, whose.clientId));
  return ok(null);
}
