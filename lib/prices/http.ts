import { err, ok, type Result } from "@/lib/result";
import type { QuoteRefusal } from "./quote";

const TIMEOUT_MS = 5_000;
const BYTES_MAX = 1_000_000;

/** An answer's status and JSON, numbers kept as their own text where `exactNumbers` needs them. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * GETs JSON from one of our own fixed addresses: five seconds, one megabyte, no redirects, no credentials. Network failures,
 * rate limits (429, and 503 that says when to come back), failures of the other side (5xx, whatever their body) and non-JSON are
 * refusals; the status of any other answer is handed on for the provider to read.
 */
export async function getJson(
  url: URL,
  headers: Record<string, string> = {},
  timeoutMs: number = TIMEOUT_MS,
): Promise<Result<JsonAnswer, QuoteRefusal>> {
  try {
    const response = await fetch(url, {
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: "application/json", "user-agent": "Lotwise", ...headers },
    });
    const wait = retryAfter(response.headers);
    if (response.status === 429 || (response.status === 503 && wait !== null)) {
      await response.body?.cancel();
      return err({ code: "rate-limited", retryAfterSeconds: wait });
    }
    if (response.status >= 500) {
      await response.body?.cancel();
      return err({ code: "unreachable", detail: `status ${response.status}` });
    }
    const text = await readCapped(response);
    if (text === null) {
      return err({ code: "unexpected-answer", detail: "the answer is larger than one megabyte" });
    }
    return ok({ status: response.status, body: JSON.parse(quoteNumbers(text)) });
  } catch (cause) {
    return err(
      cause instanceof SyntaxError
        ? { code: "unexpected-answer", detail: "the answer is not JSON" }
        : { code: "unreachable", detail: cause instanceof Error ? cause.name : "unknown" },
    );
  }
}

/** Seconds that Retry-After asks for, told as such or as a moment by the provider's own clock (RFC 9110 10.2.3); null when it asks for none. */
function retryAfter(headers: Headers): number | null {
  const told = headers.get("retry-after") ?? "";
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  const seconds = /^\d+$/.test(told) ? Number(told) : Math.ceil((Date.parse(told) - now) / 1000);
  return seconds > 0 ? seconds : null;
}

async function readCapped(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > BYTES_MAX) {
      return null;
    }
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/**
 * Turns bare JSON numbers into strings so that no price passes through a float: 69199.40000000001 stays what was sent. Text
 * inside quotes is left alone.
 */
function quoteNumbers(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}
