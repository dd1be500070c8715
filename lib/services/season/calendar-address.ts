import {
  getCalendarFeed,
  insertCalendarFeed,
  revokeCalendarFeeds,
} from "@/db/queries/calendar-feeds";
import type { Asking, GateRefusal } from "@/db/tenant";
import { hashToken, newToken } from "@/lib/auth/token";
import { appOrigin } from "@/lib/env";
import type { Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { withOwnRow } from "./own-row";

/**
 * Makes a private address for a calendar program and returns it: the one time it can be seen, as only its hash is kept. The
 * user's earlier address for this client ends. A reader may have one too: it shows what they may see.
 */
export function makeCalendarAddress(
  user: Asking,
  clientId: string,
): Promise<Result<string, GateRefusal>> {
  const token = newToken();
  return withOwnRow(user, clientId, async (tx, client) => {
    await insertCalendarFeed(tx, client, hashToken(token));
    return `${appOrigin()}/api/calendar/${token}`;
  });
}

/** Ends the user's private address for this client's calendar. */
export function endCalendarAddress(
  user: Asking,
  clientId: string,
): Promise<Result<null, GateRefusal>> {
  return withOwnRow(user, clientId, async (tx, client) => {
    await revokeCalendarFeeds(tx, client);
    return null;
  });
}

/** When the user's address was made; null: there is none. */
export function viewCalendarAddress(
  user: Asking,
  clientId: string,
): Promise<Result<Instant | null, GateRefusal>> {
  return withOwnRow(user, clientId, getCalendarFeed);
}
