import { assetText } from "@/lib/assets/label";
import { formatQuantity, formatUsd } from "@/lib/money/format";
import { compareQuantity, quantityText } from "@/lib/money/quantity";
import { percentText } from "@/lib/money/typed-decimal";
import { isZeroUsd, type Usd } from "@/lib/money/usd";
import { edgesMet, type TaxEdge } from "@/lib/tax/harvest/edges";
import type { HarvestLot } from "@/lib/tax/harvest/harvest";
import { ORDER_DECIMALS } from "@/lib/tax/harvest/orderable";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { Choice } from "@/lib/tax/optimal/choice";
import type { AssetId } from "@/lib/tax/transaction";
import { dayText } from "@/lib/time/day-text";

/** Units as an order is typed: all digits, at least eight decimals. */
export function orderText(text: string): string {
  const [whole = "0", fraction = ""] = text.split(".");
  return `${whole}.${fraction.padEnd(ORDER_DECIMALS, "0")}`;
}

/** Why the best choice stops inside a lot, in one sentence with the edge it stands on; null where no lot is split. */
export function splitSentence(situation: Situation, choice: Choice, asset: AssetId): string | null {
  const lots = choice.sales.flatMap((sale) => sale.lots);
  const split = lots.filter(
    ({ quantity, lotQuantity }) => compareQuantity(quantity, lotQuantity) < 0,
  );
  const [first] = split;
  if (first === undefined) {
    return null;
  }
  const [edge] = edgesMet(situation, choice.after).filter((each) => isOfGains(each, choice));
  if (edge === undefined) {
    return `${unitsOf(first, asset)} completes the order.`;
  }
  const lot = split.find(({ term }) => term === termOf(edge)) ?? first;
  return `${unitsOf(lot, asset)} ${edgeWords(edge)}`;
}

/** An edge is a reason only where the sale brought the year to it. */
const isOfGains = ({ kind }: TaxEdge, { totals }: Choice): boolean =>
  kind === "zero" || kind === "fifteen"
    ? !(isZeroUsd(totals.long) && isZeroUsd(totals.collectible))
    : true;

const termOf = ({ kind }: TaxEdge): "short" | "long" => (kind === "bracket" ? "short" : "long");

function unitsOf({ quantity, acquired, lot }: HarvestLot, asset: AssetId): string {
  const day =
    acquired === null
      ? `lot ${lot}`
      : acquired === "inherited"
        ? "the inherited lot"
        : `the lot of ${dayText(acquired)}`;
  return `${formatQuantity(quantityText(quantity))} ${assetText(asset)} of ${day}`;
}

const percent = (rate: string): string => `${percentText(rate)}%`;

const dollars = (amount: Usd): string => formatUsd(amount, { cents: false });

function edgeWords({ kind, at, rates }: TaxEdge): string {
  const [below, above] = rates ?? ["0", "0"];
  switch (kind) {
    case "zero":
    case "fifteen":
      return `fills the ${percent(below)} band to its edge, ${dollars(at)} of taxable income; long-term gain above it is taxed at ${percent(above)}.`;
    case "bracket":
      return `fills the ${percent(below)} bracket to its edge, ${dollars(at)} of ordinary taxable income; short-term gain above it is taxed at ${percent(above)}.`;
    case "niit":
      return `keeps the year at ${dollars(at)} of modified adjusted gross income: above it the net investment income tax of 3.8% begins.`;
    case "loss-limit":
      return `brings the year's net loss to ${dollars(at)}: all that can be taken off other income.`;
    case "no-gain":
      return "brings the year's net gain to zero; more loss than that would not lower the tax on gains.";
    default:
      return kind satisfies never;
  }
}
