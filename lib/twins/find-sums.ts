import { firstFrom } from "@/lib/time/first-from";
import { digitsOf } from "./amount";
import { claimOf, type TwinMemory } from "./find-twins";
import { type Kin, kinOf } from "./fit";
import { facetsOf, type Telling } from "./telling";

/** One order as one report tells it, and the fills it consists of as another does. */
export interface SumTwin {
  readonly order: Telling;
  /** Two or more, in order of time. */
  readonly fills: readonly Telling[];
  /** True where the order is new and the fills are known; else the other way. */
  readonly isOrderNew: boolean;
  readonly kin: Kin;
  /** 0 to 1000, as for rows that repeat one row. */
  readonly score: number;
}

/** A telling of the books and its import; null when entered by hand. Fills of one order stand in one import. */
export interface Known {
  readonly telling: Telling;
  readonly batch: string | null;
}

const MINUTE = 60_000;
/** Fills of one order that are looked for lie within an hour. */
export const FILLED_WITHIN = 60 * MINUTE;
/** Parts whose amounts meet easily by chance must be filled at once. */
const AT_ONCE = 10_000;
const CENT = 10n ** 16n;
/** Amounts of so many digits are round: 0.25, 1,200. */
const ROUND_DIGITS = 2;

/** Quantity, dollars and time all meet; only how the reports hang together differs. */
const SCORE: Readonly<Record<Kin, number>> = {
  account: 940,
  exchange: 920,
  chain: 920,
  "second-hand": 860,
  layout: 0,
};

/**
 * Orders that one report tells in one row and another in several: the same way, asset and sum to the last digit, the same dollars to the
 * cent (or the same sum of the other side), the order's time between its first fill and its last, or in the minute of one of them. Each
 * known telling is taken once. Asked about rows that have no twin of their own.
 */
export function findSums(
  newcomers: readonly Telling[],
  known: readonly Known[],
  { claimed }: TwinMemory,
): readonly SumTwin[] {
  const fresh = newcomers.filter(isTrade).map((telling): Known => ({ telling, batch: "" }));
  const free = known.filter(
    ({ telling }) => isTrade(telling) && !claimed.has(claimOf(telling.id, "whole")),
  );
  const taken = new Set<string>();
  const found = [...sumsOf(fresh, free, true, taken), ...sumsOf(free, fresh, false, taken)];
  for (const { order, fills, isOrderNew } of found) {
    for (const { id } of isOrderNew ? fills : [order]) {
      claimed.add(claimOf(id, "whole"));
    }
  }
  return found;
}

/** True for what an order may be: bought, sold or exchanged, with its time, and no event of a chain. */
export function isTrade({ kind, day, hash, sent, received }: Telling): boolean {
  const isOne = kind === "buy" || kind === "sell" || kind === "swap";
  return isOne && day === null && hash === null && (sent ?? received) !== null;
}

function sumsOf(
  orders: readonly Known[],
  fills: readonly Known[],
  isOrderNew: boolean,
  taken: Set<string>,
): readonly SumTwin[] {
  const groups = groupsOf(fills);
  return orders.flatMap(({ telling: order }): readonly SumTwin[] => {
    const found = (groups.get(wayOf(order)) ?? []).flatMap((group) => {
      const kin = kinWith(order, group);
      const run = kin === null ? null : runOf(order, group, taken);
      return kin === null || run === null ? [] : [{ kin, run }];
    });
    const [best] = found.sort((a, b) => SCORE[b.kin] - SCORE[a.kin]);
    if (best === undefined || taken.has(order.id)) {
      return [];
    }
    for (const { id } of [order, ...best.run]) {
      taken.add(id);
    }
    return [{ order, fills: best.run, isOrderNew, kin: best.kin, score: SCORE[best.kin] }];
  });
}

const wayOf = ({ kind, sent, received }: Telling): string =>
  [kind, sent?.asset ?? "", received?.asset ?? ""].join("\n");

/** Rows that may be fills of one order, by their way: of one import, kind of file and account, in order of time. */
function groupsOf(fills: readonly Known[]): ReadonlyMap<string, readonly (readonly Telling[])[]> {
  const groups = new Map<string, Map<string, Telling[]>>();
  for (const { telling, batch } of fills) {
    const way = groups.get(wayOf(telling)) ?? new Map<string, Telling[]>();
    groups.set(wayOf(telling), way);
    const name = [batch ?? "", telling.report.layout ?? "", telling.place.account].join("\n");
    const group = way.get(name);
    if (group === undefined) {
      way.set(name, [telling]);
    } else {
      group.push(telling);
    }
  }
  const inTime = (group: Telling[]) => group.sort((a, b) => a.time - b.time);
  return new Map([...groups].map(([way, each]) => [way, [...each.values()].map(inTime)]));
}

/** How an order and fills hang together; the same kind of file tells no event in two ways. */
function kinWith(order: Telling, [first]: readonly Telling[]): Kin | null {
  const [a] = facetsOf(order);
  const [b] = first === undefined ? [] : facetsOf(first);
  const kin = a === undefined || b === undefined ? null : kinOf(a, b);
  return kin === "layout" ? null : kin;
}

/** The run of fills that is the order: of several the shortest in time. */
function runOf(
  order: Telling,
  group: readonly Telling[],
  taken: ReadonlySet<string>,
): readonly Telling[] | null {
  const reach = FILLED_WITHIN + MINUTE;
  const [begin, end] = [
    firstFrom(group, order.time - reach, timeOf),
    firstFrom(group, order.time + reach + 1, timeOf),
  ];
  const near = group.slice(begin, end).filter(({ id }) => !taken.has(id));
  const wanted = leadOf(order);
  let best: readonly Telling[] | null = null;
  let [from, sum] = [0, 0n];
  for (const [index, fill] of near.entries()) {
    sum += leadOf(fill);
    while (sum > wanted) {
      const first = near[from];
      sum -= first === undefined ? 0n : leadOf(first);
      from += 1;
    }
    const run = sum === wanted ? near.slice(from, index + 1) : [];
    if (isOrderOf(order, run) && (best === null || spanOf(run) < spanOf(best))) {
      best = run;
    }
  }
  return best;
}

const timeOf = ({ time }: Telling): number => time;

const leadOf = ({ sent, received }: Telling): bigint => (received ?? sent)?.units ?? 0n;

const spanOf = (run: readonly Telling[]): number => (run.at(-1)?.time ?? 0) - (run[0]?.time ?? 0);

/** The quantity agrees already. */
function isOrderOf(order: Telling, run: readonly Telling[]): boolean {
  const [first, last] = [run[0]?.time ?? 0, run.at(-1)?.time ?? 0];
  const begin = Math.floor(first / MINUTE) * MINUTE;
  const end = Math.floor(last / MINUTE) * MINUTE + MINUTE;
  const isInTime = order.time >= begin && order.time < end;
  const isNear = last - first <= (isRound(order, run) ? AT_ONCE : FILLED_WITHIN);
  return run.length > 1 && isInTime && isNear && isSameAmount(order, run);
}

/** Round amounts at one price meet by chance, as those of a coin that always costs a dollar do. */
function isRound(order: Telling, run: readonly Telling[]): boolean {
  const { value: price } = order;
  return (
    price !== null &&
    [order, ...run].every((one) => digitsOf(leadOf(one)) <= ROUND_DIGITS) &&
    run.every((fill) => isWithinPrice(fill.value, leadOf(fill), price, leadOf(order)))
  );
}

/** True where both are so many dollars for so many units at one price, to the hundredth part. */
function isWithinPrice(value: bigint | null, units: bigint, all: bigint, of: bigint): boolean {
  const [one, other] = [(value ?? 0n) * of, all * units];
  return (one > other ? one - other : other - one) * 100n <= other;
}

function isSameAmount(order: Telling, run: readonly Telling[]): boolean {
  if (order.sent !== null && order.received !== null) {
    const { units } = order.sent;
    return run.reduce((sum, { sent }) => sum + (sent?.units ?? 0n), 0n) === units;
  }
  const { value, feeUsd } = order;
  const values = run.flatMap((fill) => fill.value ?? []);
  if (value === null || value === 0n || values.length < run.length) {
    return false;
  }
  const told = values.reduce((sum, each) => sum + each, 0n);
  const fees = run.reduce((sum, fill) => sum + fill.feeUsd, 0n);
  // Dollars are told with the fee or without it; an order's are rounded to cents.
  return [0n, fees, -fees].some((fee) =>
    [0n, feeUsd, -feeUsd].some((own) => isWithinCent(told + fee, value + own)),
  );
}

const isWithinCent = (a: bigint, b: bigint): boolean => (a > b ? a - b : b - a) < CENT;
