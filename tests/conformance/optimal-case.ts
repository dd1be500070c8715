import { price } from "@/lib/money/price";
import { compareQuantity, quantity, subtractQuantity, sumQuantity } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { type KnownLot, type SalePart, simulateSale } from "@/lib/tax/harvest/sale";
import { savingIn } from "@/lib/tax/harvest/saving";
import type { Choice } from "@/lib/tax/optimal/choice";
import { type IntendedSale, type OptimalLots, optimalLots } from "@/lib/tax/optimal/optimal-lots";
import { calendarDate } from "@/lib/time/calendar-date";
import { Check, number } from "./compare";
import { type CaseLot, costs, type HarvestCase, openLot, situation } from "./harvest-shape";

interface Expected {
  taxNow: string;
  optimal: Record<string, string>;
  compare: Record<string, { addedTax: string } | null>;
  fees: string;
}

/** Runs an "optimal-lots" case: the least added tax, and what FIFO, LIFO and HIFO add. */
export function runOptimalLots(data: HarvestCase): string[] {
  const check = new Check();
  const expected = data.expected as unknown as Expected;
  const result = optimalLots({
    situation: situation(data),
    sales: salesOf(data),
    sold: calendarDate(data.sellDate),
    costs: costs(data),
  });
  if (!result.ok) {
    return [result.error.message];
  }
  const found = result.value;
  check.money("tax now", expected.taxNow, usdText(found.now.tax.total));
  check.money("added tax", expected.optimal["addedTax"] ?? "", added(found.best));
  check.money("added tax of the order", expected.optimal["addedTax"] ?? "", added(found.orderable));
  check.text("proven", true, found.proof.proven);
  check.money("fees", expected.fees, usdText(found.best.totals.fees));
  for (const method of ["fifo", "lifo", "hifo"] as const) {
    check.money(method, expected.compare[method]?.addedTax ?? "", added(found[method]));
  }
  checkSplit(check, data, found);
  const onePartial = expected.compare["bestWithOnePartialLot"];
  if (onePartial !== undefined && onePartial !== null) {
    check.money("one partial lot", onePartial.addedTax, bestWithOnePartialLot(data));
  }
  return check.differences;
}

const added = (choice: Choice | null) => (choice === null ? null : usdText(choice.addedTax));

function salesOf(data: HarvestCase): readonly IntendedSale[] {
  return (data.question.sales ?? []).map(({ account, asset, quantity: units }) => {
    const lots = lotsOf(data, account, asset);
    const [first] = lots.map((lot) => ({ ...openLot(lot), collectible: lot.collectible }));
    if (first === undefined) {
      throw new Error(`no lot of ${asset} in ${account}`);
    }
    return {
      account: first.account,
      asset: first.asset,
      collectible: first.collectible,
      quantity: quantity(units),
      price: price(data.prices[asset] ?? ""),
      lots: lots.map(openLot),
      order: "identified",
    };
  });
}

/** By day of acquisition, then as they stand in the case. */
function lotsOf(data: HarvestCase, account: string, asset: string): readonly CaseLot[] {
  return data.lots
    .filter((lot) => lot.account === account && lot.asset === asset)
    .sort((a, b) => (a.acquired === b.acquired ? 0 : a.acquired < b.acquired ? -1 : 1));
}

/** The split sells what was asked, out of no lot more than it holds, in eight decimals where the books have no more. */
function checkSplit(check: Check, data: HarvestCase, { orderable }: OptimalLots): void {
  data.question.sales?.forEach((asked, at) => {
    const lots = orderable.sales[at]?.lots ?? [];
    const units = sumQuantity(lots.map((lot) => lot.quantity));
    check.text("quantity", 0, compareQuantity(units, quantity(asked.quantity)));
    check.text(
      "more than a lot holds",
      false,
      lots.some((lot) => compareQuantity(lot.quantity, lot.lotQuantity) > 0),
    );
  });
}

/** Every pick of whole lots with at most one in part, tried one by one: least added tax. */
function bestWithOnePartialLot(data: HarvestCase): string {
  const [sale] = data.question.sales ?? [];
  if (sale === undefined) {
    throw new Error("no sale");
  }
  const lots = lotsOf(data, sale.account, sale.asset);
  const whole = quantity(sale.quantity);
  const taxes: string[] = [];
  for (let pick = 0; pick < 2 ** lots.length; pick += 1) {
    const picked = lots.filter((_, at) => Math.floor(pick / 2 ** at) % 2 === 1).map(openLot);
    const left = subtractQuantity(whole, sumQuantity(picked.map((lot) => lot.quantity)));
    const order = compareQuantity(left, quantity("0"));
    const full = picked.map((lot) => partOfLot(data, lot, lot.quantity));
    if (order === 0) {
      taxes.push(taxOf(data, sale.asset, full));
    }
    const rest =
      order > 0 ? lots.map(openLot).filter((lot) => !picked.some((p) => p.lot === lot.lot)) : [];
    for (const lot of rest.filter((each) => compareQuantity(left, each.quantity) <= 0)) {
      taxes.push(taxOf(data, sale.asset, [...full, partOfLot(data, lot, left)]));
    }
  }
  return taxes.reduce((a, b) => (number(b).lt(number(a)) ? b : a));
}

function partOfLot(data: HarvestCase, lot: KnownLot, units: SalePart["quantity"]): SalePart {
  const told = data.lots.find(({ id }) => id === lot.lot);
  return { lot, quantity: units, collectible: told?.collectible ?? false };
}

function taxOf(data: HarvestCase, asset: string, parts: readonly SalePart[]): string {
  const sold = calendarDate(data.sellDate);
  const sale = simulateSale(parts, price(data.prices[asset] ?? ""), sold, costs(data));
  const { saving } = savingIn(situation(data), sale.totals);
  return number(usdText(saving)).neg().toFixed();
}
