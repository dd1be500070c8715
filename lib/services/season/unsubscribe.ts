import { putHeadLetters } from "@/db/queries/head-letters";
import { endSubscription } from "@/db/queries/reminders";
import { withSystem } from "@/db/system";
import { readHeadLettersToken, readUnsubscribeToken } from "@/lib/auth/unsubscribe-token";
import { err, ok, type Result } from "@/lib/result";

/** What a link of ours stops; null for one that is not ours. Whether there is still mail to stop is told to nobody. */
export function whatItStops(token: string): "reminders" | "heads" | null {
  if (readUnsubscribeToken(token) !== null) {
    return "reminders";
  }
  return readHeadLettersToken(token) === null ? null : "heads";
}

/** Stops mail by a link in it, without signing in; stopped twice it stays stopped. */
export async function unsubscribe(
  token: string,
): Promise<Result<null, { readonly code: "not-found" }>> {
  const [whose, user] = [readUnsubscribeToken(token), readHeadLettersToken(token)];
  if (whose === null && user === null) {
    return err({ code: "not-found" });
  }
  await withSystem(async (tx) => {
    if (whose !== null) {
      await endSubscription(tx, whose.userId, whose.clientId);
    }
    if (user !== null) {
      await putHeadLetters(tx, user, false);
    }
  });
  return ok(null);
}
