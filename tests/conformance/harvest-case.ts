import { Exact } from "@/lib/money/exact";
import { price } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { addUsd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { SaleTotals, Saving } from "@/lib/tax/harvest/harvest";
import { netGain, type Reach, reach } from "@/lib/tax/harvest/reachable";
import { type SalePart, simulateSale } from "@/lib/tax/harvest/sale";
import { savingIn } from "@/lib/tax/harvest/saving";
import { bestHarvest } from "@/lib/tax/optimal/best-harvest";
import type { Outcome } from "@/lib/tax/worksheets/year-return";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import { bestPrefix, bestQuantity, prefixes } from "../support/one-order";
import { runBestHarvest } from "./best-case";
import { Check } from "./compare";
import { costs, type Figures, type HarvestCase, openLot, situation } from "./harvest-shape";
import { runOptimalLots } from "./optimal-case";
import { Skip } from "./verdict";

/** Runs a case of any kind. */
export function runHarvestCase(data: HarvestCase): string[] | Skip {
  switch (data.kind) {
    case "saving":
      return runSaving(data);
    case "reachable":
      return runReachable(data);
    case "optimal-lots":
      return runOptimalLots(data);
    case "best-harvest":
      return runBestHarvest(data);
    default:
      return new Skip(`unknown kind ${data.kind}`);
  }
}

/** One order for each account and asset sold (or for each lot, where the case charges by lot). */
function sell(data: HarvestCase, sold: CalendarDate): { totals: SaleTotals; gross: string } {
  const orders = new Map<string, { asset: string; parts: SalePart[] }>();
  for (const { lot: id, quantity: units } of data.question.sell ?? []) {
    const lot = data.lots.find((each) => each.id === id);
    if (lot === undefined) {
      throw new Error(`no lot ${id}`);
    }
    const key = data.fees.fixedPer === "lot" ? id : `${lot.account}|${lot.asset}`;
    const order = orders.get(key) ?? { asset: lot.asset, parts: [] };
    order.parts.push({
      lot: openLot(lot),
      quantity: quantity(units),
      collectible: lot.collectible,
    });
    orders.set(key, order);
  }
  let totals: SaleTotals = {
    short: ZERO_USD,
    long: ZERO_USD,
    collectible: ZERO_USD,
    fees: ZERO_USD,
  };
  let gross = ZERO_USD;
  for (const { asset, parts } of orders.values()) {
    const sale = simulateSale(parts, price(data.prices[asset] ?? ""), sold, costs(data));
    gross = addUsd(gross, sale.gross);
    totals = {
      short: addUsd(totals.short, sale.totals.short),
      long: addUsd(totals.long, sale.totals.long),
      collectible: addUsd(totals.collectible, sale.totals.collectible),
      fees: addUsd(totals.fees, sale.totals.fees),
    };
  }
  return { totals, gross: usdText(gross) };
}

function runSaving(data: HarvestCase): string[] {
  const check = new Check();
  const { expected } = data;
  const sale = sell(data, calendarDate(data.sellDate));
  const saving = savingIn(situation(data), sale.totals);
  outcome(check, "now", expected["now"] as Figures, saving.now);
  outcome(check, "after", expected["after"] as Figures, saving.after);
  totals(check, expected["realizedBySale"] as Figures, sale.totals);
  check.money("gross", String(expected["grossProceeds"]), sale.gross);
  check.money("fees", String(expected["fees"]), usdText(saving.fees));
  check.money("saving", String(expected["saving"]), usdText(saving.saving));
  check.money("net saving", String(expected["netSaving"]), usdText(saving.netSaving));
  alternative(check, data, saving);
  return check.differences;
}

function alternative(check: Check, data: HarvestCase, sold: Saving): void {
  const expected = data.expected["alternative"] as
    | (Record<string, unknown> & { after: Figures })
    | null;
  const date = data.question.alternativeSellDate;
  if (expected === null || date === undefined) {
    return;
  }
  const later = sell(data, calendarDate(date));
  const saving = savingIn(situation(data), later.totals);
  outcome(check, "later", expected.after, saving.after);
  totals(check, expected["realizedBySale"] as Figures, later.totals);
  check.money("saving later", String(expected["saving"]), usdText(saving.saving));
  const waiting = new Exact(usdText(sold.after.tax.total)).minus(usdText(saving.after.tax.total));
  check.money("waiting saves", String(expected["waitingSaves"]), waiting.toFixed());
}

function outcome(check: Check, what: string, expected: Figures, actual: Outcome): void {
  const figures: Record<string, string> = {
    line7: usdText(actual.line7),
    line15: usdText(actual.line15),
    line16: usdText(actual.line16),
    line21: usdText(actual.line21),
    taxableIncome: usdText(actual.tax.taxableIncome),
    incomeTax: usdText(actual.tax.incomeTax),
    niit: usdText(actual.tax.niit),
    totalTax: usdText(actual.tax.total),
    shortCarryoverOut: usdText(actual.shortCarryoverOut),
    longCarryoverOut: usdText(actual.longCarryoverOut),
  };
  for (const [name, value] of Object.entries(figures)) {
    check.money(`${what} ${name}`, expected[name] ?? "", value);
  }
  check.text(`${what} worksheet`, expected["worksheet"], actual.tax.worksheet);
}

function totals(check: Check, expected: Figures, actual: SaleTotals): void {
  check.money("short", expected["short"] ?? "", usdText(actual.short));
  check.money("long", expected["long"] ?? "", usdText(actual.long));
  check.money("collectible", expected["collectible28"] ?? "", usdText(actual.collectible));
}

function runReachable(data: HarvestCase): string[] {
  const check = new Check();
  const { expected, question } = data;
  const ordered = data.lots
    .filter((lot) => lot.account === question.account && lot.asset === question.asset)
    .map((lot, index) => ({ lot, index }))
    .sort((a, b) =>
      a.lot.acquired === b.lot.acquired
        ? a.index - b.index
        : a.lot.acquired < b.lot.acquired
          ? -1
          : 1,
    )
    .map(({ lot }) => openLot(lot));
  check.text(
    "order",
    (expected["fifoOrder"] as string[]).join(),
    ordered.map(({ lot }) => lot).join(),
  );
  const input = {
    situation: situation(data),
    ordered,
    price: price(data.prices[question.asset] ?? ""),
    sold: calendarDate(data.sellDate),
    costs: costs(data),
  };
  const list = prefixes(input);
  (expected["prefixes"] as Figures[]).forEach((row, index) => {
    prefix(check, row, list[index]);
  });
  const alone = reach(
    { ...input, ordered: ordered.filter(({ lot }) => lot === question.targetLot) },
    ordered.find(({ lot }) => lot === question.targetLot)?.quantity ?? quantity("0"),
  );
  const target = expected["targetAloneIfIdentified"] as Figures;
  check.money("target alone", target["netSaving"] ?? "", usdText(alone.saving.netSaving));
  const whole = expected["bestWholeLotPrefix"] as Figures;
  best(check, "best prefix", whole, bestPrefix(list));
  const free = expected["bestQuantity"] as Figures | null;
  if (free !== null) {
    best(check, "best quantity", free, bestQuantity(input));
    const { best: harvest } = bestHarvest({
      situation: input.situation,
      sold: input.sold,
      costs: { ...input.costs, fixedPer: "order" },
      pools: ordered.slice(0, 1).map(({ account, asset }) => ({
        account,
        asset,
        collectible: false,
        price: input.price,
        lots: ordered,
        order: "fifo",
      })),
    });
    check.money("best harvest", free["netSaving"] ?? "", usdText(harvest.netSaving));
  }
  return check.differences;
}

function prefix(check: Check, row: Figures, actual: Reach | undefined): void {
  const name = `prefix ${row["throughLot"]}`;
  if (actual === undefined) {
    check.differences.push(`${name} is missing`);
    return;
  }
  const { sale, saving } = actual;
  check.exact(`${name} quantity`, row["quantity"] ?? "", quantityText(actual.quantity));
  check.money(`${name} gross`, row["gross"] ?? "", usdText(sale.gross));
  check.money(`${name} fees`, row["fees"] ?? "", usdText(sale.totals.fees));
  check.money(`${name} short`, row["short"] ?? "", usdText(sale.totals.short));
  check.money(`${name} long`, row["long"] ?? "", usdText(sale.totals.long));
  check.money(`${name} net gain`, row["netGain"] ?? "", usdText(netGain(sale.totals)));
  check.money(`${name} saving`, row["saving"] ?? "", usdText(saving.saving));
  check.money(`${name} net saving`, row["netSaving"] ?? "", usdText(saving.netSaving));
}

function best(check: Check, what: string, expected: Figures, actual: Reach | null): void {
  check.exact(
    `${what} quantity`,
    expected["quantity"] ?? "",
    actual === null ? "0" : quantityText(actual.quantity),
  );
  check.money(
    `${what} net saving`,
    expected["netSaving"] ?? "",
    actual === null ? "0" : usdText(actual.saving.netSaving),
  );
}
