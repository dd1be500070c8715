import { DaysToLong } from "@/app/_ui/charts/days-to-long";
import { UnrealisedByTerm } from "@/app/_ui/charts/unrealised-by-term";
import { Section } from "@/app/_ui/page-header";
import type { HarvestView } from "@/lib/services/view-harvest";
import { lotsHref } from "./lots-href";

/** What is held: by asset and term, and when it turns long. Nothing where no lot has a price and a basis. */
export function Held({ view, root }: { view: HarvestView; root: string }) {
  const { charts, daysLeft } = view;
  const { byTerm, turning, turningMore } = charts;
  if (byTerm.length === 0) {
    return null;
  }
  const inYear = turning.filter(({ days }) => days <= daysLeft).length;
  return (
    <Section
      later
      title="What is held"
      lead="Lots without a price or a known basis are in neither picture."
    >
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
        <UnrealisedByTerm
          question="Where are the losses and gains?"
          sentence="Unrealised by asset, by the term a sale today would have; losses to the left."
          assets={byTerm.map((each) => ({
            ...each,
            hrefs: {
              short: lotsHref(root, view, each.asset, "short"),
              long: lotsHref(root, view, each.asset, "long"),
            },
          }))}
        />
        {turning.length > 0 && (
          <DaysToLong
            question="What turns long-term, and when?"
            sentence={`${inYear === 0 ? "None" : inYear} of ${turning.length} short-term lots ${turning.length === 1 ? "turns" : "turn"} long before the year ends${turningMore > 0 ? `; ${turningMore} smaller ones are not drawn` : ""}.`}
            lots={turning.map((lot) => ({
              ...lot,
              href: lotsHref(root, view, lot.asset, "short"),
            }))}
            yearEnd={daysLeft}
          />
        )}
      </div>
    </Section>
  );
}
