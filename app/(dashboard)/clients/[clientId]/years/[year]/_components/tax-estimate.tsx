import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Fold } from "@/app/_ui/fold";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Stat, StatRow } from "@/app/_ui/stat";
import { WhyLink } from "@/app/_ui/why-link";
import type { TaxView, YearView } from "@/lib/services/view-year";
import { LinesTable } from "../../../_gains/lines-table";
import type { OpenParts } from "../../../_gains/open-parts";

/** The year's tax by the worksheets, an estimate; without a profile the one step that brings it. */
export function TaxEstimate({
  view,
  root,
  whyHref,
  parts,
}: {
  view: YearView;
  root: string;
  whyHref: (name: string) => string;
  parts: OpenParts;
}) {
  if (view.refusal !== null) {
    return null;
  }
  return (
    <Section
      later
      title="Federal tax, estimate"
      lead="Income tax by the exact rate schedules and net investment income tax. No alternative minimum tax, credits, self-employment tax or state tax."
    >
      {view.tax === null ? (
        <Callout
          title={`No tax is shown for ${view.year}`}
          actions={
            view.isWhole && (
              <ButtonLink href={`${root}/settings`}>
                Tell us your filing status and income
              </ButtonLink>
            )
          }
        >
          What a gain costs depends on filing status and other income. Both stay in these books.
        </Callout>
      ) : (
        <Figures tax={view.tax} year={view.year} whyHref={whyHref} parts={parts} />
      )}
    </Section>
  );
}

function Figures({
  tax,
  year,
  whyHref,
  parts,
}: {
  tax: TaxView;
  year: number;
  whyHref: (name: string) => string;
  parts: OpenParts;
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
      <Fold
        className="mt-6"
        label={`Line by line, by ${tax.worksheet}`}
        href={parts.href("tax")}
        isOpen={parts.isOpen("tax")}
      >
        <LinesTable
          caption={`Tax of ${year}, line by line`}
          form=""
          lines={tax.lines}
          whyHref={whyHref}
        />
      </Fold>
    </>
  );
}
