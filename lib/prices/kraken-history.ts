import { ok, type Result } from "@/lib/result";
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
} from "./history";
import type { JsonAnswer } from "./http";
import { type KrakenBar, krakenBars, krakenRefusal } from "./kraken-answer";
import { listedOn } from "./listed";
import type { QuoteRefusal } from "./quote";

const HOST = "https://api.kraken.com";
const SOURCE = "Kraken";

/** Bars of an interval Kraken gives: its latest, whatever was asked; the last of them is still running. */
const BARS = 720;

/** Kraken's bars of dollar pairs, the latest 720 hours and 720 UTC days: for listed coins that Coinbase Exchange does not trade. */
export function krakenHistory(options: ProviderOptions = {}): HistoryProvider {
  const { now } = options.clock ?? MACHINE_CLOCK;
  const ask = patientAsk({ perSecond: 1, burst: 1 }, { ...options, refusalIn: krakenRefusal });
  const host = options.host ?? HOST;
  const pageOf = pagesOf(ask, (pair, requests) => addressOf(host, pair, requests), readBars);
  return {
    id: "kraken",
    label: SOURCE,
    plan: (requests) => {
      const known = requests.filter(
        (request) =>
          isOver(request, now()) && isInReach(request, now()) && pairOf(request) !== null,
      );
      const groups = groupRequests(known, (each) => `${pairOf(each)} ${each.span}`);
      return [...groups].map(([name, group]) => pageOf(name.split(" ")[0] ?? "", group));
    },
  };
}

const pairOf = ({ asset, starts }: HistoryRequest): string | null =>
  listedOn(asset, starts.slice(0, 10))?.kraken ?? null;

function isInReach(request: HistoryRequest, now: number): boolean {
  return startSeconds(request) > now / 1000 - (BARS - 1) * SPAN_SECONDS[request.span];
}

function addressOf(host: string, pair: string, requests: readonly HistoryRequest[]): URL {
  const seconds = SPAN_SECONDS[requests[0]?.span ?? "day"];
  const url = new URL("/0/public/OHLC", host);
  url.searchParams.set("pair", pair);
  url.searchParams.set("interval", `${seconds / 60}`);
  // Only later bars than `since` come back; two more are the neighbours a price is held against.
  url.searchParams.set("since", `${Math.min(...requests.map(startSeconds)) - 2 * seconds - 1}`);
  return url;
}

function readBars(
  answer: JsonAnswer,
  pair: string,
  requests: readonly HistoryRequest[],
): Result<readonly HistoricPrice[], QuoteRefusal> {
  const read = krakenBars(answer);
  if (!read.ok || read.value === null) {
    return read.ok ? ok([]) : read;
  }
  const { key, bars } = read.value;
  const told = { pair: key === pair ? pair : `${pair} (${key})`, source: SOURCE };
  return ok(closesOf(bars.slice(0, -1).map(candleOf), requests, told));
}

const candleOf = ([time, , high, low, close]: KrakenBar): Candle => ({
  starts: Number(time),
  low,
  high,
  close,
});
