import { AuthorityChip } from "@/app/_ui/authority-chip";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { Fold } from "@/app/_ui/fold";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { YearView } from "@/lib/services/view-year";
import type { OpenParts } from "../../../_gains/open-parts";

/** Units received as ordinary income; nothing when there are none. */
export function IncomeReceived({
  view,
  whyHref,
  parts,
}: {
  view: YearView;
  whyHref: (name: string) => string;
  parts: OpenParts;
}) {
  if (view.incomeCount === 0) {
    return null;
  }
  return (
    <Section
      later
      title="Income received in units"
      lead={
        <>
          Ordinary income at market value when received
          {view.otherIncomeLine === null ? "" : `, reported on ${view.otherIncomeLine}`}; the same
          amount is the basis of the lot it opens. <AuthorityChip id="rev-rul-2023-14" />
        </>
      }
    >
      <p className="font-medium text-xl">
        <WhyLink href={whyHref("income")} about="how the income is made">
          <Money amount={view.incomeTotal} />
        </WhyLink>
      </p>
      <Fold
        className="mt-3"
        label={counted(view.incomeCount, "receipt")}
        href={parts.href("income")}
        isOpen={parts.isOpen("income")}
      >
        <Table caption={`Income received in ${view.year}`}>
          <thead>
            <tr>
              <Th sticky>Received</Th>
              <Th>Kind</Th>
              <Th numeric>Units</Th>
              <Th>Account</Th>
              <Th numeric>Income</Th>
              <Th>Source</Th>
            </tr>
          </thead>
          <tbody>
            {view.income.map((event) => (
              <Tr key={event.key}>
                <RowHead>
                  <Day date={event.date} />
                </RowHead>
                <Td>{event.kind}</Td>
                <Td numeric>
                  <Quantity amount={event.quantity} asset={event.asset} />
                </Td>
                <Td>{event.account}</Td>
                <Td numeric>
                  <Money amount={event.amount} />
                </Td>
                <Td className="text-muted">{event.place}</Td>
              </Tr>
            ))}
          </tbody>
          <tfoot>
            <TotalRow>
              <RowHead>
                {view.incomeCount > view.income.length
                  ? `All ${view.incomeCount}, of which ${view.income.length} are listed`
                  : "Total"}
              </RowHead>
              <Td colSpan={3} />
              <Td numeric>
                <Money amount={view.incomeTotal} />
              </Td>
              <Td />
            </TotalRow>
          </tfoot>
        </Table>
      </Fold>
    </Section>
  );
}
