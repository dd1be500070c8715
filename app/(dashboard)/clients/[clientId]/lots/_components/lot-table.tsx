import Link from "next/link";
import { AssetName } from "@/app/_ui/asset-name";
import { TermBadge } from "@/app/_ui/badge";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { EmptyRow, RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import type { LotsView, LotView } from "@/lib/services/view-lots";
import { address, type Query } from "../../_gains/address";

const columns = [
  { sort: "asset", label: "Asset", numeric: false, sticky: true },
  { sort: "account", label: "Account", numeric: false },
  { sort: "acquired", label: "Acquired", numeric: false },
  { sort: "quantity", label: "Units", numeric: true },
  { sort: "basis", label: "Basis", numeric: true },
  { sort: null, label: "Basis per unit", numeric: true },
  { sort: "value", label: "Value", numeric: true },
  { sort: "gain", label: "Unrealised", numeric: true },
  { sort: "days", label: "Term today", numeric: false },
  { sort: null, label: "Source", numeric: false },
] as const;

/** The lots that match, one a row, with totals of all that match. */
export function LotTable({
  view,
  root,
  path,
  query,
}: {
  view: LotsView;
  root: string;
  path: string;
  query: Query;
}) {
  const { totals } = view;
  return (
    <Table caption="Open lots" tall>
      <thead>
        <tr>
          {columns.map((column) => (
            <Th
              key={column.label}
              numeric={column.numeric}
              sticky={"sticky" in column}
              {...(column.sort === null ? {} : { sort: sortOf(column.sort, view, path, query) })}
            >
              {column.label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.lots.length === 0 && <EmptyRow columns={10}>No lot matches. Show all lots.</EmptyRow>}
        {view.lots.map((lot) => (
          <LotRow key={lot.key} lot={lot} root={root} />
        ))}
      </tbody>
      <tfoot>
        <TotalRow>
          <RowHead>{totals.lots.toLocaleString("en-US")} lots</RowHead>
          <Td colSpan={3} />
          <Td numeric>
            <Money amount={totals.basis} />
          </Td>
          <Td />
          <Td numeric>
            <Money amount={totals.value} />
          </Td>
          <Td numeric>
            <Money amount={totals.gain} tone="signed" />
          </Td>
          <Td colSpan={2} />
        </TotalRow>
      </tfoot>
    </Table>
  );
}

function sortOf(sort: string, { query }: LotsView, path: string, search: Query) {
  const isPresent = query.sort === sort;
  const next = isPresent && !query.isDescending ? "descending" : null;
  return {
    href: `${address(path, search, { sort, order: next, page: null })}#lots`,
    direction: isPresent ? (query.isDescending ? "descending" : "ascending") : null,
  } as const;
}

function LotRow({ lot, root }: { lot: LotView; root: string }) {
  return (
    <Tr>
      <RowHead>
        <AssetName id={lot.asset} />
      </RowHead>
      <Td className="whitespace-nowrap">{lot.account}</Td>
      <Td>{lot.acquired === "inherited" ? "inherited" : <Day date={lot.acquired} />}</Td>
      <Td numeric>
        <Quantity amount={lot.quantity} />
      </Td>
      <Td numeric>
        <Money amount={lot.basis} />
      </Td>
      <Td numeric>{lot.basisPerUnit === null ? null : <Price amount={lot.basisPerUnit} />}</Td>
      <Td numeric>{lot.value === null ? <Price amount={null} /> : <Money amount={lot.value} />}</Td>
      <Td numeric>
        {lot.value === null ? <Price amount={null} /> : <Money amount={lot.gain} tone="signed" />}
      </Td>
      <Td>
        <TermToday lot={lot} />
      </Td>
      <Td className="whitespace-nowrap text-muted">
        <Link href={`${root}/ledger?tx=${lot.transactionId}`} className="underline">
          {lot.place}
        </Link>
      </Td>
    </Tr>
  );
}

function TermToday({ lot }: { lot: LotView }) {
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <TermBadge term={lot.term} />
      {lot.daysToLong !== null && lot.daysToLong > 0 && (
        <span className="text-muted text-xs">
          long in {counted(lot.daysToLong, "day")}, <Day date={lot.firstLongDate} />
        </span>
      )}
    </span>
  );
}
