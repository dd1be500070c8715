import { WrittenSum } from "@/app/_ui/definition-list";
import { Drawer } from "@/app/_ui/drawer";
import { Money } from "@/app/_ui/money";
import { AS_EXPECTED, type PriceCaseView } from "@/lib/services/plan-years/years-views";
import { PairedSheets } from "../../_components/worksheets";

/** What each year saves, written out, and every worksheet of all years without and with the plan, at other prices. */
export function YearsSheets({
  prices,
  isDiscounted,
  closeHref,
}: {
  prices: PriceCaseView;
  /** A dollar of a later year counts less. */
  isDiscounted: boolean;
  closeHref: string;
}) {
  const first = prices.years[0]?.year;
  return (
    <Drawer
      over="Without and with the plan"
      title={prices.key === AS_EXPECTED ? "Year by year" : `Prices ${prices.change}, year by year`}
      closeHref={closeHref}
    >
      <WrittenSum
        lines={[
          ...prices.years.map(({ year, costs, worth }) => ({
            key: String(year),
            label: (
              <>
                {year}
                <span className="text-muted text-sm">
                  {costs !== "0" && ", after costs"}
                  {isDiscounted && year !== first && `, in dollars of ${first}`}
                </span>
              </>
            ),
            amount: <Money amount={worth} />,
          })),
          {
            key: "saved",
            role: "total",
            label: "Saved",
            amount: <Money amount={prices.saved} />,
          },
        ]}
      />
      <div className="mt-7 flex flex-col gap-9">
        {prices.years.map(({ year, difference, costs, sheets }) => (
          <section key={year}>
            <h3 className="mb-3 border-ink border-b pb-1 font-serif text-xl">
              {year}{" "}
              <span className="font-sans text-base text-muted">
                tax with less without: <Money amount={difference} />
                {costs !== "0" && (
                  <>
                    , costs <Money amount={costs} />
                  </>
                )}
              </span>
            </h3>
            <PairedSheets sheets={sheets} of={String(year)} />
          </section>
        ))}
      </div>
    </Drawer>
  );
}
