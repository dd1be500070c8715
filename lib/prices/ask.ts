import { err, type Result } from "@/lib/result";
import { type Clock, MACHINE_CLOCK } from "./clock";
import { getJson, type JsonAnswer } from "./http";
import type { QuoteRefusal } from "./quote";
import { type Pace, tokenBucket } from "./token-bucket";

/** GETs JSON from a provider's fixed host at the pace it allows; see `getJson`. */
export type Ask = (
  url: URL,
  headers?: Record<string, string>,
) => Promise<Result<JsonAnswer, QuoteRefusal>>;

/** What tests change: where a provider is, and the time. */
export interface ProviderOptions {
  readonly host?: string | undefined;
  readonly clock?: Clock | undefined;
  readonly timeoutMs?: number | undefined;
  /** A person waits for the answer: asked once, and not at all when its turn is more than two seconds away. */
  readonly isHasty?: boolean | undefined;
  /** For providers that tell a refusal with status 200: what the answer refuses, null when it is one. */
  readonly refusalIn?: ((answer: JsonAnswer) => QuoteRefusal | null) | undefined;
}

/** Tries of one question, the first included. */
const TRIES = 3;
const HASTY_MS = 2000;
/** Longest wait a provider's Retry-After is followed; longer ones end the asking and are told. */
const WAIT_MAX_S = 90;
const WAIT_S = 5;

/**
 * A patient asker: never faster than the pace; waits as long as Retry-After says when there were too many questions, and tries
 * again what could not be reached or failed on the other side. What still fails is the refusal of the last try.
 */
export function patientAsk(pace: Pace, options: ProviderOptions = {}): Ask {
  const clock = options.clock ?? MACHINE_CLOCK;
  const take = tokenBucket(pace, clock);
  const tries = options.isHasty === true ? 1 : TRIES;
  const longest = options.isHasty === true ? HASTY_MS : undefined;
  return async (url, headers = {}) => {
    for (let tried = 1; ; tried += 1) {
      if (!(await take(longest))) {
        return err({ code: "rate-limited", retryAfterSeconds: null });
      }
      const answer = refused(await getJson(url, headers, options.timeoutMs), options.refusalIn);
      const wait = tried < tries ? waitAfter(answer, tried) : null;
      if (wait === null) {
        return answer;
      }
      await clock.sleep(wait * 1000);
    }
  };
}

function refused(
  answer: Result<JsonAnswer, QuoteRefusal>,
  refusalIn: ProviderOptions["refusalIn"],
): Result<JsonAnswer, QuoteRefusal> {
  const refusal = answer.ok ? (refusalIn?.(answer.value) ?? null) : null;
  return refusal === null ? answer : err(refusal);
}

/** Seconds until the next try; null when another would not help. */
function waitAfter(answer: Result<JsonAnswer, QuoteRefusal>, tried: number): number | null {
  if (answer.ok) {
    return null;
  }
  switch (answer.error.code) {
    case "rate-limited": {
      const wait = answer.error.retryAfterSeconds ?? WAIT_S * tried;
      return wait <= WAIT_MAX_S ? wait : null;
    }
    case "unreachable":
      return tried;
    case "unexpected-answer":
      return null;
    default:
      return answer.error satisfies never;
  }
}
