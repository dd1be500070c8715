import { Callout } from "@/app/_ui/callout";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { ImportView, NotedView } from "@/lib/services/view-import";

const GROUPS = [
  {
    outcome: "rejected",
    count: "rowsRejected",
    title: "Rejected",
    lead: "These rows could not be read and are not imported. Correct them in the file, or enter them by hand.",
  },
  {
    outcome: "quarantined",
    count: "rowsQuarantined",
    title: "In quarantine",
    lead: "These rows are kept and do not count: they seem to repeat rows you have, or are tokens you did not ask for. You decide, one by one or all at once, and can change your mind.",
  },
  {
    outcome: "question",
    count: "rowsQuestion",
    title: "Need a decision",
    lead: "These rows are imported with what they say; what they do not say stays unknown until you decide.",
  },
  {
    outcome: "skipped",
    count: "rowsSkipped",
    title: "Left out on purpose",
    lead: "These rows say nothing that is not said by others.",
  },
] as const;

/** Every row that was not simply accepted: its line, column, value and why. */
export function NotedRows({
  noted,
  item,
}: {
  noted: readonly NotedView[];
  item: ImportView["item"];
}) {
  const remarks = noted.filter((row) => row.outcome === "file");
  return (
    <>
      {remarks.map((remark) => (
        <Callout key={remark.reason} tone="caution" className="mb-4">
          {remark.reason}
        </Callout>
      ))}
      {GROUPS.map(({ outcome, count, title, lead }) => {
        const rows = noted.filter((row) => row.outcome === outcome);
        return rows.length === 0 ? null : (
          <Section
            key={outcome}
            title={`${title} (${item[count].toLocaleString("en-US")})`}
            lead={lead}
          >
            <NotedTable rows={rows} caption={title} />
            {item[count] > rows.length && (
              <p className="mt-2 text-muted text-sm">
                The first {rows.length} of {item[count].toLocaleString("en-US")}. After the import
                all of them are kept with their reasons.
              </p>
            )}
          </Section>
        );
      })}
    </>
  );
}

function NotedTable({ rows, caption }: { rows: readonly NotedView[]; caption: string }) {
  return (
    <Table caption={caption} tall>
      <thead>
        <tr>
          <Th numeric sticky>
            Line
          </Th>
          <Th>Column</Th>
          <Th>Value</Th>
          <Th>Why</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.line}>
            <RowHead className="text-right tabular-nums">{row.line}</RowHead>
            <Td className="whitespace-nowrap">{row.column}</Td>
            <Td className="max-w-56 break-all font-mono text-xs">{row.value}</Td>
            <Td className="min-w-64">{row.reason}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
