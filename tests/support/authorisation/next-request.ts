import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external.js";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { MutableRequestCookiesAdapter } from "next/dist/server/web/spec-extension/adapters/request-cookies.js";
import { RequestCookies } from "next/dist/server/web/spec-extension/cookies.js";

/** What Next keeps of a request while it answers; the types are its own and not exported. */
type Kept = Parameters<typeof workUnitAsyncStorage.run>[0];
type Work = Parameters<typeof workAsyncStorage.run>[0];

/**
 * Runs `work` as Next runs a page ("render") or an action or route ("action") of one request, so that the product's own `cookies()`,
 * `headers()`, `redirect()` and `revalidatePath()` are the real ones: nothing of the product is replaced.
 */
export function inRequest<T>(
  phase: "render" | "action",
  headers: Headers,
  work: () => Promise<T>,
): Promise<T> {
  const cookies = new RequestCookies(headers);
  const userspaceMutableCookies = MutableRequestCookiesAdapter.wrap(new RequestCookies(headers));
  const kept = { type: "request", phase, headers, cookies, userspaceMutableCookies };
  const store = { route: "/", page: "/page", incrementalCache: {}, cacheLifeProfiles: {} };
  return workAsyncStorage.run(store as unknown as Work, () =>
    workUnitAsyncStorage.run(kept as unknown as Kept, work),
  );
}

/** How Next ends a page or action early. Null for a fault. */
export function endOf(error: unknown): { readonly status: number; readonly to: string } | null {
  const digest = (error as { digest?: unknown } | null)?.digest;
  if (typeof digest !== "string") {
    return null;
  }
  const [kind, ...rest] = digest.split(";");
  if (kind === "NEXT_REDIRECT") {
    return { status: Number(rest.at(-2)), to: rest.slice(1, -2).join(";") };
  }
  return kind === "NEXT_HTTP_ERROR_FALLBACK" ? { status: Number(rest[0]), to: "" } : null;
}
