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
  const [user = "", client = "", given = "", ...rest] = token.split(".");
  if (rest.length > 0 || !isUuid(user) || !isUuid(client)) {
    return null;
  }
  const whose = { userId: userId(user), clientId: clientId(client) };
  return isSame(given, signature(whose)) ? whose : null;
}

/** The same for the monthly letter of where somebody's histories end, which is about no one client. */
export function headLettersToken(user: UserId): string {
  return `${user}.heads.${signed(`unsubscribe heads 1\n${user}`)}`;
}

/** Whose letters the link stops; null for anything we did not sign. */
export function readHeadLettersToken(token: string): UserId | null {
  const [user = "", what, ...rest] = token.split(".");
  return what === "heads" &&
    rest.length === 1 &&
    isUuid(user) &&
    isSame(token, headLettersToken(userId(user)))
    ? userId(user)
    : null;
}

function isSame(told: string, right: string): boolean {
  const [one, other] = [Buffer.from(told), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

const signature = (whose: Unsubscribing): string =>
  signed(`unsubscribe 1\n${whose.userId}\n${whose.clientId}`);

function signed(text: string): string {
  const { AUTH_SECRET } = env();
  invariant(AUTH_SECRET !== undefined, "AUTH_SECRET is set; npm start makes one");
  return createHmac("sha256", AUTH_SECRET).update(text).digest("base64url");
}
