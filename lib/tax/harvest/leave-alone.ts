import { formatUsd } from "@/lib/money/format";
import type { Price } from "@/lib/money/price";
import { sumQuantity } from "@/lib/money/quantity";
import { compareUsd, negateUsd, signUsd, subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { firstLongDate } from "@/lib/tax/holding-period";
import type { AsOf } from "@/lib/tax/settings";
import { type CalendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import type { BookPosition } from "./book-positions";
import type { DoNotHarvest, DoNotHarvestCode, HarvestLot, HarvestRow } from "./harvest";
import { MARKED, withLoss } from "./hindrances";
import { BY_ID, type Names } from "./names";
import type { Priced } from "./plan";
import { CENT, type Reach } from "./reachable";
import { METHOD_NAME } from "./reasons";
import { isKnown, type KnownLot, sellWhole, simulateSale } from "./sale";
import { type Situation, savingIn } from "./saving";

/** A gain that turns long term within so many days is worth waiting for. */
const NEAR_DAYS = 60;

interface Input {
  readonly plan: { readonly asOf: AsOf; readonly names?: Names };
  readonly start: Situation;
  readonly positions: readonly BookPosition[];
  readonly rows: readonly HarvestRow[];
  readonly zeroBand: readonly { readonly priced: Priced; readonly reach: Reach }[];
}

/** What not to sell now, and why; one entry for each lot that turns long soon, else one for each position and reason. */
export function leaveAlone(input: Input): readonly DoNotHarvest[] {
  return [
    ...input.positions.flatMap((position) => ofPosition(input, position)),
    ...input.zeroBand.map(({ priced, reach }) => wasted(priced.position, reach)),
  ];
}

function ofPosition(input: Input, position: BookPosition): readonly DoNotHarvest[] {
  const { price } = position;
  if (price === null) {
    const lots = [
      ...position.reachable,
      ...position.blocked,
      ...position.behind,
      ...position.marked.map(({ lot }) => lot),
    ];
    return [
      entry(
        "no-price",
        position,
        lots,
        null,
        `There is no price for ${(input.plan.names ?? BY_ID).asset(position.asset)}; nothing can be said about selling it.`,
      ),
    ];
  }
  const today = input.plan.asOf.date;
  const planned = new Set(rowsOf(input, position).flatMap((row) => row.lots.map(({ lot }) => lot)));
  const alone = position.reachable
    .filter(({ lot }) => !planned.has(lot))
    .map((lot) => ({ lot, closed: sellWhole(lot, price, today) }));
  const gains = alone
    .filter(({ closed }) => signUsd(closed.gain) > 0)
    .map((each) => ({ ...each, first: longSoon(each.closed, today) }));
  const others = gains.filter(({ first }) => first === null);
  return [
    ...gains.flatMap((each) =>
      each.first === null ? [] : [nearLong(input.start, position, price, each, each.first, today)],
    ),
    ...(others.length === 0 ? [] : [gainEntry(position, others)]),
    ...unreachable(input, position, alone),
    ...(position.blocked.length === 0 ? [] : [blocked(position)]),
    ...markedEntries(input, position, price),
  ];
}

function rowsOf({ rows }: Input, { account, asset }: BookPosition): readonly HarvestRow[] {
  return rows.filter((row) => row.account === account && row.asset === asset);
}

interface Lone {
  readonly lot: KnownLot;
  readonly closed: HarvestLot;
}

/** The day a short-term gain turns long where that is soon, else null. */
function longSoon({ acquired, term }: HarvestLot, today: CalendarDate): CalendarDate | null {
  if (term === "long" || acquired === null || acquired === "inherited") {
    return null;
  }
  const first = firstLongDate(acquired);
  return daysBetween(today, first) <= NEAR_DAYS ? first : null;
}

function entry(
  code: DoNotHarvestCode,
  { account, asset }: BookPosition,
  lots: readonly OpenLot[],
  gain: Usd | null,
  reason: string,
): DoNotHarvest {
  return {
    code,
    account,
    asset,
    lots: lots.map(({ lot }) => lot),
    quantity: sumQuantity(lots.map(({ quantity }) => quantity)),
    gain,
    firstLongDate: null,
    waitingSaves: null,
    runs: null,
    reason,
  };
}

/** A short-term gain that turns long soon: selling today against selling on that day at the same price. */
function nearLong(
  situation: Situation,
  position: BookPosition,
  price: Price,
  { lot, closed }: Lone,
  first: CalendarDate,
  today: CalendarDate,
): DoNotHarvest {
  const part = { lot, quantity: lot.quantity, collectible: position.collectible };
  const sell = (date: CalendarDate) =>
    savingIn(situation, simulateSale([part], price, date).totals).after;
  const sameYear = yearOf(first) === yearOf(today);
  const runs = sameYear ? { now: sell(today), after: sell(first) } : null;
  const waitingSaves = runs === null ? null : subtractUsd(runs.now.tax.total, runs.after.tax.total);
  const effect =
    waitingSaves === null
      ? "It would also belong to next year."
      : `At today's price waiting saves ${formatUsd(waitingSaves)}.`;
  return {
    ...entry(
      "gain-near-long",
      position,
      [lot],
      closed.gain,
      `The gain of ${formatUsd(closed.gain)} turns long term on ${dayText(first)}. ${effect}`,
    ),
    firstLongDate: first,
    waitingSaves,
    runs,
  };
}

function gainEntry(position: BookPosition, lots: readonly Lone[]): DoNotHarvest {
  const gain = sumUsd(lots.map(({ closed }) => closed.gain));
  return entry(
    "gain",
    position,
    lots.map(({ lot }) => lot),
    gain,
    `Worth ${formatUsd(gain)} more than the basis: selling adds gains instead of losses.`,
  );
}

/** Loss lots no sale can reach with a saving, because lots with gains go first. */
function unreachable(
  input: Input,
  position: BookPosition,
  alone: readonly Lone[],
): readonly DoNotHarvest[] {
  const wastedHere = input.zeroBand.some(
    ({ priced }) =>
      priced.position.account === position.account && priced.position.asset === position.asset,
  );
  const losses = alone.filter(({ closed }) => signUsd(closed.gain) < 0);
  if (losses.length === 0 || wastedHere) {
    return [];
  }
  const gain = sumUsd(losses.map(({ closed }) => closed.gain));
  if (compareUsd(negateUsd(gain), CENT) < 0) {
    return [];
  }
  return [
    entry(
      "not-reachable",
      position,
      losses.map(({ lot }) => lot),
      gain,
      `${METHOD_NAME[position.method]} sells other lots first, and their gains outweigh this loss; naming the lots before the sale would reach it.`,
    ),
  ];
}

function blocked(position: BookPosition): DoNotHarvest {
  return entry(
    "no-basis",
    position,
    position.blocked,
    null,
    "The basis of the next lot in line is not known, so the result of selling it, and all behind it, is not known either.",
  );
}

/** Lots a person says cannot be sold, one entry each, and losses the account's order would reach only through them. */
function markedEntries(
  { plan }: Input,
  position: BookPosition,
  price: Price,
): readonly DoNotHarvest[] {
  const asset = (plan.names ?? BY_ID).asset(position.asset);
  const gainOf = (lot: OpenLot) =>
    isKnown(lot) ? sellWhole(lot, price, plan.asOf.date).gain : null;
  const losses = position.behind.flatMap((lot) => {
    const gain = gainOf(lot);
    return gain === null || signUsd(gain) >= 0 ? [] : [{ lot, gain }];
  });
  const behind = entry(
    "not-reachable",
    position,
    losses.map(({ lot }) => lot),
    sumUsd(losses.map(({ gain }) => gain)),
    `${METHOD_NAME[position.method]} sells a lot first that you said cannot be sold; naming the lots before the sale would reach this loss.`,
  );
  return [
    ...position.marked.map(({ lot, reason }) => {
      const gain = gainOf(lot);
      const why = MARKED[reason](`the lot of ${asset} acquired ${dayOf(lot)}`);
      return entry(reason, position, [lot], gain, withLoss(why, gain));
    }),
    ...(losses.length === 0 ? [] : [behind]),
  ];
}

function dayOf({ acquired, opened }: OpenLot): string {
  return acquired === null || acquired === "inherited" ? dayText(opened) : dayText(acquired);
}

function wasted(position: BookPosition, { sale, quantity, saving }: Reach): DoNotHarvest {
  const gain = sumUsd([sale.totals.short, sale.totals.long, sale.totals.collectible]);
  const free = signUsd(saving.saving) <= 0;
  const costly =
    signUsd(saving.netSaving) < 0
      ? `The costs of ${formatUsd(saving.fees)} are more than the ${formatUsd(saving.saving)} of tax it would save.`
      : "After its costs the sale would save less than a cent.";
  return {
    code: free ? "zero-bracket" : "costs",
    account: position.account,
    asset: position.asset,
    lots: sale.lots.map(({ lot }) => lot),
    quantity,
    gain,
    firstLongDate: null,
    waitingSaves: null,
    runs: saving,
    reason: free
      ? `The loss of ${formatUsd(negateUsd(gain))} would only cancel gains that are taxed at 0%: it would be used up and save nothing.`
      : costly,
  };
}
