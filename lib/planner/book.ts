import { type Price, price, priceText } from "@/lib/money/price";
import { type Quantity, quantity, sumQuantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import type { OpenLot } from "@/lib/tax/closed-lot";
import {
  type KnownLot,
  knownFront,
  NO_COSTS,
  type SaleCosts,
  saleOrder,
} from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { FilingStatus, LotMethod } from "@/lib/tax/settings";
import { accountId, assetId, transactionId } from "@/lib/tax/transaction";
import type { YearRefusal } from "@/lib/tax/year-result";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";

/** A lot as text: units, basis, acquired, opened, basis for loss. null: not known, or no other. */
export type LotText = readonly [
  units: string,
  basis: string | null,
  acquired: string | null,
  opened: string,
  lossBasis: string | null,
];

/** All of an asset in one account. Lots in order of opening. */
export interface PositionText {
  readonly key: string;
  readonly asset: string;
  readonly collectible: boolean;
  readonly price: string | null;
  /** The order the account sells by. */
  readonly method: LotMethod;
  /** What the account charges: a rate and dollars of each sale; none unless told. */
  readonly costs?: { readonly rate: string; readonly fixed: string };
  readonly lots: readonly LotText[];
}

/** Everything a what-if is made of, as plain text that travels: dollars and units as exact decimals. */
export interface PlannerBookText {
  readonly year: number;
  /** The day of the sales. */
  readonly sold: string;
  readonly profile: {
    readonly filingStatus: FilingStatus;
    readonly ordinaryIncome: string;
    readonly deduction: string;
    readonly qualifiedDividends: string;
    readonly otherInvestmentIncome: string;
    readonly magiAddBack: string;
  };
  /** The year's own net gains so far by class; `long` excludes `collectible`. */
  readonly gains: { readonly short: string; readonly long: string; readonly collectible: string };
  readonly carryoverIn: { readonly short: string; readonly long: string };
  readonly positions: readonly PositionText[];
}

/** A position ready to be sold. */
export interface Position {
  readonly key: string;
  readonly asset: string;
  readonly collectible: boolean;
  readonly price: Price | null;
  readonly method: LotMethod;
  readonly costs: SaleCosts;
  readonly lots: readonly OpenLot[];
}

/** The same as the engine takes it. */
export interface PlannerBook {
  readonly situation: Situation;
  readonly sold: CalendarDate;
  readonly positions: ReadonlyMap<string, Position>;
  /** What can be sold of a position at a price; remembered for its last price. */
  readonly front: (position: Position, price: Price) => Front;
}

/** Lots in the order of sale in front of the first unknown basis, and their units. */
export interface Front {
  readonly lots: readonly KnownLot[];
  readonly units: Quantity;
}

/** Reads what `PlannerBookText` says; refuses a year whose amounts are not in the product. Text we wrote ourselves: anything else throws. */
export function readBook(text: PlannerBookText): Result<PlannerBook, YearRefusal> {
  const rules = rulesFor(text.year);
  if (!rules.ok) {
    return rules;
  }
  const { profile, gains, carryoverIn } = text;
  return ok({
    sold: calendarDate(text.sold),
    front: fronts(calendarDate(text.sold)),
    positions: new Map(text.positions.map((position) => [position.key, readPosition(position)])),
    situation: {
      gains: {
        short: usd(gains.short),
        long: usd(gains.long),
        collectible: usd(gains.collectible),
      },
      carryoverIn: { short: usd(carryoverIn.short), long: usd(carryoverIn.long) },
      profile: {
        year: text.year,
        filingStatus: profile.filingStatus,
        ordinaryIncome: usd(profile.ordinaryIncome),
        deduction: usd(profile.deduction),
        qualifiedDividends: usd(profile.qualifiedDividends),
        otherInvestmentIncome: usd(profile.otherInvestmentIncome),
        magiAddBack: usd(profile.magiAddBack),
        // These are inside `gains` and `carryoverIn` already.
        otherShort: usd("0"),
        otherLong: usd("0"),
        shortCarryoverIn: null,
        longCarryoverIn: null,
      },
      rules: rules.value,
      method: "schedule",
    },
  });
}

function fronts(sold: CalendarDate): PlannerBook["front"] {
  const last = new Map<string, { readonly price: string; readonly front: Front }>();
  return (position, at) => {
    const asked = priceText(at);
    const before = last.get(position.key);
    if (before?.price === asked) {
      return before.front;
    }
    const lots = knownFront(saleOrder(position.lots, position.method, at, sold));
    const front = { lots, units: sumQuantity(lots.map((lot) => lot.quantity)) };
    last.set(position.key, { price: asked, front });
    return front;
  };
}

function readPosition(text: PositionText): Position {
  return {
    key: text.key,
    asset: text.asset,
    collectible: text.collectible,
    price: text.price === null ? null : price(text.price),
    method: text.method,
    costs:
      text.costs === undefined ? NO_COSTS : { rate: text.costs.rate, fixed: usd(text.costs.fixed) },
    lots: namedLots(text.lots).map(({ name, lot }) => readLot(text, lot, name)),
  };
}

/** Lots by the day they were opened, "2024-02-01", the second of a day "2024-02-01.2": short, and the same tomorrow. */
function namedLots(
  lots: readonly LotText[],
): readonly { readonly name: string; readonly lot: LotText }[] {
  const counts = new Map<string, number>();
  return lots.map((lot) => {
    const [, , , opened] = lot;
    const count = (counts.get(opened) ?? 0) + 1;
    counts.set(opened, count);
    return { name: count === 1 ? opened : `${opened}.${count}`, lot };
  });
}

function readLot(
  { asset, key }: PositionText,
  [units, basis, acquired, opened, lossBasis]: LotText,
  name: string,
): OpenLot {
  return {
    lot: name,
    acquisition: transactionId(name),
    account: accountId(key),
    asset: assetId(asset),
    acquired: acquired === null || acquired === "inherited" ? acquired : calendarDate(acquired),
    opened: calendarDate(opened),
    quantity: quantity(units),
    basis: basis === null ? null : usd(basis),
    lossBasis: lossBasis === null ? null : usd(lossBasis),
  };
}
