import { DaysToLong } from "@/app/_ui/charts/days-to-long";
import { UnrealisedByTerm } from "@/app/_ui/charts/unrealised-by-term";
import { Section } from "@/app/_ui/page-header";
import type { HarvestView } from "@/lib/services/view-harvest";
import { lotsHref } from "./lots-href";

/** What is held: by asset and term, and when it turns long. Nothing where no lot has a price and a basis. */
export function Held({ view, root }: { view: HarvestView; root: string }) {
  const { charts, daysLeft } = view;
  const { byTerm, turning, turningAll, turningThisYear } = charts;
  if (byTerm.length === 0) {
    return null;
  }
  const drawn =
    turning.length === turningAll
      ? ""
      : ` The ${turning.length} with the largest gains or losses are drawn.`;
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
            sentence={`${turningThisYear === 0 ? "None" : turningThisYear} of ${turningAll} short-term lots ${turningThisYear === 1 ? "turns" : "turn"} long before the year ends.${drawn}`}
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
