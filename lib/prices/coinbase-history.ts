import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import { type ProviderOptions, patientAsk } from "./ask";
import { type Candle, closesOf } from "./candles";
import { MACHINE_CLOCK } from "./clock";
import {
  groupRequests,
  type HistoricPrice,
  type HistoryProvider,
  type HistoryRequest,
  isOver,
  pagesOf,
  SPAN_SECONDS,
  startSeconds,
  windows,
} from "./history";
import type { JsonAnswer } from "./http";
import { listedOn } from "./listed";
import type { QuoteRefusal } from "./quote";

const HOST = "https://api.exchange.coinbase.com";
const SOURCE = "Coinbase Exchange";

/** Candles in one answer; more is an error (status 400). */
const PAGE_MAX = 300;
/** Candles asked for on each side of what is wanted: the neighbours a price is held against. */
const AROUND = 2;

/** [time, low, high, open, close, volume]: low stands before high, close is the fifth. */
const candles = z.array(
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()], z.string()),
);

/** Coinbase Exchange's candles of dollar pairs, of hours and of UTC days, since each was listed. A span without a trade has none. */
export function coinbaseHistory(options: ProviderOptions = {}): HistoryProvider {
  const { now } = options.clock ?? MACHINE_CLOCK;
  // The public limit is ten a second for each address; others may ask from ours.
  const ask = patientAsk({ perSecond: 4, burst: 4 }, options);
  const host = options.host ?? HOST;
  const pageOf = pagesOf(
    ask,
    (product, requests) => addressOf(host, product, requests),
    readCandles,
  );
  return {
    id: "coinbase",
    label: SOURCE,
    plan: (requests) => {
      const known = requests.filter(
        (request) => isOver(request, now()) && productOf(request) !== null,
      );
      const groups = groupRequests(known, (each) => `${productOf(each)} ${each.span}`);
      return [...groups].flatMap(([name, group]) =>
        windows(group, (PAGE_MAX - 1 - 2 * AROUND) * spanOf(group)).map((page) =>
          pageOf(name.split(" ")[0] ?? "", page),
        ),
      );
    },
  };
}

const productOf = ({ asset, starts }: HistoryRequest): string | null =>
  listedOn(asset, starts.slice(0, 10))?.coinbase ?? null;

const spanOf = (requests: readonly HistoryRequest[]): number =>
  SPAN_SECONDS[requests[0]?.span ?? "day"];

function addressOf(host: string, product: string, requests: readonly HistoryRequest[]): URL {
  const seconds = spanOf(requests);
  const starts = requests.map(startSeconds);
  const url = new URL(`/products/${product}/candles`, host);
  const text = (at: number) => new Date(at * 1000).toISOString();
  url.searchParams.set("granularity", `${seconds}`);
  url.searchParams.set("start", text(Math.min(...starts) - AROUND * seconds));
  url.searchParams.set("end", text(Math.max(...starts) + AROUND * seconds));
  return url;
}

function readCandles(
  { status, body }: JsonAnswer,
  product: string,
  requests: readonly HistoryRequest[],
): Result<readonly HistoricPrice[], QuoteRefusal> {
  // 404: no such pair. A start before the pair was listed is refused in words and answers nothing.
  if (status === 404 || (status === 400 && /Invalid start/i.test(JSON.stringify(body)))) {
    return ok([]);
  }
  const rows = candles.safeParse(body);
  return status === 200 && rows.success
    ? ok(closesOf(rows.data.map(candleOf), requests, { pair: product, source: SOURCE }))
    : err({ code: "unexpected-answer", detail: `status ${status}` });
}

const candleOf = ([time, low, high, , close]: z.infer<typeof candles>[number]): Candle => ({
  starts: Number(time),
  low,
  high,
  close,
});
