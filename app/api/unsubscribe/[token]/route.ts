import { defineOpenRoute, PRIVATE } from "@/lib/request";
import { unsubscribe } from "@/lib/services/season/unsubscribe";

/**
 * Stops mail. A mail program posts its one click here (RFC 8058): no cookie, no origin of ours, no redirect. The
 * page of the same link posts here too and is led back to what was done.
 */
export const POST = defineOpenRoute<{ token: string }>(async ({ request, params }) => {
  const stopped = await unsubscribe(params.token);
  if (!stopped.ok) {
    return stopped;
  }
  const isPage = (await request.text()).includes("from=page");
  return {
    ok: true,
    value: isPage
      ? new Response(null, {
          status: 303,
          headers: { ...PRIVATE, location: `/unsubscribe/${params.token}?done` },
        })
      : new Response("You will get no more of this mail.\n", {
          headers: { ...PRIVATE, "content-type": "text/plain; charset=utf-8" },
        }),
  };
});
