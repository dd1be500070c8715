import { getSubscription, putSubscription } from "@/db/queries/reminders";
import { type Asking, type GateRefusal, withUser } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { loadBooks } from "../load-books";
import { withOwnRow } from "./own-row";

/**
 * Turns the user's own mail about a client's season on or off. Nothing is sent to anybody who did not ask. Asking needs the
 * right to change the books, as each mail leaves a mark in them; stopping does not.
 */
export async function chooseReminders(
  user: Asking,
  clientId: string,
  wants: boolean,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<null, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const { clientId: client, today, role } = loaded.value;
  if (wants && role === "viewer") {
    return { ok: false, error: { code: "read-only" } };
  }
  await withUser(user, (tx) => putSubscription(tx, client, wants ? "on" : "off", today));
  return ok(null);
}

/** Whether the user wants mail about this client. */
export function viewReminders(
  user: Asking,
  clientId: string,
): Promise<Result<boolean, GateRefusal>> {
  return withOwnRow(user, clientId, async (tx, client) => {
    const own = await getSubscription(tx, user.id, client);
    return own !== null;
  });
}
