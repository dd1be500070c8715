import { Money } from "@/app/_ui/money";
import { Stat, StatRow } from "@/app/_ui/stat";
import { WhyLink } from "@/app/_ui/why-link";
import type { YearView } from "@/lib/services/view-year";

/** The year in four figures, each askable. */
export function YearHeadline({
  view,
  whyHref,
}: {
  view: YearView;
  root: string;
  whyHref: (name: string) => string;
}) {
  const line16 = view.scheduleD.find((line) => line.line === "Schedule D 16");
  return (
    <StatRow>
      <Stat
        label="Short-term gain or loss"
        value={
          <WhyLink href={whyHref("short")} about="how the short-term gain is made">
            <Money amount={view.short} tone="signed" />
          </WhyLink>
        }
        note="Held one year or less"
      />
      <Stat
        label="Long-term gain or loss"
        value={
          <WhyLink href={whyHref("long")} about="how the long-term gain is made">
            <Money amount={view.long} tone="signed" />
          </WhyLink>
        }
        note="Held more than one year"
      />
      <Stat
        label="Net, Schedule D line 16"
        value={
          line16 === undefined ? (
            <Money amount={view.line16} tone="signed" />
          ) : (
            <WhyLink href={whyHref(line16.why)} about="how line 16 is made">
              <Money amount={view.line16} tone="signed" />
            </WhyLink>
          )
        }
        note="With carryovers in and gains outside these books"
      />
      <LastFigure view={view} whyHref={whyHref} />
    </StatRow>
  );
}

function LastFigure({ view, whyHref }: { view: YearView; whyHref: (name: string) => string }) {
  if (view.tax !== null) {
    return (
      <Stat
        label="Tax these gains add, estimate"
        value={
          <WhyLink href={whyHref("added")} about="how the tax is worked out">
            <Money amount={view.tax.added} />
          </WhyLink>
        }
        note={
          view.tax.added.startsWith("-")
            ? "Below zero: the losses lower the year's tax"
            : "The year's tax with them, less the tax without"
        }
      />
    );
  }
  return (
    <Stat
      label="Allowed loss, Schedule D line 21"
      value={<Money amount={view.line21} />}
      note="Against other income this year"
    />
  );
}
