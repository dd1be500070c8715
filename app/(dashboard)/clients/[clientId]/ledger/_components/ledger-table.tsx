import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { EmptyRow, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { EntryView } from "@/lib/services/entry-view";
import { type LedgerFilter, type LedgerSort, ledgerQuery } from "@/lib/services/ledger-filter";
import type { RecordView } from "@/lib/services/season/record-views";
import type { LedgerView } from "@/lib/services/view-ledger";
import { Kind, MainCells, When } from "../../_books/entry-cells";

interface LedgerTableProps {
  view: LedgerView;
  filter: LedgerFilter;
  path: string;
  /** The transaction in the drawer. */
  current: string | null;
}

/** One page of the ledger. */
export function LedgerTable({ view, filter, path, current }: LedgerTableProps) {
  const sort = (by: LedgerSort) => {
    const isThis = filter.sort === by;
    const isNumeric = by === "time" || by === "value";
    const isDescending = isThis ? !filter.isDescending : isNumeric;
    const direction = filter.isDescending ? ("descending" as const) : ("ascending" as const);
    return {
      href: `${path}${ledgerQuery(filter, { sort: by, isDescending })}`,
      direction: isThis ? direction : null,
    };
  };
  return (
    <Table caption="Transactions">
      <thead>
        <tr>
          <Th sticky sort={sort("time")}>
            Date
          </Th>
          <Th sort={sort("kind")}>Kind</Th>
          <Th numeric sort={sort("asset")}>
            Sent
          </Th>
          <Th numeric>Received</Th>
          <Th numeric sort={sort("value")}>
            Value
          </Th>
          <Th numeric>Fees</Th>
          <Th sort={sort("account")}>Account</Th>
          <Th>Source</Th>
        </tr>
      </thead>
      <tbody>
        {view.entries.length === 0 && (
          <EmptyRow columns={8}>No transaction matches. Widen the filter above.</EmptyRow>
        )}
        {view.entries.map((entry) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            record={view.records.get(entry.id)}
            href={`${path}${ledgerQuery(filter, {}, { tx: entry.id })}`}
            isCurrent={entry.id === current}
          />
        ))}
      </tbody>
    </Table>
  );
}

function EntryRow({
  entry,
  record,
  href,
  isCurrent,
}: {
  entry: EntryView;
  record: RecordView | undefined;
  href: string;
  isCurrent: boolean;
}) {
  return (
    <Tr
      current={isCurrent}
      className={entry.voided === null ? undefined : "text-muted line-through"}
    >
      <Td sticky>
        <Link href={href} scroll={false} prefetch={false} className="askable block min-h-6">
          <When entry={entry} />
          <span className="sr-only">, open this {entry.kindLabel}</span>
        </Link>
      </Td>
      <Td>
        <Kind entry={entry} />
        {entry.question !== null && entry.voided === null && (
          <Badge tone="caution">Needs a decision</Badge>
        )}
        {entry.issues.map((issue) => (
          <Badge key={issue.key} tone={issue.isBlocking ? "loss" : "caution"}>
            {issue.title}
          </Badge>
        ))}
        {record !== undefined && <LotsNamed record={record} />}
        {entry.voided !== null && <Badge>Voided: {entry.voided}</Badge>}
      </Td>
      <MainCells entry={entry} />
      <Td className="max-w-48 text-muted text-xs">
        <span className="line-clamp-2 break-words">{entry.place ?? "by hand"}</span>
      </Td>
    </Tr>
  );
}

/** Whether lots were named in time; nothing where nobody meant to name any. */
function LotsNamed({ record: { state, label, isMissed } }: { record: RecordView }) {
  return state === "not" && !isMissed ? null : (
    <div>
      <Badge tone={state === "in-time" ? "gain" : "caution"}>
        {state === "not" ? "Lots named, does not count" : label}
      </Badge>
    </div>
  );
}
