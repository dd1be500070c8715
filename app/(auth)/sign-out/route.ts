import { currentUser, signOut } from "@/lib/auth/session";
import { defineFormRoute } from "@/lib/request";
import { endEverySession } from "@/lib/services/account/end-sessions";

/**
 * Ends the session of this browser, or with `everywhere` all of its user's, and has the browser forget what it kept of our pages. A plain
 * form, not an action: only a route can send that header. Nobody signed in is signed out already.
 */
export const POST = defineFormRoute(async (form) => {
  const user = await currentUser();
  if (user !== null && form.get("everywhere") === "1") {
    await endEverySession(user);
  }
  await signOut();
  return new Response(null, {
    status: 303,
    headers: { location: "/sign-in", "clear-site-data": '"cache", "storage"' },
  });
});
