import Link from "next/link";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { FormDetail } from "@/lib/services/reconcile/view-forms";
import { UnmatchForm } from "./match-form";
import { RemoveRow } from "./remove-row";

/** Every line of the form with the sale it was put on. */
export function FormRows({
  form,
  clientId,
  mayWrite,
  root,
}: {
  form: FormDetail;
  clientId: string;
  mayWrite: boolean;
  root: string;
}) {
  return (
    <Section
      title="Lines of the form"
      lead={
        form.rowCount > form.rows.length
          ? `${form.rows.length} of ${form.rowCount.toLocaleString("en-US")}, those without a sale first.`
          : "Each beside the sale it tells of."
      }
    >
      <Table caption={`Lines of the form of ${form.payer}`}>
        <thead>
          <tr>
            <Th sticky>Units</Th>
            <Th>Acquired</Th>
            <Th>Sold</Th>
            <Th numeric>Proceeds</Th>
            <Th numeric>Basis</Th>
            <Th>Term</Th>
            <Th>Your sale</Th>
          </tr>
        </thead>
        <tbody>
          {form.rows.map((row) => (
            <Tr key={row.id}>
              <RowHead>
                <Quantity amount={row.units} asset={row.asset} />
              </RowHead>
              <Td>
                <Told day={row.acquired} />
              </Td>
              <Td>
                <Told day={row.sold} />
              </Td>
              <Td numeric>
                <Money amount={row.proceeds} />
                {row.firstSale && <span className="block text-muted text-xs">box 11c</span>}
              </Td>
              <Td numeric>{row.basis === null ? <Blank /> : <Money amount={row.basis} />}</Td>
              <Td>{row.term ?? <Blank />}</Td>
              <Td>
                <Sales row={row} clientId={clientId} mayWrite={mayWrite} root={root} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** The sales a line was put on, and what can be said about it by hand. */
function Sales({
  row,
  clientId,
  mayWrite,
  root,
}: {
  row: FormDetail["rows"][number];
  clientId: string;
  mayWrite: boolean;
  root: string;
}) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {row.sales.map((sale) => (
        <Link
          key={sale.id}
          href={`${root}/ledger?tx=${sale.id}`}
          prefetch={false}
          className="text-accent underline"
        >
          <Day date={sale.sold} />, {sale.account}
        </Link>
      ))}
      {row.saleCount > row.sales.length && (
        <span className="text-muted">
          and {(row.saleCount - row.sales.length).toLocaleString("en-US")} more
        </span>
      )}
      {row.sales.length === 0 && <NoSale answered={row.answered} />}
      {mayWrite && row.byHand && <UnmatchForm clientId={clientId} line={row.id} />}
      {mayWrite && row.typedRow !== null && <RemoveRow clientId={clientId} row={row.typedRow} />}
    </span>
  );
}

/** A line without a sale: where it is answered instead, or that nobody has said what it is. */
function NoSale({ answered }: { answered: string | null }) {
  if (answered === null) {
    return <span className="text-loss">▲ none</span>;
  }
  return (
    <span className="text-muted">
      {answered === "" ? "none, decided" : `none; its row is in box ${answered}`}
    </span>
  );
}

/** A day as printed; a purchase may be of various days. */
function Told({ day }: { day: string | null }) {
  if (day === null) {
    return <Blank />;
  }
  return day === "various" ? "Various" : <Day date={day} />;
}

function Blank() {
  return <span className="text-muted">blank</span>;
}
