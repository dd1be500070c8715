import { createHmac, timingSafeEqual } from "node:crypto";
import { type ClientId, clientId, isUuid, type UserId, userId } from "@/db/ids";
import { env } from "@/lib/env";
import { invariant } from "@/lib/result";

/** Whose mail about which client a link stops. */
export interface Unsubscribing {
  readonly userId: UserId;
  readonly clientId: ClientId;
}

/**
 * The secret of a mail's unsubscribe link: whose mail it is with a signature under AUTH_SECRET that is good for nothing else.
 * It works for ever and only stops mail, so nothing of it is stored.
 */
export function unsubscribeToken(whose: Unsubscribing): string {
  return `${whose.userId}.${whose.clientId}.${signature(whose)}`;
}

/** Whose mail the link stops; null for anything we did not sign. */
export function readUnsubscribeToken(token: string): Unsubscribing | null {
  const [user = "", client = "", signed = "", ...rest] = token.split(".");
  if (rest.length > 0 || !isUuid(user) || !isUuid(client)) {
    return null;
  }
  const whose = { userId: userId(user), clientId: clientId(client) };
  const [given, right] = [Buffer.from(signed), Buffer.from(signature(whose))];
  return given.length === right.length && timingSafeEqual(given, right) ? whose : null;
}

function signature(whose: Unsubscribing): string {
  const { AUTH_SECRET } = env();
  invariant(AUTH_SECRET !== undefined, "AUTH_SECRET is set; npm start makes one");
  return createHmac("sha256", AUTH_SECRET)
    .update(`unsubscribe 1\n${whose.userId}\n${whose.clientId}`)
    .digest("base64url");
}
