import { nextOf } from "@/app/(auth)/_components/after-sign-in";
import { goTo } from "@/app/(auth)/_components/go-to";
import { askGoogle } from "@/lib/auth/google";
import { defineOpenRoute } from "@/lib/request";

/** Sends the browser to Google, to come back signed in. Only from our own pages: nobody is sent from elsewhere into an account they did not choose. */
export const GET = defineOpenRoute<object>(async ({ request }) => {
  if (request.headers.get("sec-fetch-site") === "cross-site") {
    return goTo("/sign-in");
  }
  const next = nextOf(Object.fromEntries(new URL(request.url).searchParams));
  const asked = await askGoogle({ asks: "sign-in", next });
  return goTo(asked.ok ? asked.value.address : `/sign-in?google=${asked.error.code}`);
});
