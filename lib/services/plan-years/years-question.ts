import { compareQuantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { bookPositions } from "@/lib/tax/harvest/book-positions";
import { markOf } from "@/lib/tax/harvest/hindrances";
import { floorToOrder } from "@/lib/tax/harvest/orderable";
import { firstUnits, isKnown, type SaleCosts } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import type { PlannedSale, YearsQuestion } from "@/lib/tax/plan-years/question";
import type { LotId } from "@/lib/tax/settings";
import type { AccountId } from "@/lib/tax/transaction";
import type { Books } from "../gains/books";
import { accountCosts } from "../gains/typed-costs";
import type { MeantSale, ReadYears } from "./years-wish";

/** The question of the form, and what of it cannot be asked. */
export interface AskedYears {
  readonly question: YearsQuestion;
  readonly errors: Readonly<Record<string, string>>;
}

/** The engine's question: every lot free to be named, one change of price for all assets, planned sales from the oldest lots. */
export function yearsQuestion(
  books: Books,
  situation: Situation,
  firstYear: number,
  read: ReadYears,
): AskedYears {
  const pools = poolsOf(books, accountCosts(books, read.costs));
  const errors: Record<string, string> = {};
  const taken = new Set<LotId>();
  const { profile, gains, carryoverIn } = situation;
  return {
    errors,
    question: {
      firstYear,
      gains,
      carryoverIn,
      pools,
      sold: books.asOf.date,
      growth: new Map(pools.map(({ asset }) => [asset, read.growth])),
      indexing: read.indexing,
      discount: read.discount,
      costs: read.costs,
      buysBack: read.buysBack,
      years: read.years.map((year, at) => ({
        filingStatus: year.filingStatus,
        ordinaryIncome: year.ordinaryIncome,
        deduction: year.deduction,
        qualifiedDividends: profile.qualifiedDividends,
        otherInvestmentIncome: profile.otherInvestmentIncome,
        magiAddBack: profile.magiAddBack,
        sales: year.sale === null ? [] : plannedLots(pools, year.sale, `y${at}`, taken, errors),
      })),
    },
  };
}

/** All lots by account and asset. A lot can lie in two accounts, so its account is part of its name here. */
function poolsOf(books: Books, charged: ReadonlyMap<AccountId, SaleCosts>): readonly HarvestPool[] {
  return bookPositions(books).flatMap(
    ({ account, asset, collectible, price, reachable, blocked, behind, marked }) => {
      const isAdvised = markOf(books.marks, { account, asset }) === null;
      const pool = (lots: readonly OpenLot[], advised: boolean): HarvestPool[] =>
        price === null || lots.length === 0
          ? []
          : [
              {
                account,
                asset,
                collectible,
                price,
                order: "identified",
                ...costsIn(charged, account),
                isAdvised: advised,
                lots: lots.map((lot) => ({ ...lot, lot: `${account}~${lot.lot}` })),
              },
            ];
      // What a person says cannot be sold is sold only where they mean to.
      return [
        ...pool([...reachable, ...behind, ...blocked], isAdvised),
        ...pool(
          marked.map(({ lot }) => lot),
          false,
        ),
      ];
    },
  );
}

function costsIn(charged: ReadonlyMap<AccountId, SaleCosts>, account: AccountId) {
  const costs = charged.get(account);
  return costs === undefined ? {} : { costs };
}

/** The oldest lots of the asset over all accounts, none planned twice. */
function plannedLots(
  pools: readonly HarvestPool[],
  { asset, units, price }: MeantSale,
  name: string,
  taken: Set<LotId>,
  errors: Record<string, string>,
): readonly PlannedSale[] {
  const lots = pools
    .filter((pool) => pool.asset === asset)
    .flatMap((pool) => pool.lots)
    .filter((lot) => isKnown(lot) && !taken.has(lot.lot))
    .sort((a, b) => (a.opened < b.opened ? -1 : 1));
  const parts = firstUnits(lots, units);
  const most = sumQuantity(parts.map(({ quantity }) => quantity));
  if (compareQuantity(most, units) < 0) {
    errors[`${name}.sellUnits`] =
      `At most ${quantityText(floorToOrder(most))} are left to be planned.`;
    return [];
  }
  for (const { lot } of parts) {
    taken.add(lot.lot);
  }
  return parts.map(({ lot, quantity }) => ({ lot: lot.lot, quantity, price }));
}
