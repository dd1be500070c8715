import { shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { addUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { FeeInKind, Leg } from "@/lib/tax/transaction";

/** Units that left, as their row told it. */
export interface Departure {
  readonly sent: Leg;
  readonly value: Usd | null;
  readonly feeUsd: Usd;
  readonly fees: readonly FeeInKind[];
}

/** Units that came, as their row told it. */
export interface Arrival {
  readonly received: Leg;
  readonly value: Usd | null;
  readonly feeUsd: Usd;
  readonly fees: readonly FeeInKind[];
}

/** One way units went: from which departure to which arrival (by index), and what of it was lost on the way. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly sent: Leg;
  readonly received: Leg;
  /** Dollars of the units lost on the way, by the price either row told; null when neither did. */
  readonly feeValue: Usd | null;
  readonly feeUsd: Usd;
  readonly fees: readonly FeeInKind[];
}

/**
 * Splits a group of departures and arrivals of one asset into transfers: arrivals are filled in order from the departures in
 * order. Units sent (fees on top in the asset included) and units received add up exactly; what is lost goes with the last part of its
 * departure, other fees with the first part of their row. Null when more came than left, or a departure reaches nobody.
 */
export function partsOf(
  departures: readonly Departure[],
  arrivals: readonly Arrival[],
): readonly Part[] | null {
  const left = departures.map(wholeOf);
  const ways = fill(left, arrivals);
  return ways === null
    ? null
    : ways.map((way, index) => partOfWay(way, ways, index, { departures, arrivals }));
}

interface Way {
  readonly from: number;
  readonly to: number;
  readonly sent: Quantity;
  readonly received: Quantity;
}

/** Units that left an account, those for fees on top in the same asset included. */
function wholeOf({ sent, fees }: Departure): Quantity {
  const onTop = fees.filter((fee) => fee.asset === sent.asset).map((fee) => fee.quantity);
  return addQuantity(sent.quantity, sumQuantity(onTop));
}

function fill(left: readonly Quantity[], arrivals: readonly Arrival[]): readonly Way[] | null {
  const ways: Way[] = [];
  const rest = [...left];
  let from = 0;
  for (const [to, { received }] of arrivals.entries()) {
    let open = received.quantity;
    while (!isZeroQuantity(open)) {
      const available = rest[from];
      if (available === undefined) {
        return null;
      }
      const moved = minQuantity(available, open);
      ways.push({ from, to, sent: moved, received: moved });
      open = subtractQuantity(open, moved);
      rest[from] = subtractQuantity(available, moved);
      from += isZeroQuantity(rest[from] ?? ZERO_QUANTITY) ? 1 : 0;
    }
  }
  return withRests(ways, rest);
}

/** What stays of a departure was lost on the way: it goes with its last part. */
function withRests(ways: readonly Way[], rest: readonly Quantity[]): readonly Way[] | null {
  const isReached = rest.every((_, from) => ways.some((way) => way.from === from));
  return isReached
    ? ways.map((way, index) => {
        const isLast = ways[index + 1]?.from !== way.from;
        const lost = isLast ? (rest[way.from] ?? ZERO_QUANTITY) : ZERO_QUANTITY;
        return { ...way, sent: addQuantity(way.sent, lost) };
      })
    : null;
}

function partOfWay(
  { from, to, sent, received }: Way,
  ways: readonly Way[],
  index: number,
  rows: { readonly departures: readonly Departure[]; readonly arrivals: readonly Arrival[] },
): Part {
  const departure = rows.departures[from];
  const arrival = rows.arrivals[to];
  if (departure === undefined || arrival === undefined) {
    throw new RangeError("a part leads from a departure to an arrival");
  }
  const { asset } = departure.sent;
  const isFirstOut = ways[index - 1]?.from !== from;
  const isFirstIn = ways[index - 1]?.to !== to;
  const lost = subtractQuantity(sent, received);
  return {
    from,
    to,
    sent: { asset, quantity: sent },
    received: { asset, quantity: received },
    feeValue: priceOf(lost, departure, arrival),
    feeUsd: addUsd(isFirstOut ? departure.feeUsd : ZERO_USD, isFirstIn ? arrival.feeUsd : ZERO_USD),
    fees: [
      ...(isFirstOut ? departure.fees.filter((fee) => fee.asset !== asset) : []),
      ...(isFirstIn ? arrival.fees : []),
    ],
  };
}

function priceOf(lost: Quantity, { sent, value }: Departure, arrival: Arrival): Usd | null {
  if (value !== null) {
    return shareOf(value, lost, sent.quantity);
  }
  return arrival.value === null ? null : shareOf(arrival.value, lost, arrival.received.quantity);
}
