import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { ImportItem } from "@/lib/services/view-imports";

/** All imports with what became of their rows. */
export function ImportList({ items, root }: { items: readonly ImportItem[]; root: string }) {
  return (
    <Table caption="Imports" density="comfortable">
      <thead>
        <tr>
          <Th sticky>File</Th>
          <Th>State</Th>
          <Th>Source</Th>
          <Th numeric>Rows read</Th>
          <Th numeric>Accepted</Th>
          <Th numeric>Already there</Th>
          <Th numeric>In quarantine</Th>
          <Th numeric>Need a decision</Th>
          <Th numeric>Rejected</Th>
          <Th numeric>Left out</Th>
          <Th>When</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Tr key={item.id}>
            <RowHead className="max-w-64">
              <Link
                href={`${root}/import/${item.id}`}
                className="block truncate text-accent underline"
              >
                {item.fileName}
              </Link>
            </RowHead>
            <Td>
              <ImportState item={item} />
            </Td>
            <Td className="whitespace-nowrap">{item.source}</Td>
            <Count of={item.rowsRead} />
            <Count of={item.rowsAccepted} />
            <Count of={item.rowsKnown} />
            <Count of={item.rowsQuarantined} />
            <Count of={item.rowsQuestion} />
            <Count of={item.rowsRejected} />
            <Count of={item.rowsSkipped} />
            <Td>
              <Day date={item.at.slice(0, 10)} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Count({ of }: { of: number }) {
  return (
    <Td numeric className={of === 0 ? "text-muted" : undefined}>
      {of.toLocaleString("en-US")}
    </Td>
  );
}

/** Where an import stands, in a word. */
export function ImportState({ item }: { item: Pick<ImportItem, "state" | "isBusy"> }) {
  if (item.isBusy) {
    return <Badge tone="accent">Being worked on</Badge>;
  }
  switch (item.state) {
    case "unmapped":
      return <Badge tone="caution">Say how it is read</Badge>;
    case "asking":
      return <Badge tone="caution">Has a question</Badge>;
    case "previewed":
      return <Badge tone="caution">Waits for you</Badge>;
    case "committing":
      return <Badge tone="caution">Stopped halfway, nothing saved</Badge>;
    case "committed":
      return <Badge tone="gain">Imported</Badge>;
    case "undone":
      return <Badge>Taken back</Badge>;
    case "failed":
      return <Badge tone="loss">Could not be read</Badge>;
    case "cancelled":
      return <Badge>Cancelled</Badge>;
    default:
      return item.state satisfies never;
  }
}
