import { Section } from "@/app/_ui/page-header";
import type { YearView } from "@/lib/services/view-year";
import { LinesTable } from "../../../_gains/lines-table";

/** Schedule D, the lines that apply. */
export function ScheduleD({
  view,
  whyHref,
}: {
  view: YearView;
  whyHref: (name: string) => string;
}) {
  if (view.scheduleD.length === 0) {
    return null;
  }
  return (
    <Section
      later
      title="Schedule D"
      lead={`${view.formsNote === null ? "" : `${view.formsNote} `}Losses and carryovers are negative here; the paper form prints them in parentheses.`}
    >
      <LinesTable
        caption={`Schedule D lines of ${view.year}`}
        form="Schedule D"
        lines={view.scheduleD}
        whyHref={whyHref}
      />
    </Section>
  );
}
