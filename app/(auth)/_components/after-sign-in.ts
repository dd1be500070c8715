const home = "/clients";

/** Where to go after signing in: `next` when it is a plain path of this app, the client board otherwise. No open redirect. */
export function afterSignIn(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : home;
}
