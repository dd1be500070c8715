import { price } from "@/lib/money/price";
import { quantity } from "@/lib/money/quantity";
import { sumUsd, usdText } from "@/lib/money/usd";
import { simulateSale } from "@/lib/tax/harvest/sale";
import { savingIn } from "@/lib/tax/harvest/saving";
import { bestHarvest } from "@/lib/tax/optimal/best-harvest";
import { totalsOf } from "@/lib/tax/optimal/choice";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";
import { calendarDate } from "@/lib/time/calendar-date";
import { Check, number } from "./compare";
import { type CaseLot, costs, type HarvestCase, openLot, situation } from "./harvest-shape";

interface Expected {
  taxNow: string;
  maxNetSaving: string;
  leastSoldValue: { soldValue: string };
  sellEveryLossLot: { netSaving: string; soldValue: string };
}

/** Runs a "best-harvest" case: the most saved, the least sold for it, and what selling every loss lot saves. */
export function runBestHarvest(data: HarvestCase): string[] {
  const check = new Check();
  const expected = data.expected as unknown as Expected;
  const of = situation(data);
  const found = bestHarvest({
    situation: of,
    pools: poolsOf(data),
    sold: calendarDate(data.sellDate),
    costs: { ...costs(data), fixedPer: data.fees.fixedPer },
  });
  const { best, orderable } = found;
  check.money("tax now", expected.taxNow, usdText(outcomeOf(of).tax.total));
  check.money("net saving", expected.maxNetSaving, usdText(best.saving.netSaving));
  check.money("sold value", expected.leastSoldValue.soldValue, usdText(best.soldValue));
  check.money(
    "net saving of the orders",
    expected.maxNetSaving,
    usdText(orderable.saving.netSaving),
  );
  check.text("proven", true, found.proof.proven && found.isLeastValue);
  checkEveryLossLot(check, data, expected.sellEveryLossLot);
  return check.differences;
}

function poolsOf(data: HarvestCase): readonly HarvestPool[] {
  const pools = new Map<string, CaseLot[]>();
  for (const lot of data.lots) {
    const key = `${lot.account}|${lot.asset}`;
    pools.set(key, [...(pools.get(key) ?? []), lot]);
  }
  return [...pools.values()].flatMap((lots) => {
    const open = lots.map(openLot);
    const [first] = open;
    return first === undefined
      ? []
      : [
          {
            account: first.account,
            asset: first.asset,
            collectible: lots.some(({ collectible }) => collectible),
            price: price(data.prices[first.asset] ?? ""),
            lots: open,
            order: "identified" as const,
          },
        ];
  });
}

/** The naive plan: every lot whose basis is above its gross value, in full, each an order of its own. */
function checkEveryLossLot(
  check: Check,
  data: HarvestCase,
  expected: Expected["sellEveryLossLot"],
): void {
  const sold = calendarDate(data.sellDate);
  const orders = data.lots
    .filter((lot) =>
      number(data.prices[lot.asset] ?? "")
        .times(lot.quantity)
        .lt(lot.basis),
    )
    .map((lot) =>
      simulateSale(
        [{ lot: openLot(lot), quantity: quantity(lot.quantity), collectible: lot.collectible }],
        price(data.prices[lot.asset] ?? ""),
        sold,
        costs(data),
      ),
    );
  const totals = totalsOf(orders);
  check.money(
    "every loss lot",
    expected.netSaving,
    usdText(savingIn(situation(data), totals).netSaving),
  );
  const value = sumUsd(orders.map(({ gross }) => gross));
  check.money("value of every loss lot", expected.soldValue, usdText(value));
}
