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
} from "./history";
import type { JsonAnswer } from "./http";
import { listedOn } from "./listed";
import type { QuoteRefusal } from "./quote";

const HOST = "https://api.kraken.com";
const SOURCE = "Kraken";

/** Bars of an interval Kraken gives: its latest, whatever was asked; the last of them is still running. */
const BARS = 720;

const ohlc = z.object({
  error: z.array(z.string()),
  result: z.record(z.string(), z.unknown()).optional(),
});
/** [time, open, high, low, close, vwap, volume, count]. */
const bars = z.array(
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()], z.string()),
);

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

/** Kraken's refusals come with status 200 and a list of errors; a pair it does not know is an answer and no refusal. */
export function krakenRefusal({ status, body }: JsonAnswer): QuoteRefusal | null {
  const parsed = ohlc.safeParse(body);
  const [problem] = parsed.success ? parsed.data.error : [];
  if (status !== 200 || problem === undefined || problem.includes("Unknown asset pair")) {
    return null;
  }
  return problem.includes("Too many requests")
    ? { code: "rate-limited", retryAfterSeconds: null }
    : { code: "unreachable", detail: problem.slice(0, 80) };
}

function readBars(
  { status, body }: JsonAnswer,
  pair: string,
  requests: readonly HistoryRequest[],
): Result<readonly HistoricPrice[], QuoteRefusal> {
  const parsed = ohlc.safeParse(body);
  if (status !== 200 || !parsed.success) {
    return err({ code: "unexpected-answer", detail: `status ${status}` });
  }
  // The key is the legacy pair name, whatever was asked; "last" is a cursor.
  const entry = Object.entries(parsed.data.result ?? {}).find(([key]) => key !== "last");
  if (entry === undefined) {
    return ok([]);
  }
  const [key, value] = entry;
  const rows = bars.safeParse(value);
  return rows.success
    ? ok(
        closesOf(rows.data.slice(0, -1).map(candleOf), requests, {
          pair: key === pair ? pair : `${pair} (${key})`,
          source: SOURCE,
        }),
      )
    : err({ code: "unexpected-answer", detail: "bars of another shape" });
}

const candleOf = ([time, , high, low, close]: z.infer<typeof bars>[number]): Candle => ({
  starts: Number(time),
  low,
  high,
  close,
});
