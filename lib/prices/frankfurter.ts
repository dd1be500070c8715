import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import { instant } from "@/lib/time/instant";
import { type ProviderOptions, patientAsk } from "./ask";
import { withoutAbsurd } from "./candles";
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
import { currencyOf } from "./money-codes";
import { plainPrice } from "./plain-price";
import type { QuoteRefusal } from "./quote";

const HOST = "https://api.frankfurter.dev";
const SOURCE = "European Central Bank (Frankfurter)";
const PACE = { perSecond: 2, burst: 2 };

/** Days in one question: longer ranges are not surely told day by day. */
const WINDOW = 75 * SPAN_SECONDS.day;
/** From Maundy Thursday to Easter Monday no rate is set: a rate is taken for at most so many days after its own. */
const REACH = 5;

const range = z.object({
  base: z.string(),
  rates: z.record(z.string(), z.object({ USD: z.string().optional() })),
});

/**
 * Reference rates of the European Central Bank in dollars, as Frankfurter tells them: one each business day. A day without one takes
 * the rate of the business day before, and keeps that rate's own date.
 */
export function frankfurterHistory(options: ProviderOptions = {}): HistoryProvider {
  const { now } = options.clock ?? MACHINE_CLOCK;
  const ask = patientAsk(PACE, options);
  const host = options.host ?? HOST;
  const pageOf = pagesOf(
    ask,
    (currency, requests) => addressOf(host, currency, requests),
    readRates,
  );
  return {
    id: "frankfurter",
    label: SOURCE,
    plan: (requests) => {
      const known = requests.filter(
        (request) =>
          request.span === "day" && isOver(request, now()) && currencyOf(request.asset) !== null,
      );
      return [...groupRequests(known, ({ asset }) => asset)].flatMap(([currency, group]) =>
        windows(group, WINDOW).map((page) => pageOf(currency, page)),
      );
    },
  };
}

const dayText = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

function addressOf(host: string, currency: string, requests: readonly HistoryRequest[]): URL {
  const starts = requests.map(startSeconds);
  const first = dayText(Math.min(...starts) - REACH * SPAN_SECONDS.day);
  const url = new URL(`/v1/${first}..${dayText(Math.max(...starts))}`, host);
  url.searchParams.set("base", currency);
  url.searchParams.set("symbols", "USD");
  return url;
}

function readRates(
  { status, body }: JsonAnswer,
  currency: string,
  requests: readonly HistoryRequest[],
): Result<readonly HistoricPrice[], QuoteRefusal> {
  if (status === 404 || status === 422) {
    // A currency or range it does not have.
    return ok([]);
  }
  const read = range.safeParse(body);
  if (status !== 200 || !read.success || read.data.base !== currency) {
    return err({ code: "unexpected-answer", detail: `status ${status}` });
  }
  const points = Object.entries(read.data.rates).flatMap(([day, { USD: text = "" }]) => {
    const price = plainPrice(text);
    return price === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)
      ? []
      : [{ at: Date.parse(`${day}T00:00:00Z`) / 1000, price }];
  });
  const rates = withoutAbsurd(points);
  return ok(
    requests.flatMap((request): readonly HistoricPrice[] => {
      const starts = startSeconds(request);
      const rate = rates.findLast(({ at }) => at <= starts);
      return rate === undefined || starts - rate.at > REACH * SPAN_SECONDS.day
        ? []
        : [
            {
              ...request,
              price: rate.price,
              at: instant(`${dayText(rate.at)}T00:00:00Z`),
              pair: `${currency}/USD`,
              source: SOURCE,
            },
          ];
    }),
  );
}
