import { instantFromEpoch } from "@/lib/time/instant";
import { type PricePoint, withoutAbsurd } from "./candles";
import { type HistoricPrice, type HistoryRequest, SPAN_SECONDS, startSeconds } from "./history";

/**
 * For each request the last point that lies in its span: what a candle's close would be. A request without a point in its own span
 * has no price.
 */
export function lastPointsOf(
  points: readonly PricePoint[],
  requests: readonly HistoryRequest[],
  told: Pick<HistoricPrice, "pair" | "source">,
): readonly HistoricPrice[] {
  const sound = withoutAbsurd(points);
  return requests.flatMap((request): readonly HistoricPrice[] => {
    const starts = startSeconds(request);
    const ends = starts + SPAN_SECONDS[request.span];
    const last = sound.findLast(({ at }) => at >= starts && at < ends);
    return last === undefined
      ? []
      : [{ ...told, ...request, price: last.price, at: instantFromEpoch(last.at * 1000) }];
  });
}
