import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import { type Ask, type ProviderOptions, patientAsk } from "./ask";
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
  windows,
} from "./history";
import type { JsonAnswer } from "./http";
import { keyedQuotes } from "./keyed-quotes";
import { listedOn } from "./listed";
import { plainPrice } from "./plain-price";
import { lastPointsOf } from "./points";
import type { KeyedPrice, QuoteProvider, QuoteRefusal } from "./quote";

const HOST = "https://api.coingecko.com";
const SOURCE = "CoinGecko";
const DAY = SPAN_SECONDS.day;

/** Without a paid plan CoinGecko tells 365 days; one day off, for the question takes time. */
const REACH = 364 * DAY;
/** Two to ninety days in one question are told hour by hour; fewer in steps of five minutes, more only once a day. */
const WINDOW = 80 * DAY;
const LEAST = 3 * DAY;

/** Free of a key five to fifteen a minute; with the free demo key thirty. */
const PACE = { perSecond: 0.1, burst: 2 };
const DEMO_PACE = { perSecond: 0.4, burst: 4 };

/** What tests change, and the free demo key where the installation has one. */
export interface CoinGeckoOptions extends ProviderOptions {
  readonly demoKey?: string | undefined;
}

function asker(options: CoinGeckoOptions): Ask {
  const { demoKey } = options;
  const ask = patientAsk(demoKey === undefined ? PACE : DEMO_PACE, options);
  const key: Record<string, string> = demoKey === undefined ? {} : { "x-cg-demo-api-key": demoKey };
  return (url) => ask(url, key);
}

const chart = z.object({ prices: z.array(z.tuple([z.string(), z.string()])) });

/**
 * CoinGecko's hourly points of the last 365 days, by CoinGecko's own id of a coin. An index over many markets: the last point of an
 * hour or UTC day stands for its close.
 */
export function coingeckoHistory(options: CoinGeckoOptions = {}): HistoryProvider {
  const { now } = options.clock ?? MACHINE_CLOCK;
  const ask = asker(options);
  const pageOf = (id: string, requests: readonly HistoryRequest[]): HistoryPage => ({
    requests,
    fetch: async () => {
      const answer = await ask(addressOf(options.host ?? HOST, id, requests, now()));
      return answer.ok ? readChart(answer.value, id, requests) : answer;
    },
  });
  return {
    id: "coingecko",
    label: SOURCE,
    plan: (requests) => {
      const oldest = now() / 1000 - REACH;
      const known = requests.filter(
        (request) =>
          isOver(request, now()) && startSeconds(request) > oldest && idOf(request) !== null,
      );
      const groups = groupRequests(known, (request) => idOf(request) ?? "");
      return [...groups].flatMap(([id, group]) =>
        windows(group, WINDOW).map((page) => pageOf(id, page)),
      );
    },
  };
}

const idOf = ({ asset, starts }: HistoryRequest): string | null =>
  listedOn(asset, starts.slice(0, 10))?.coingecko ?? null;

function addressOf(
  host: string,
  id: string,
  requests: readonly HistoryRequest[],
  now: number,
): URL {
  const starts = requests.map(startSeconds);
  const to = Math.max(...requests.map((each) => startSeconds(each) + SPAN_SECONDS[each.span]));
  // The whole question fails when any part of it is too old.
  const from = Math.max(Math.min(...starts, to - LEAST), Math.floor(now / 1000) - REACH);
  const url = new URL(`/api/v3/coins/${encodeURIComponent(id)}/market_chart/range`, host);
  url.searchParams.set("vs_currency", "usd");
  url.searchParams.set("from", `${from}`);
  url.searchParams.set("to", `${to}`);
  return url;
}

function readChart(
  { status, body }: JsonAnswer,
  id: string,
  requests: readonly HistoryRequest[],
): Result<readonly HistoricPrice[], QuoteRefusal> {
  if (status === 404) {
    return ok([]);
  }
  if (status === 401 && JSON.stringify(body).includes("10012")) {
    // Beyond the plan's reach for ever: nothing to try again, others may know.
    return ok([]);
  }
  const read = chart.safeParse(body);
  if (status !== 200 || !read.success) {
    return err({ code: "unexpected-answer", detail: `status ${status}` });
  }
  const points = read.data.prices.flatMap(([at, text]) => {
    const price = plainPrice(text);
    return price === null ? [] : [{ at: Number(at) / 1000, price }];
  });
  return ok(lastPointsOf(points, requests, { pair: `${id}/usd`, source: SOURCE }));
}

const IDS_MAX = 50;
const simple = z.record(
  z.string(),
  z.object({ usd: z.string().nullish(), last_updated_at: z.string().nullish() }),
);

/** CoinGecko's present prices of known coins, fifty in one question; coins it does not tell are unknown. */
export function coingeckoQuotes(options: CoinGeckoOptions = {}): QuoteProvider {
  const addressOf = (ids: readonly string[]): URL => {
    const url = new URL("/api/v3/simple/price", options.host ?? HOST);
    url.searchParams.set("ids", ids.join(","));
    url.searchParams.set("vs_currencies", "usd");
    url.searchParams.set("include_last_updated_at", "true");
    return url;
  };
  const told = { id: "coingecko", label: SOURCE, most: IDS_MAX, addressOf, read: readSimple };
  return keyedQuotes({ keyOf: ({ coingecko }) => coingecko, ...told }, asker(options), options);
}

function readSimple({
  status,
  body,
}: JsonAnswer): Result<ReadonlyMap<string, KeyedPrice>, QuoteRefusal> {
  const read = simple.safeParse(body);
  if (status !== 200 || !read.success) {
    return err({ code: "unexpected-answer", detail: `status ${status}` });
  }
  return ok(
    new Map(
      Object.entries(read.data).flatMap(([id, told]) => {
        const price = plainPrice(told.usd ?? "");
        const at = Number(told.last_updated_at ?? Number.NaN);
        return price === null || !Number.isFinite(at) ? [] : [[id, { price, at }] as const];
      }),
    ),
  );
}
