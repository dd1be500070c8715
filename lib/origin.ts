import { appOrigin } from "./env";

/**
 * True when a browser sent the request from a page of this app: `Origin` is there and is `APP_ORIGIN`, and where the
 * browser says how it came (`Sec-Fetch-Site`) it came from the same origin. Neither the Host nor any forwarded header is
 * asked: whoever sends the request can set those (security.md S2).
 */
export function isSameOrigin(headers: Pick<Headers, "get">): boolean {
  const site = headers.get("sec-fetch-site");
  return headers.get("origin") === appOrigin() && (site === null || site === "same-origin");
}
