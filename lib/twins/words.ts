import { assetText } from "@/lib/assets/label";
import { fromScaled } from "@/lib/money/exact";
import { formatQuantity } from "@/lib/money/format";
import { QUANTITY_SCALE } from "@/lib/money/quantity";
import type { SumTwin } from "./find-sums";
import type { Twin } from "./find-twins";
import type { Amount } from "./telling";
import type { TimeFit } from "./time-fit";

/** Why a row is suspected, in a sentence or two. `source`: what the other row stands in ("fills.csv, line 14"). */
export function twinReason({ newcomer, known, part, fit }: Twin, source: string): string {
  const what = [newcomer.sent, newcomer.received]
    .flatMap((leg) => (leg === null ? [] : [amountText(leg)]))
    .join(" for ");
  const half =
    known.kind === "transfer" && part !== "whole"
      ? `, as the ${part === "sent" ? "departure" : "arrival"} of a transfer`
      : "";
  return `${what} ${TOLD[fit.amount]} by ${source}${half}, ${WHERE[fit.kin]}${timeText(fit.time)}.${shiftText(fit.time)}`;
}

/** Why an order and several fills are suspected to be one. `source`: what the known side stands in ("fills.csv, lines 2 to 4"). */
export function sumReason({ order, fills, isOrderNew, kin }: SumTwin, source: string): string {
  const what = [order.sent, order.received]
    .flatMap((leg) => (leg === null ? [] : [amountText(leg)]))
    .join(" for ");
  const seconds = Math.round(((fills.at(-1)?.time ?? 0) - (fills[0]?.time ?? 0)) / 1000);
  const span = seconds === 0 ? "at one second" : `within ${spanText(seconds)}`;
  const told = isOrderNew
    ? `${what} is told already in ${fills.length} parts by ${source}`
    : `${what}, here in ${fills.length} parts, is told already in one row by ${source}`;
  return `${told}, ${WHERE[kin]}: the parts come to the same quantity and the same amount, ${span}.`;
}

const TOLD = {
  exact: "is told already",
  rounded: "is told already, rounded,",
  fee: "is told already, with the fee counted the other way,",
} as const;

const WHERE = {
  layout: "in the same kind of file",
  account: "in the same account",
  exchange: "at the same exchange",
  "second-hand": "in a report that repeats others",
  chain: "with the same hash on the chain",
} as const;

function timeText(time: TimeFit): string {
  switch (time.is) {
    case "same":
      return ", at the same second";
    case "minute":
      return ", in the same minute";
    case "near":
      return `, ${spanText(time.seconds)} apart`;
    case "day":
      return time.days === 0 ? ", on the same day" : ", on the day beside it";
    case "shift":
      return `, exactly ${hoursText(time.hours)} ${time.hours > 0 ? "earlier" : "later"}`;
  }
}

function spanText(seconds: number): string {
  if (seconds < 60) {
    return seconds === 1 ? "1 second" : `${seconds} seconds`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes === 1
    ? "1 minute"
    : minutes < 120
      ? `${minutes} minutes`
      : hoursText(Math.round(minutes / 60));
}

const hoursText = (hours: number): string =>
  Math.abs(hours) === 1 ? "1 hour" : `${Math.abs(hours)} hours`;

function shiftText(time: TimeFit): string {
  return time.is === "shift"
    ? " Other rows are shifted by the same hours: one of the two files was read in the wrong time zone."
    : "";
}

const amountText = ({ asset, units }: Amount): string =>
  `${formatQuantity(fromScaled(units, QUANTITY_SCALE))} ${assetText(asset)}`;
