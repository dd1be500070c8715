import { createHash } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import { EVERYWHERE, NOTHING_RUNS, TRANSPORT } from "@/lib/safe-headers";
import { METHODS } from "./kind";

/** Why the door itself answers. */
export type Refusal =
  | { readonly code: "busy"; readonly againInSeconds: number }
  | { readonly code: "database-away"; readonly isDeed: boolean }
  | { readonly code: "method-not-allowed" }
  | { readonly code: "too-slow" }
  | { readonly code: "bad-line"; readonly status: number };

/** Whom it answers. */
export interface Reader {
  readonly requestId: string;
  readonly isProgram: boolean;
  readonly isHttps: boolean;
  /** What "Try again" leads to; null where asking again is for the form to do. */
  readonly again: string | null;
}

/** A whole answer: status, headers, body. */
export interface Told {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

interface Words {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Whether asking again as it was may help. */
  readonly isRetryable: boolean;
  readonly headers: OutgoingHttpHeaders;
}

/** After that long a database that was away is mostly back. */
const DATABASE_SECONDS = 3;

/**
 * What the door answers in the place of the product: a calm page for people, `{ code, message, requestId, retryable }` for programs, never
 * kept by anybody, with the headers every answer carries.
 */
export function tellRefusal(refusal: Refusal, reader: Reader): Told {
  const words = wordsOf(refusal);
  const body = reader.isProgram
    ? JSON.stringify({
        code: refusal.code,
        message: words.text,
        requestId: reader.requestId,
        retryable: words.isRetryable,
      })
    : pageOf(words, reader);
  const { isProgram } = reader;
  return {
    status: words.status,
    headers: {
      ...Object.fromEntries(EVERYWHERE.map(({ key, value }) => [key, value])),
      ...(reader.isHttps ? { [TRANSPORT.key]: TRANSPORT.value } : {}),
      "Content-Security-Policy": isProgram ? NOTHING_RUNS : PAGE_POLICY,
      "Cache-Control": "private, no-store",
      "Content-Type": isProgram ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
      "Content-Length": Buffer.byteLength(body),
      ...words.headers,
    },
    body,
  };
}

function wordsOf(refusal: Refusal): Words {
  switch (refusal.code) {
    case "busy":
      return {
        status: 503,
        title: "Lotwise is busy",
        text: `Many people ask at once. Nothing was changed, and nothing was lost. Try again in ${secondsText(refusal.againInSeconds)}.`,
        isRetryable: true,
        headers: { "Retry-After": String(refusal.againInSeconds) },
      };
    case "database-away":
      return {
        status: 503,
        title: "The database did not answer in time",
        text: refusal.isDeed
          ? "What you sent was saved whole or not at all: look before you send it again. What was saved before is untouched."
          : "Nothing was changed. What was saved before is untouched. Try again in a few seconds.",
        isRetryable: !refusal.isDeed,
        headers: { "Retry-After": String(DATABASE_SECONDS) },
      };
    case "method-not-allowed":
      return {
        status: 405,
        title: "This cannot be done here",
        text: `Pages are read or sent a form: ${METHODS.join(", ")}.`,
        isRetryable: false,
        headers: { Allow: METHODS.join(", "), Connection: "close" },
      };
    case "too-slow":
      return {
        status: 408,
        title: "The line was too slow",
        text: "What you sent did not arrive for a minute, and nothing of it was kept. Try again.",
        isRetryable: true,
        headers: { Connection: "close" },
      };
    case "bad-line":
      return {
        status: refusal.status,
        title: "This is no request",
        text: "What came was not a whole HTTP request.",
        isRetryable: false,
        headers: { Connection: "close" },
      };
  }
}

const secondsText = (seconds: number) => (seconds === 1 ? "a second" : `${seconds} seconds`);

/** The product's paper and ink (app/globals.css) without any file: whatever else is overloaded, this is there. */
const STYLE = `:root{color-scheme:light dark}body{margin:0;background:light-dark(#fbfaf7,#171b1e);color:light-dark(#1c1b19,#ece7db);font:0.9375rem/1.5rem ui-sans-serif,system-ui,sans-serif}main{max-width:36rem;margin:0 auto;padding:5rem 1rem}h1{font:400 1.5rem/1.875rem Georgia,"Times New Roman",serif;margin:0}p{margin:.75rem 0 0}.reference{color:light-dark(#5e594f,#aea99b);font-size:.8125rem}code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}a{display:inline-block;margin-top:1.5rem;padding:.375rem .875rem;border-radius:5px;background:light-dark(#4b6016,#b9cb6c);color:light-dark(#fff,#171b1e);text-decoration:none}a:focus-visible{outline:2px solid light-dark(#1f4fa3,#9cc0ff);outline-offset:2px}`;

const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

function pageOf({ title, text }: Words, { requestId, again }: Reader): string {
  const way =
    again === null
      ? "<p>Go back to the page before: what you typed is mostly still in its form.</p>"
      : `<a href="${escaped(again)}">Try again</a>`;
  return `<!doctype html><html lang="en-US"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title} · Lotwise</title><style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${text}</p><p class="reference">Reference <code>${requestId}</code></p>${way}</main></body></html>`;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
