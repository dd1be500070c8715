import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { MoneyField } from "@/app/_ui/field";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { formatUsd } from "@/lib/money/format";
import type { AmendLine, AmendView } from "@/lib/services/filing/view-amend";

/** Refund against effort, year by year. What an amended return costs stands in the address. */
export function WorthIt({ view, fee, root }: { view: AmendView; fee: string; root: string }) {
  const claims = view.years.filter(({ action }) => action === "amend-refund");
  const untold = view.years.filter(({ action }) => action === "tell-payments");
  const pays = view.years.filter(({ action }) => action === "amend-pay");
  if (claims.length + untold.length + pays.length === 0) {
    return null;
  }
  return (
    <Section
      later
      title="Is it worth it"
      lead="A refund may be left unclaimed; tax that is owed may not. A year that is not amended still counts its corrected loss as used."
    >
      <form action={`${root}/amend`} className="mb-4 flex max-w-md flex-wrap items-end gap-3">
        <MoneyField
          name="fee"
          label="What one amended return costs you"
          hint="A preparer’s fee, or your own time."
          defaultValue={fee}
          required={false}
          className="grow"
        />
        <Button type="submit">Compare</Button>
      </form>
      <Table caption="Refund against effort">
        <thead>
          <tr>
            <Th sticky>Year</Th>
            <Th numeric>Refund</Th>
            <Th numeric>Less the cost</Th>
            <Th>Verdict</Th>
          </tr>
        </thead>
        <tbody>
          {claims.map((year) => (
            <Claim key={year.year} year={year} />
          ))}
          {pays.map((year) => (
            <Tr key={year.year}>
              <RowHead>{year.year}</RowHead>
              <Td numeric>
                <Money amount="0" />
              </Td>
              <Td numeric>
                <span className="whitespace-nowrap text-muted">not weighed</span>
              </Td>
              <Td className="wrap-anywhere min-w-64 whitespace-normal">
                {year.pastAssessment === null
                  ? `Not optional: ${formatUsd(year.taxChange)} more tax is owed. Filing before the IRS asks can avoid a penalty.`
                  : `${formatUsd(year.taxChange)} more tax was owed. ${year.pastAssessment}`}
              </Td>
            </Tr>
          ))}
          {untold.map((year) => (
            <Tr key={year.year}>
              <RowHead>{year.year}</RowHead>
              <Td numeric>
                <span className="whitespace-nowrap text-muted">not known</span>
              </Td>
              <Td numeric>
                <span className="whitespace-nowrap text-muted">not weighed</span>
              </Td>
              <Td className="min-w-64">
                The tax falls by {formatUsd(year.taxChange.replace("-", ""))}. A refund is at most
                what was paid in time:{" "}
                <Link href={`${root}/reports/${year.year}`} className="text-accent underline">
                  tell what was paid
                </Link>
                .
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Claim({ year }: { year: AmendLine }) {
  const net = year.lessCost;
  return (
    <Tr>
      <RowHead>{year.year}</RowHead>
      <Td numeric>
        <Money amount={year.refundAllowed} />
      </Td>
      <Td numeric>
        {net === null ? (
          <span className="text-muted">tell the cost</span>
        ) : (
          <Money amount={net} tone="signed" />
        )}
      </Td>
      <Td>
        {net === null && "Up to you"}
        {net !== null &&
          (net.startsWith("-") || net === "0"
            ? "Costs as much as it brings, or more"
            : "Brings more than it costs")}
      </Td>
    </Tr>
  );
}
