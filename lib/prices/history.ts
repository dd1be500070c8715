import type { Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import type { QuoteRefusal } from "./quote";

/** Spans of past prices that are asked for, UTC. */
export type HistorySpan = "hour" | "day";

/** One past price that is wanted: of an asset (by its id in the books) in the hour or UTC day that begins at `starts`. */
export interface HistoryRequest {
  readonly asset: string;
  readonly span: HistorySpan;
  readonly starts: Instant;
}

/** A past price as a provider told it. */
export interface HistoricPrice extends HistoryRequest {
  /** US dollars for one unit, plain decimal text, above zero. */
  readonly price: string;
  /** When it was true: the end of its candle, the last point in its span, the day of the rate. Never outside the span, but for rates. */
  readonly at: Instant;
  /** What was traded, in the provider's words: "BTC-USD". */
  readonly pair: string;
  readonly source: string;
}

/** One question to a provider, and the requests it answers. Those it does not answer are absent: never zero, never another day. */
export interface HistoryPage {
  readonly requests: readonly HistoryRequest[];
  readonly fetch: () => Promise<Result<readonly HistoricPrice[], QuoteRefusal>>;
}

/** One source of past prices. Asks fixed hosts only, times out, follows no redirects, keeps the provider's pace. */
export interface HistoryProvider {
  readonly id: string;
  readonly label: string;
  /** The questions that could answer these requests; what it cannot know (not listed, too old, not over yet) is in none. */
  readonly plan: (requests: readonly HistoryRequest[]) => readonly HistoryPage[];
}

/** Seconds in a span. */
export const SPAN_SECONDS: Readonly<Record<HistorySpan, number>> = { hour: 3600, day: 86_400 };

/** Seconds since 1970 at which a request's span begins. */
export function startSeconds({ starts }: HistoryRequest): number {
  return Date.parse(starts) / 1000;
}

/** True when the span is over: before that its price would not stay the same. */
export function isOver(request: HistoryRequest, now: number): boolean {
  return (startSeconds(request) + SPAN_SECONDS[request.span]) * 1000 <= now;
}

/** Requests by a name, each group in order of time. */
export function groupRequests(
  requests: readonly HistoryRequest[],
  nameOf: (request: HistoryRequest) => string,
): ReadonlyMap<string, readonly HistoryRequest[]> {
  const groups = new Map<string, HistoryRequest[]>();
  for (const request of requests) {
    const name = nameOf(request);
    const group = groups.get(name);
    if (group === undefined) {
      groups.set(name, [request]);
    } else {
      group.push(request);
    }
  }
  for (const group of groups.values()) {
    group.sort((a, b) => (a.starts < b.starts ? -1 : 1));
  }
  return groups;
}

/** Cuts requests in order of time into runs that reach over at most `seconds` from the first start to the last. */
export function windows(
  requests: readonly HistoryRequest[],
  seconds: number,
): readonly (readonly [HistoryRequest, ...HistoryRequest[]])[] {
  const cut: [HistoryRequest, ...HistoryRequest[]][] = [];
  for (const request of requests) {
    const last = cut.at(-1);
    if (last !== undefined && startSeconds(request) - startSeconds(last[0]) <= seconds) {
      last.push(request);
    } else {
      cut.push([request]);
    }
  }
  return cut;
}

/** Makes the questions of one provider: where each is asked, and how its answer is read. `key` names what is asked for: a pair, a currency. */
export function pagesOf<Answer>(
  ask: (url: URL) => Promise<Result<Answer, QuoteRefusal>>,
  addressOf: (key: string, requests: readonly HistoryRequest[]) => URL,
  read: (
    answer: Answer,
    key: string,
    requests: readonly HistoryRequest[],
  ) => Result<readonly HistoricPrice[], QuoteRefusal>,
): (key: string, requests: readonly HistoryRequest[]) => HistoryPage {
  return (key, requests) => ({
    requests,
    fetch: async () => {
      const answer = await ask(addressOf(key, requests));
      return answer.ok ? read(answer.value, key, requests) : answer;
    },
  });
}
