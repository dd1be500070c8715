import { priceText } from "@/lib/money/price";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import type { LotText, PlannerBookText, PositionText } from "@/lib/planner/book";
import { ok, type Result } from "@/lib/result";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { Custody } from "@/lib/tax/custody";
import { groupBy } from "@/lib/tax/explain/group-by";
import { type Situation, situationOf } from "@/lib/tax/harvest/saving";
import { latestQuotes } from "@/lib/tax/harvest/unrealized";
import { StandingOrders } from "@/lib/tax/identification";
import type { YearProfile } from "@/lib/tax/settings";
import type { YearRefusal, YearResult } from "@/lib/tax/year-result";
import type { Books } from "./books";
import { plainUsd } from "./plain";

/** Names a position in addresses and in a planner. */
export function positionKey({ account, asset }: Pick<OpenLot, "account" | "asset">): string {
  return `${account}~${asset}`;
}

/** What of the books a planner needs. */
export type PlannedBooks = Pick<Books, "ledger" | "settings" | "quotes" | "asOf"> &
  Partial<Pick<Books, "accountCosts">>;

/** What a planner works from: the year so far and every open lot, as text. Sales are on the day of the books. */
export function plannerBook(
  books: PlannedBooks,
  year: YearResult,
  profile: YearProfile,
): Result<PlannerBookText, YearRefusal> {
  const found = situationOf(year, profile);
  if (!found.ok) {
    return found;
  }
  return ok({
    ...situationText(found.value),
    year: year.year,
    sold: books.asOf.date,
    positions: positionsText(books),
  });
}

function situationText({ gains, carryoverIn, profile }: Situation) {
  return {
    profile: profileText(profile),
    gains: {
      short: usdText(gains.short),
      long: usdText(gains.long),
      collectible: usdText(gains.collectible),
    },
    carryoverIn: { short: usdText(carryoverIn.short), long: usdText(carryoverIn.long) },
  };
}

/** What a profile says of a year's income, in dollars with all their places: of planners and of plans kept. */
export function profileText(profile: YearProfile) {
  return {
    filingStatus: profile.filingStatus,
    ordinaryIncome: usdText(profile.ordinaryIncome),
    deduction: usdText(profile.deduction),
    qualifiedDividends: usdText(profile.qualifiedDividends),
    otherInvestmentIncome: usdText(profile.otherInvestmentIncome),
    magiAddBack: usdText(profile.magiAddBack),
  };
}

function positionsText({
  ledger,
  settings,
  quotes,
  asOf,
  accountCosts = [],
}: PlannedBooks): readonly PositionText[] {
  const orders = new StandingOrders(settings.standingOrders, new Custody(settings.accounts));
  const prices = latestQuotes(quotes);
  const charged = new Map(
    accountCosts.map(({ account, rate, fixed }) => [account, { rate, fixed: usdText(fixed) }]),
  );
  const collectibles = new Set(
    settings.assets.flatMap(({ asset, collectible }) => (collectible ? [asset] : [])),
  );
  return [...groupBy(ledger.openLots, positionKey)].flatMap(([key, lots]): PositionText[] => {
    const [first] = lots;
    if (first === undefined) {
      return [];
    }
    const known = prices.get(first.asset);
    const costs = charged.get(first.account);
    return [
      {
        key,
        asset: first.asset,
        collectible: collectibles.has(first.asset),
        price: known === undefined ? null : priceText(known.price),
        method: orders.inForce(first.account, asOf.at, asOf.date).method,
        ...(costs === undefined ? {} : { costs }),
        lots: lots.map(lotText),
      },
    ];
  });
}

const lotText = ({ quantity, basis, acquired, opened, lossBasis }: OpenLot): LotText => [
  quantityText(quantity),
  plainUsd(basis),
  acquired,
  opened,
  plainUsd(lossBasis),
];
