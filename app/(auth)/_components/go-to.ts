import { PRIVATE } from "@/lib/request";

/** What a route answers that sends the browser on, never from a cache. Cookies set before go with it. */
export const goTo = (location: string) => ({
  ok: true as const,
  value: new Response(null, { status: 303, headers: { ...PRIVATE, location } }),
});
