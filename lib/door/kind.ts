import type { IncomingHttpHeaders } from "node:http";

/**
 * What a request asks of this process. "free": a file as it lies there, or whether anybody is in; "read": a page or a download is worked out;
 * "deed": something is sent, its body short; "upload": something is sent whose body comes for as long as the line takes.
 */
export type Kind = "free" | "read" | "deed" | "upload";

/** Methods anything here answers; routes and pages say themselves which of them they know. */
export const METHODS: readonly string[] = ["GET", "HEAD", "POST"];

/** The body of a deed is waited for before it takes a place, and held until then. */
export const SHORT_BODY = 64 * 1024;

const FREE =
  /^\/(?:_next\/static\/|_next\/image|brand\/|fonts\/|samples\/|favicon\.ico$|icon\.svg$|apple-icon\.png$|api\/health$)/;

/** The part of an address before its question mark. */
export const pathOf = (url: string): string => url.split("?", 1)[0] ?? "";

/** What a request asks, by its first lines alone. A length that is not told, or told wrongly, is a long one. */
export function kindOf(method: string, url: string, headers: IncomingHttpHeaders): Kind {
  if (method !== "POST") {
    return FREE.test(pathOf(url)) ? "free" : "read";
  }
  const length = Number(headers["content-length"] ?? Number.NaN);
  const isShort = headers["transfer-encoding"] === undefined && length <= SHORT_BODY;
  return isShort ? "deed" : "upload";
}

/** True for what a program reads: a route, an action's answer, a part of a page that scripts ask for. */
export function isForProgram(url: string, headers: IncomingHttpHeaders): boolean {
  return (
    pathOf(url).startsWith("/api/") ||
    headers["next-action"] !== undefined ||
    headers["rsc"] !== undefined ||
    !(headers.accept ?? "").includes("text/html")
  );
}
