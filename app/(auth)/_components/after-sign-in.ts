const home = "/clients";

/** Where to go after signing in: `next` when it is a plain path of this app, the client board otherwise. No open redirect. */
export function afterSignIn(next: string | null | undefined): string {
  return isOwnPath(next) ? next : home;
}

/** The page of this folder that comes next, with where to go in the end. */
export function withNext(page: string, next: string | null | undefined): string {
  return isOwnPath(next) ? `${page}?next=${encodeURIComponent(next)}` : page;
}

/** Where a page was told to go in the end; null when it was told nothing of this app. */
export function nextOf(query: Readonly<Record<string, string | string[] | undefined>>) {
  const next = query["next"];
  return typeof next === "string" && isOwnPath(next) ? next : null;
}

const isOwnPath = (next: string | null | undefined): next is string =>
  typeof next === "string" && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next);
