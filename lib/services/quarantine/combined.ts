import { addQuantity, quantity, quantityText } from "@/lib/money/quantity";
import { sumUsd, usd, usdText } from "@/lib/money/usd";
import type { EntryView, LegView } from "../entry-view";

/** Several rows as the one order they are parts of: amounts added up, the time from the first to the last. Null for none. */
export function combined(entries: readonly EntryView[]): EntryView | null {
  const [first, ...more] = [...entries].sort((a, b) => (a.at < b.at ? -1 : 1));
  const last = more.at(-1);
  if (first === undefined || last === undefined) {
    return first ?? null;
  }
  const all = [first, ...more];
  return {
    ...first,
    kindLabel: `${first.kindLabel} in ${all.length} parts`,
    time: first.time === last.time ? first.time : `${first.time} to ${last.time}`,
    sent: sumOfLegs(all.flatMap(({ sent }) => sent ?? [])),
    received: sumOfLegs(all.flatMap(({ received }) => received ?? [])),
    value: dollars(
      all.map(({ value }) => value),
      false,
    ),
    feeUsd: dollars(
      all.map(({ feeUsd }) => feeUsd),
      true,
    ),
    fees: all.flatMap(({ fees }) => fees),
    place: placesOf(all),
    note: "",
  };
}

function sumOfLegs([first, ...more]: readonly LegView[]): LegView | null {
  return first === undefined
    ? null
    : {
        asset: first.asset,
        quantity: quantityText(
          more.reduce(
            (sum, leg) => addQuantity(sum, quantity(leg.quantity)),
            quantity(first.quantity),
          ),
        ),
      };
}

/** Null where none is told, and where one is not unless it counts as nothing then. */
function dollars(amounts: readonly (string | null)[], isNothing: boolean): string | null {
  const told = amounts.filter((amount) => amount !== null);
  const isTold = told.length > 0 && (isNothing || told.length === amounts.length);
  return isTold ? usdText(sumUsd(told.map(usd))) : null;
}

/** "fills.csv, line 2; line 3": the file is named once. */
function placesOf(entries: readonly EntryView[]): string | null {
  const places = entries.flatMap(({ place }) => place ?? []);
  const [first = null, ...more] = places;
  const file = first === null ? "" : first.slice(0, first.lastIndexOf(", ") + 2);
  const rest = more.map((place) => (place.startsWith(file) ? place.slice(file.length) : place));
  return first === null ? null : [first, ...rest].join("; ");
}
