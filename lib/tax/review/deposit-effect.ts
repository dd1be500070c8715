import { type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { Deposit, Transaction, TransactionId } from "@/lib/tax/transaction";
import { yearOf } from "@/lib/time/calendar-date";
import {
  allTried,
  basisOf,
  type Case,
  type Context,
  isLotOrderFixed,
  LEFT_OUT,
  tried,
  unknown,
  ways,
  worthOf,
  zeroBasis,
} from "./effects";
import { sourcesOf } from "./evidence";
import { incomeShift, together } from "./lots-supposed";
import type { Effect, Supposed, Way } from "./open-item";
import { asBuy, asTransfer, boughtBefore, instead } from "./supposed-rows";

/**
 * Units that arrived from a place not known: at worst nothing can be shown of what they cost or when they were bought, or they
 * were income of the day; at best a row of another account shows where they came from, or they were bought that day at its price.
 */
export function depositEffect(context: Context, of: Case, deposit: Deposit): Effect {
  const lots = context.index.unknownOf.get(deposit.id) ?? [];
  const worth = worthOf(of);
  const plain = isPlain(context, of, lots);
  if (lots.length === 0 && plain) {
    return worth === null
      ? unknown("no-price")
      : ways(LEFT_OUT, { as: "income", shifts: incomeShift(yearOf(of.date), worth.value) });
  }
  const shown = depositShownBy(context, of, deposit);
  const effect = plain
    ? plainWays(context, of, lots, worth?.value ?? null)
    : retriedWays(context, of, deposit, {
        value: worth?.value ?? null,
        suppose: (row, shortOf) => instead(row, [deposit.id], shortOf),
      });
  return effect.is !== "ways"
    ? effect
    : {
        is: "ways",
        ways: [...withoutGuess(effect.ways, shown), ...shown],
        more: worth === null ? "income-unpriced" : null,
      };
}

/** What evidence shows takes the place of the books as they stand. */
function withoutGuess(all: readonly Way[], shown: readonly Way[]): readonly Way[] {
  return shown.length === 0 ? all : all.filter(({ as }) => as !== "left-out");
}

function plainWays(
  context: Context,
  of: Case,
  lots: readonly ClosedLot[],
  value: Usd | null,
): Effect {
  const zero: Way = { as: "basis-zero", shifts: zeroBasis(context, lots) };
  if (value === null) {
    return ways(LEFT_OUT, zero);
  }
  const bought = basisOf(context, lots, { value, quantity: of.quantity, acquired: of.date });
  return ways({ as: "market-value", shifts: bought }, zero, {
    as: "income",
    shifts: together(incomeShift(yearOf(of.date), value), bought),
  });
}

/**
 * Where the lots that are drawn depend on what they cost: the whole walk again for each way. `value`: what they were worth that day;
 * `suppose`: what stands in the books when a row tells where they came from.
 */
export function retriedWays(
  { retry }: Context,
  of: Case,
  deposit: Deposit,
  told: {
    readonly value: Usd | null;
    readonly suppose: (row: Transaction, shortOf?: TransactionId) => Supposed;
  },
): Effect {
  const { value, suppose } = told;
  const bought = (cost: Usd, isUndated: boolean) =>
    retry(of.asset, suppose(asBuy(deposit, cost), isUndated ? deposit.id : undefined));
  // Bought for nothing on its day, and of a day nobody can show: other lots are drawn for a price, so neither bounds the other.
  const [undated, dated] = [bought(ZERO_USD, true), bought(ZERO_USD, false)];
  const zero =
    undated === null || dated === null ? [] : tried("basis-zero", [undated[0], dated[0]]);
  if (value === null) {
    return allTried([LEFT_OUT], zero);
  }
  const market = bought(value, false);
  return allTried(
    tried("market-value", market),
    zero,
    tried(
      "income",
      market === null ? null : [together(incomeShift(yearOf(of.date), value), market[0])],
    ),
  );
}

/** The row of another account that tells most likely where a deposit came from, tried by really computing. */
function depositShownBy(
  { retry, transactions }: Context,
  of: Case,
  deposit: Deposit,
): readonly Way[] {
  const [best] = sourcesOf(of.spot, of.flows).filter(({ isSameAmount }) => isSameAmount);
  const row = best === undefined ? undefined : transactions.get(best.transaction);
  if (row?.kind === "withdrawal") {
    const moved = instead(asTransfer(row, of.spot), [row.id, deposit.id]);
    return tried("evidence", retry(of.asset, moved));
  }
  return [];
}

/**
 * Units in the books without a known basis, from a row that is what it says: a purchase, a gift or an inheritance without its
 * price, units moved that the sending account did not have.
 */
export function openedEffect(context: Context, of: Case): Effect {
  const lots = context.index.unknownOf.get(of.tx.id) ?? [];
  if (!isPlain(context, of, lots)) {
    return retriedCost(context, of);
  }
  if (lots.length === 0) {
    return { is: "none", why: "not-sold-yet" };
  }
  const zero: Way = { as: "basis-zero", shifts: zeroBasis(context, lots) };
  const worth = of.tx.kind === "buy" || of.tx.kind === "inherited" ? worthOf(of) : null;
  if (worth === null) {
    return ways(LEFT_OUT, zero);
  }
  const cost = { value: worth.value, quantity: of.quantity, acquired: null };
  return ways({ as: "market-value", shifts: basisOf(context, lots, cost) }, zero);
}

/**
 * The same where the lots that are drawn depend on the cost: the whole walk again, at a price where one is told, and for nothing. Of
 * units that moved without having been there: as bought for nothing just before, on that day and on one nobody can show.
 */
function retriedCost({ retry }: Context, of: Case): Effect {
  const { tx, asset } = of;
  const row = (told: Transaction) => retry(asset, instead(told, [tx.id]));
  switch (tx.kind) {
    case "buy":
    case "inherited": {
      const worth = worthOf(of);
      const zero = tried("basis-zero", row({ ...tx, value: ZERO_USD }));
      return worth === null
        ? allTried([LEFT_OUT], zero)
        : allTried(tried("market-value", row({ ...tx, value: worth.value })), zero);
    }
    case "gift-received":
      return allTried([LEFT_OUT], tried("basis-zero", row({ ...tx, donorBasis: ZERO_USD })));
    case "transfer":
    case "migration":
    case "conversion": {
      const before = boughtBefore(tx, of.spot, ZERO_USD);
      const [undated, dated] = [instead(before, [], before.id), instead(before, [])];
      return allTried(
        [LEFT_OUT],
        tried("basis-zero", retry(asset, undated)),
        tried("basis-zero", retry(asset, dated)),
      );
    }
    default:
      return unknown("too-many-rows");
  }
}

/** Lots of one asset from one acquisition whose draw does not depend on what they cost. */
export function isPlain(context: Context, of: Case, lots: readonly ClosedLot[]): boolean {
  const accounts = [of.tx.account, ...lots.map(({ account }) => account)];
  return (
    lots.every(({ asset }) => asset === of.asset) && isLotOrderFixed(context, of.asset, accounts)
  );
}
