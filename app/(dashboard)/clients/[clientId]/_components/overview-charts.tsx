import { GainByMonth } from "@/app/_ui/charts/gain-by-month";
import { UnrealisedByAsset } from "@/app/_ui/charts/unrealised-by-asset";
import { counted } from "@/app/_ui/counted";
import { formatUsd } from "@/lib/money/format";
import type { OverviewView } from "@/lib/services/view-overview";

/** Two pictures: when the gains were made, and where the open ones are. */
export function OverviewCharts({ view, root }: { view: OverviewView; root: string }) {
  const hasSales = view.months.some((month) => month.short !== "0" || month.long !== "0");
  return (
    <div className="mt-12 grid gap-x-12 gap-y-10 border-line border-t pt-8 lg:grid-cols-2">
      {hasSales && (
        <GainByMonth
          question={`When were the gains of ${view.year} made?`}
          sentence={`Short-term ${formatUsd(view.owe.short, { plus: true })} and long-term ${formatUsd(view.owe.long, { plus: true })} so far.`}
          months={view.months}
          total={{ short: view.owe.short, long: view.owe.long }}
        />
      )}
      {view.unrealised.length > 0 && (
        <UnrealisedByAsset
          question="Where are the gains and losses not yet made?"
          sentence={unrealisedSentence(view)}
          assets={view.unrealised.map((asset) => ({
            ...asset,
            href: `${root}/lots?asset=${encodeURIComponent(asset.asset)}`,
          }))}
        />
      )}
    </div>
  );
}

function unrealisedSentence(view: OverviewView): string {
  const left =
    view.withoutPrice === 0
      ? ""
      : ` ${counted(view.withoutPrice, "lot has", "lots have")} no price and ${view.withoutPrice === 1 ? "is" : "are"} left out.`;
  return `Held units are worth ${formatUsd(view.value, { cents: false })}, ${formatUsd(view.unrealisedTotal, { cents: false, plus: true })} against their basis.${left}`;
}
