import { knownAsset } from "@/lib/assets/registry";
import { usdText } from "@/lib/money/usd";
import { sumKnown } from "@/lib/reconcile/disposals-of";
import type { ReconciledForm } from "@/lib/reconcile/reconcile";
import { brokerMustReport } from "@/lib/tax/forms/form-1099-da";

/** Sales a broker need not tell of. */
export interface SmallSums {
  readonly count: number;
  readonly proceeds: string;
}

/** Called stablecoins, but they lost their money: no broker can hold them for qualifying (Reg. 1.6045-1(d)(10)(ii)(B)). */
const BROKEN: ReadonlySet<string> = new Set(["USTC"]);

const isStable = (asset: string | null): boolean =>
  asset !== null && knownAsset(asset)?.kind === "stablecoin" && !BROKEN.has(asset);

/**
 * Sales of stablecoins no line of the form tells of, where the year's come to no more than a broker may leave out; null where there are none, their
 * dollars are not all known, or the form tells of stablecoins, so that its broker does not leave them out. More sales are counted than the rule counts
 * (it leaves aside stablecoins given for other digital assets), so what is within the limit here is within it there.
 */
export function smallSums({
  lines,
  notReported,
}: Pick<ReconciledForm, "lines" | "notReported">): SmallSums | null {
  const sales = notReported.filter(({ asset }) => isStable(asset));
  const total = sumKnown(sales.map(({ proceeds }) => proceeds));
  const isTold = lines.some(({ asset }) => isStable(asset));
  return sales.length === 0 ||
    total === null ||
    isTold ||
    brokerMustReport("qualifying-stablecoin", total)
    ? null
    : { count: sales.length, proceeds: usdText(total) };
}
