import type { UserId } from "@/db/ids";
import { deleteOidcLink, findOidcUser, oidcSince, putOidcLink } from "@/db/queries/oidc-links";
import { deleteSessionsOf } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { isOidcOn, type OidcPerson } from "@/lib/auth/oidc";
import { logRefusal } from "@/lib/refused";
import { err, ok, type Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { notify } from "./notify";

/** Whether signing in with Google is set up here, and since when somebody's account is connected. */
export interface GoogleView {
  readonly isOn: boolean;
  readonly since: Instant | null;
}

/** True when it is set up here. */
export const isGoogleOn = isOidcOn;

/** What somebody sees of it. */
export async function viewGoogle(user: Asking): Promise<GoogleView> {
  return { isOn: isOidcOn(), since: await withSystem((tx) => oidcSince(tx, user.id)) };
}

/** Who is let in with that account at Google: only somebody who asked for it. An e-mail alone lets nobody in, however verified. */
export async function findGoogleUser(
  person: OidcPerson,
): Promise<Result<UserId, { readonly code: "google-unknown" }>> {
  const user = await withSystem((tx) => findOidcUser(tx, person));
  if (user === null) {
    logRefusal("google-unknown", { where: "route" });
    return err({ code: "google-unknown" });
  }
  return ok(user);
}

/** Connects an account at Google that has the user's own e-mail, verified by Google. A mail says so. */
export async function connectGoogle(
  user: User,
  person: OidcPerson,
): Promise<Result<null, { readonly code: "google-other-email" | "google-taken" }>> {
  if (!person.isEmailVerified || person.email !== user.email) {
    return err({ code: "google-other-email" });
  }
  return withSystem(async (tx) => {
    const holder = await findOidcUser(tx, person);
    const isTheirs =
      (holder === null || holder === user.id) && (await putOidcLink(tx, user.id, person));
    if (!isTheirs) {
      return err({ code: "google-taken" });
    }
    await notify(tx, user.id, "google-connected");
    return ok(null);
  });
}

/** Disconnects it. Every session of the user ends, and a mail says so; the password stays as it was. */
export async function disconnectGoogle(
  user: Asking,
): Promise<Result<null, { readonly code: "not-found" }>> {
  return withSystem(async (tx) => {
    if (!(await deleteOidcLink(tx, user.id))) {
      return err({ code: "not-found" });
    }
    await deleteSessionsOf(tx, user.id);
    await notify(tx, user.id, "google-disconnected");
    return ok(null);
  });
}
