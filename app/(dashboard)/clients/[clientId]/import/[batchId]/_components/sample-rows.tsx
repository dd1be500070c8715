import { Table, Td, Th, Tr } from "@/app/_ui/table";
import type { EntryView } from "@/lib/services/entry-view";
import { Kind, MainCells, When } from "../../../_books/entry-cells";

/** The first transactions of a file, like rows of the ledger. */
export function SampleRows({ sample }: { sample: readonly EntryView[] }) {
  return (
    <Table caption="The first rows as they are read">
      <thead>
        <tr>
          <Th sticky>Date</Th>
          <Th>Kind</Th>
          <Th numeric>Sent</Th>
          <Th numeric>Received</Th>
          <Th numeric>Value</Th>
          <Th numeric>Fees</Th>
          <Th>Account</Th>
          <Th>Source</Th>
        </tr>
      </thead>
      <tbody>
        {sample.map((entry) => (
          <Tr key={entry.id}>
            <Td sticky>
              <When entry={entry} />
            </Td>
            <Td>
              <Kind entry={entry} />
            </Td>
            <MainCells entry={entry} />
            <Td className="whitespace-nowrap text-muted text-xs">
              {entry.place?.replace(/^.*, /, "")}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
