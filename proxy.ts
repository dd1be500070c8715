import { type NextRequest, NextResponse } from "next/server";
import { refusalMessage, refusalStatus } from "@/lib/refusals";

/**
 * The Content-Security-Policy with a fresh nonce, words for a form that is too large, and nothing else: no redirect, no authorisation.
 * Deleting this file opens no door. `style-src-attr` stays open because charts and progress bars size themselves with `style=""`.
 */
function policy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development
      ? "style-src-elem 'self' 'unsafe-inline'"
      : `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What Next takes of an action's form. Over it it answers 500 without a word; nothing but forms is sent to pages. */
const FORM_BYTES = 1024 * 1024;

const isTooLarge = ({ method, headers }: NextRequest): boolean =>
  method === "POST" && Number(headers.get("content-length") ?? 0) > FORM_BYTES;

export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  // biome-ignore lint/style/noProcessEnv: Next inlines NODE_ENV at build; lib/env is not loaded in the proxy.
  const csp = policy(nonce, process.env.NODE_ENV === "development");
  if (isTooLarge(request)) {
    // Next's own script shows a text it is answered as the error's message (app/error.tsx).
    const type = { "content-type": "text/plain", "content-security-policy": csp };
    const status = refusalStatus("form-too-large");
    return new NextResponse(refusalMessage("form-too-large"), { status, headers: type });
  }
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", csp);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  return response;
}

export const config = {
  matcher: [
    "/((?!api/|_next/static/|_next/image|brand/|fonts/|samples/|favicon\\.ico|icon\\.svg|apple-icon\\.png).*)",
  ],
};
