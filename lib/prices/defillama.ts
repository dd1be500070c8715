import { z } from "zod";
import { Exact } from "@/lib/money/exact";
import { err, ok, type Result } from "@/lib/result";
import { type ProviderOptions, patientAsk } from "./ask";
import { MACHINE_CLOCK } from "./clock";
import {
  groupRequests,
  type HistoricPrice,
  type HistoryPage,
  type HistoryProvider,
  type HistoryRequest,
  isOver,
  SPAN_SECONDS,
  startSeconds,
} from "./history";
import type { JsonAnswer } from "./http";
import { keyedQuotes } from "./keyed-quotes";
import { listedOn } from "./listed";
import { plainPrice } from "./plain-price";
import { lastPointsOf } from "./points";
import type { KeyedPrice, QuoteProvider, QuoteRefusal } from "./quote";

const HOST = "https://coins.llama.fi";
const SOURCE = "DefiLlama";
const PACE = { perSecond: 1.5, burst: 5 };

/** Keys in one question: longer addresses are refused. */
const KEYS_MAX = 100;
/** Below this DefiLlama itself does not trust its price. */
const CONFIDENCE_MIN = "0.2";

const answerShape = z.object({
  coins: z.record(
    z.string(),
    z.object({ price: z.string(), timestamp: z.string(), confidence: z.string().nullish() }),
  ),
});

/** Prices by key; those without enough confidence, or that are no price, are left out. */
function readCoins({
  status,
  body,
}: JsonAnswer): Result<ReadonlyMap<string, KeyedPrice>, QuoteRefusal> {
  const read = answerShape.safeParse(body);
  if (status !== 200 || !read.success) {
    return err({ code: "unexpected-answer", detail: `status ${status}` });
  }
  return ok(
    new Map(
      Object.entries(read.data.coins).flatMap(([key, { price, timestamp, confidence }]) => {
        const plain = plainPrice(price);
        const at = Number(timestamp);
        const trusted =
          confidence === null ||
          confidence === undefined ||
          (plainPrice(confidence) !== null && new Exact(confidence).gte(CONFIDENCE_MIN));
        return plain === null || !trusted || !Number.isFinite(at)
          ? []
          : [[key, { price: plain, at }] as const];
      }),
    ),
  );
}

/**
 * DefiLlama's prices of any past moment, many coins in one question: for days nobody else reaches. The price nearest half an hour
 * before midnight UTC stands for the close of the day, and only when its time lies in that day. It tells no hours here.
 */
export function defillamaHistory(options: ProviderOptions = {}): HistoryProvider {
  const { now } = options.clock ?? MACHINE_CLOCK;
  const ask = patientAsk(PACE, options);
  const pageOf = (requests: readonly HistoryRequest[]): HistoryPage => ({
    requests,
    fetch: async () => {
      const keys = requests.map((request) => keyOf(request) ?? "");
      const [first] = requests;
      const at = first === undefined ? 0 : startSeconds(first) + SPAN_SECONDS.day - 1800;
      const url = new URL(`/prices/historical/${at}/${keys.join(",")}`, options.host ?? HOST);
      url.searchParams.set("searchWidth", "4h");
      const answer = await ask(url);
      const coins = answer.ok ? readCoins(answer.value) : answer;
      return coins.ok ? ok(pricesOf(coins.value, requests)) : coins;
    },
  });
  return {
    id: "defillama",
    label: SOURCE,
    plan: (requests) => {
      const known = requests.filter(
        (request) => request.span === "day" && isOver(request, now()) && keyOf(request) !== null,
      );
      return [...groupRequests(known, ({ starts }) => starts).values()].flatMap((group) =>
        parts(group).map(pageOf),
      );
    },
  };
}

const keyOf = ({ asset, starts }: HistoryRequest): string | null =>
  listedOn(asset, starts.slice(0, 10))?.defillama ?? null;

function parts<T>(items: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / KEYS_MAX);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * KEYS_MAX, (index + 1) * KEYS_MAX),
  );
}

function pricesOf(
  coins: ReadonlyMap<string, KeyedPrice>,
  requests: readonly HistoryRequest[],
): readonly HistoricPrice[] {
  return requests.flatMap((request) => {
    const key = keyOf(request) ?? "";
    const told = coins.get(key);
    return told === undefined ? [] : lastPointsOf([told], [request], { pair: key, source: SOURCE });
  });
}

/** DefiLlama's present prices of known coins. */
export function defillamaQuotes(options: ProviderOptions = {}): QuoteProvider {
  const addressOf = (keys: readonly string[]): URL =>
    new URL(`/prices/current/${keys.join(",")}`, options.host ?? HOST);
  const told = { id: "defillama", label: SOURCE, most: KEYS_MAX, addressOf, read: readCoins };
  const ask = patientAsk(PACE, options);
  return keyedQuotes({ keyOf: ({ defillama }) => defillama, ...told }, ask, options);
}
