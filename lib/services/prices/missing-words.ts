import { assetText } from "@/lib/assets/label";
import type { QuoteRefusal } from "@/lib/prices/quote";
import type { PriceNeed } from "@/lib/tax/valuation/value-transactions";
import { dayOfNeed, isAskable } from "./price-requests";

/** Why an amount has no price. */
export type MissingReason = "nobody-to-ask" | "not-over" | "not-found";

/** Amounts of one asset without a price, for one reason. */
export interface MissingGroup {
  readonly asset: string;
  readonly reason: MissingReason;
  readonly count: number;
}

/** The missing amounts by asset and reason, the most first. `today` is the UTC day it is. */
export function missingGroups(
  missing: readonly PriceNeed[],
  today: string,
): readonly MissingGroup[] {
  const groups = new Map<string, { asset: string; reason: MissingReason; count: number }>();
  for (const need of missing) {
    const asset = `${need.open.legs[0]?.asset}`;
    const reason = reasonOf(need, today);
    const key = `${asset} ${reason}`;
    const group = groups.get(key) ?? { asset, reason, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.asset < b.asset ? -1 : 1));
}

function reasonOf(need: PriceNeed, today: string): MissingReason {
  const day = dayOfNeed(need);
  if (!need.open.legs.some(({ asset }) => isAskable(asset, day))) {
    return "nobody-to-ask";
  }
  return day >= today ? "not-over" : "not-found";
}

/** Each reason as the end of a sentence about an asset. */
export const REASON_WORDS: Readonly<Record<MissingReason, string>> = {
  "nobody-to-ask": "no source is known to mean this very asset, so none was asked",
  "not-over": "the day is not over, so its price is not settled",
  "not-found": "no source that could be reached had a price for that time",
};

const GROUPS_TOLD = 8;

/** "Still missing: XYZ (12): no source …" for the end of a run; empty when nothing is. */
export function missingSentence(missing: readonly PriceNeed[], today: string): string {
  const groups = missingGroups(missing, today);
  const told = groups
    .slice(0, GROUPS_TOLD)
    .map(({ asset, count, reason }) => `${assetText(asset)} (${count}): ${REASON_WORDS[reason]}.`);
  const more = groups.length - told.length;
  return groups.length === 0
    ? ""
    : `Still missing. ${told.join(" ")}${more === 0 ? "" : ` And ${more} more assets.`}`;
}

/** What became of a source that did not answer: "could not be reached". */
export function refusalWords(refusal: QuoteRefusal): string {
  switch (refusal.code) {
    case "unreachable":
      return "could not be reached";
    case "rate-limited":
      return "asks to wait before the next question";
    case "unexpected-answer":
      return "answered something that is not a price";
    default:
      return refusal satisfies never;
  }
}
