import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { FormDetail } from "@/lib/services/reconcile/view-forms";

/** Sales of the payer's accounts no line tells of. */
export function NotReported({ form, root }: { form: FormDetail; root: string }) {
  if (form.notReported.length === 0) {
    return null;
  }
  return (
    <Section
      later
      title="Sales the form does not tell of"
      lead={
        <>
          They are reported all the same, in box I or L: no form is no absence of tax. Brokers leave
          out some deals <AuthorityChip id="notice-2024-57" /> and small sums.
        </>
      }
    >
      {form.smallSums !== null && (
        <p className="mb-4 text-muted text-sm">
          {form.smallSums.count === 1 ? "One of them is" : `${form.smallSums.count} of them are`} of
          stablecoins, <Money amount={form.smallSums.proceeds} /> in all. Up to $10,000 a year a
          broker need not tell of them: no form need be expected.{" "}
          <AuthorityChip id="form-1099-da" />
        </p>
      )}
      <Table caption="Sales no line of the form tells of">
        <thead>
          <tr>
            <Th sticky>Units</Th>
            <Th>Sold</Th>
            <Th>Account</Th>
            <Th numeric>Proceeds</Th>
            <Th numeric>Basis</Th>
          </tr>
        </thead>
        <tbody>
          {form.notReported.map((sale) => (
            <Tr key={sale.id}>
              <RowHead>
                <Link
                  href={`${root}/ledger?tx=${sale.id}`}
                  prefetch={false}
                  className="text-accent underline"
                >
                  <Quantity amount={sale.units} asset={sale.asset} />
                </Link>
              </RowHead>
              <Td>
                <Day date={sale.sold} />
              </Td>
              <Td>{sale.account}</Td>
              <Td numeric>
                <Money amount={sale.proceeds} />
              </Td>
              <Td numeric>
                <Money amount={sale.basis} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {form.notReportedCount > form.notReported.length && (
        <p className="mt-1 text-muted text-sm">
          The first {form.notReported.length} of {form.notReportedCount.toLocaleString("en-US")}.
        </p>
      )}
    </Section>
  );
}
