import { GainByMonth } from "@/app/_ui/charts/gain-by-month";
import { Section } from "@/app/_ui/page-header";
import { formatUsd } from "@/lib/money/format";
import type { YearView } from "@/lib/services/view-year";

/** When in the year the gains and losses were made; nothing without a sale. */
export function GainChart({ view }: { view: YearView }) {
  if (view.months.every((month) => month.short === "0" && month.long === "0")) {
    return null;
  }
  return (
    <Section later title="Through the year">
      <GainByMonth
        question={`When were the gains and losses of ${view.year} made?`}
        sentence={`Short-term ${formatUsd(view.short, { plus: true })} and long-term ${formatUsd(view.long, { plus: true })} in all.`}
        months={view.months}
        total={{ short: view.short, long: view.long }}
      />
    </Section>
  );
}
