import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { AmendedYearView } from "@/lib/services/filing/view-amended-year";

/** The corrected Schedule D and carryover worksheet behind column C. */
export function WorksheetLines({ view }: { view: AmendedYearView }) {
  return (
    <>
      <Section
        later
        title="Schedule D, corrected"
        lead={`With ${view.rowCount.toLocaleString("en-US")} ${view.rowCount === 1 ? "row" : "rows"} of Form 8949, all of them in the PDF and CSV of the year-end report.`}
      >
        <Lines caption={`Schedule D of ${view.year}, corrected`} lines={view.scheduleD} />
      </Section>
      {view.carryover.length > 0 && (
        <Section
          later
          title="Capital Loss Carryover Worksheet, corrected"
          lead={`From ${view.year} to ${view.year + 1}. It is kept, not sent.`}
        >
          <Lines caption={`Carryover from ${view.year}`} lines={view.carryover} />
        </Section>
      )}
    </>
  );
}

function Lines({ caption, lines }: { caption: string; lines: AmendedYearView["scheduleD"] }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th sticky>Line</Th>
          <Th>What it is</Th>
          <Th className="hidden md:table-cell">How</Th>
          <Th numeric>Amount</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.why}>
            <RowHead>{line.line}</RowHead>
            <Td className="min-w-40">{line.label}</Td>
            <Td className="hidden text-muted md:table-cell">{line.how}</Td>
            <Td numeric>
              <Money amount={line.amount} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
