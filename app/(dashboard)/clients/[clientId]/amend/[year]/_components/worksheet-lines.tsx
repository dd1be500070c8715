import { counted } from "@/app/_ui/counted";
import { Section } from "@/app/_ui/page-header";
import type { AmendedYearView } from "@/lib/services/filing/view-amended-year";
import { LinesTable } from "../../../_gains/lines-table";

/** The corrected Schedule D and carryover worksheet behind column C. */
export function WorksheetLines({ view }: { view: AmendedYearView }) {
  return (
    <>
      <Section
        later
        title="Schedule D, corrected"
        lead={`With ${counted(view.rowCount, "row")} of Form 8949, all of them in the PDF and CSV of this worksheet.`}
      >
        <LinesTable
          caption={`Schedule D of ${view.year}, corrected`}
          form="Schedule D"
          lines={view.scheduleD}
        />
      </Section>
      {view.carryover.length > 0 && (
        <Section
          later
          title="Capital Loss Carryover Worksheet, corrected"
          lead={`From ${view.year} to ${view.year + 1}. It is kept, not sent.`}
        >
          <LinesTable
            caption={`Carryover from ${view.year}`}
            form="Capital Loss Carryover Worksheet"
            lines={view.carryover}
          />
        </Section>
      )}
    </>
  );
}
