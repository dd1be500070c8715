import { utcDate } from "@/lib/time/instant";
import type { ReadTime } from "./time";

/** A question for an order that stood open into another day (UTC) while the file tells only when it was placed; null within one day. */
export function openAcrossDays(placed: ReadTime, updated: ReadTime): string | null {
  const [first, last] = [utcDate(placed.at), utcDate(updated.at)];
  return first === last
    ? null
    : `The order was placed on ${first} and last changed on ${last}; the file does not say on which day it was filled.`;
}
