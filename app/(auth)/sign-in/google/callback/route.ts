import { afterSignIn, withNext } from "@/app/(auth)/_components/after-sign-in";
import { goTo } from "@/app/(auth)/_components/go-to";
import { type GoogleAnswer, takeGoogleAnswer } from "@/lib/auth/google";
import { currentSession, missingProof, replaceSession } from "@/lib/auth/session";
import { defineOpenRoute } from "@/lib/request";
import { connectGoogle, findGoogleUser } from "@/lib/services/account/google";

/** Where Google sends people back: it signs in, or connects the account that asked. The question kept in this browser is used up. */
export const GET = defineOpenRoute<object>(async ({ request }) => {
  const taken = await takeGoogleAnswer(new URL(request.url));
  if (!taken.ok) {
    return goTo(`/sign-in?google=${taken.error.code}`);
  }
  return goTo(await (taken.value.asks === "sign-in" ? enter : connect)(taken.value));
});

/** An account at Google counts like the password: whoever has a second step shows it next. */
async function enter({ next, read }: GoogleAnswer): Promise<string> {
  const person = await read();
  const user = person.ok ? await findGoogleUser(person.value) : person;
  if (!user.ok) {
    return `/sign-in?google=${user.error.code}`;
  }
  return (await replaceSession(user.value, ["google"])) === "full"
    ? afterSignIn(next)
    : withNext("/sign-in/second-step", next);
}

/** For the session that asked, still proven, and for no other. */
async function connect({ asks, read }: GoogleAnswer): Promise<string> {
  const session = await currentSession();
  const isAsking = asks !== "sign-in" && session?.sessionId === asks.session;
  if (session === null || !isAsking || (await missingProof(session, "recent")) !== null) {
    return "/account/google";
  }
  const person = await read();
  const connected = person.ok ? await connectGoogle(session, person.value) : person;
  return `/account/google?google=${connected.ok ? "connected" : connected.error.code}`;
}
