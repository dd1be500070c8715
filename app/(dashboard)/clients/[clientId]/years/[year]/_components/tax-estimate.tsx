import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Stat, StatRow } from "@/app/_ui/stat";
import { WhyLink } from "@/app/_ui/why-link";
import type { TaxView, YearView } from "@/lib/services/view-year";
import { LinesTable } from "../../../_gains/lines-table";

/** The year's tax by the worksheets, an estimate; without a profile the one step that brings it. */
export function TaxEstimate({
  view,
  root,
  whyHref,
}: {
  view: YearView;
  root: string;
  whyHref: (name: string) => string;
}) {
  if (view.refusal !== null) {
    return null;
  }
  return (
    <Section
      title="Federal tax, estimate"
      lead="Income tax by the exact rate schedules and net investment income tax. No alternative minimum tax, credits, self-employment tax or state tax."
    >
      {view.tax === null ? (
        <Callout
          title={`No tax is shown for ${view.year}`}
          actions={
            <ButtonLink href={`${root}/settings`}>Tell us your filing status and income</ButtonLink>
          }
        >
          What a gain costs depends on filing status and other income. Both stay in these books.
        </Callout>
      ) : (
        <Figures tax={view.tax} year={view.year} whyHref={whyHref} />
      )}
    </Section>
  );
}

function Figures({
  tax,
  year,
  whyHref,
}: {
  tax: TaxView;
  year: number;
  whyHref: (name: string) => string;
}) {
  return (
    <>
      <StatRow>
        <Stat label="With these gains" size="small" value={<Money amount={tax.total} />} />
        <Stat
          label="Without them"
          size="small"
          value={<Money amount={tax.totalWithout} />}
          note="Same income, deductions and carryovers"
        />
        <Stat
          label="They add"
          size="small"
          value={
            <WhyLink href={whyHref("added")} about="how the tax added is worked out">
              <Money amount={tax.added} />
            </WhyLink>
          }
        />
        <Stat
          label="Of the total, net investment income tax"
          size="small"
          value={<Money amount={tax.niit} />}
        />
      </StatRow>
      <details className="mt-6">
        <summary className="inline-flex min-h-8 items-center text-accent">
          Line by line, by {tax.worksheet}
        </summary>
        <div className="mt-2">
          <LinesTable
            caption={`Tax of ${year}, line by line`}
            form=""
            lines={tax.lines}
            whyHref={whyHref}
          />
        </div>
      </details>
    </>
  );
}
