import Link from "next/link";
import { Badge, TermBadge } from "@/app/_ui/badge";
import { counted } from "@/app/_ui/counted";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { ChangedRow, ChangeView, DifferenceView } from "@/lib/services/filing/difference-view";
import { address, type Query } from "../../../_gains/address";

const KINDS = {
  added: { tone: "accent", word: "+ Added" },
  removed: { tone: "loss", word: "− Removed" },
  changed: { tone: "caution", word: "≠ Changed" },
} as const;

/** Rows of Form 8949 that moved, a page of them. */
export function ChangedRows({
  difference,
  before,
  root,
  path,
  query,
}: {
  difference: DifferenceView;
  /** "as filed". */
  before: string;
  root: string;
  path: string;
  query: Query;
}) {
  if (difference.rows.length === 0) {
    return null;
  }
  return (
    <div className="mt-6">
      <Table caption="Rows of Form 8949 that moved" captionVisible>
        <thead>
          <tr>
            <Th sticky>Property</Th>
            <Th>What</Th>
            <Th>Sold</Th>
            <Th>Box</Th>
            <Th numeric>Gain {before}</Th>
            <Th numeric>Gain now</Th>
            <Th>Because of</Th>
          </tr>
        </thead>
        <tbody>
          {difference.rows.map((row) => (
            <Row key={row.key} row={row} root={root} />
          ))}
        </tbody>
      </Table>
      <Pagination
        page={difference.page}
        pages={difference.pages}
        summary={counted(difference.rowCount, "row")}
        hrefTemplate={address(path, query, { page: "{page}" }).replace("%7Bpage%7D", "{page}")}
      />
    </div>
  );
}

function Row({ row, root }: { row: ChangeView; root: string }) {
  const shown = row.after ?? row.before;
  if (shown === null) {
    return null;
  }
  return (
    <Tr>
      <RowHead className="wrap-anywhere min-w-36">
        {row.transactionId === null ? (
          shown.description
        ) : (
          <Link
            href={`${root}/ledger?tx=${row.transactionId}`}
            prefetch={false}
            className="text-accent underline"
          >
            {shown.description}
          </Link>
        )}
      </RowHead>
      <Td>
        <Badge tone={KINDS[row.kind].tone}>{KINDS[row.kind].word}</Badge>
      </Td>
      <Td className="whitespace-nowrap">{shown.sold}</Td>
      <Td className="whitespace-nowrap">
        {boxes(row.before, row.after)} <TermBadge term={shown.term} />
      </Td>
      <Td numeric>
        {row.before === null ? <None /> : <Money amount={row.before.gain} tone="signed" />}
      </Td>
      <Td numeric>
        {row.after === null ? <None /> : <Money amount={row.after.gain} tone="signed" />}
      </Td>
      <Td className="wrap-anywhere min-w-40 text-muted">{row.causes.join("; ")}</Td>
    </Tr>
  );
}

function None() {
  return <span className="text-muted">no row</span>;
}

function boxes(before: ChangedRow | null, after: ChangedRow | null): string {
  const both = [before, after].flatMap((row) => (row === null ? [] : [row.box]));
  return [...new Set(both)].join(" → ");
}
