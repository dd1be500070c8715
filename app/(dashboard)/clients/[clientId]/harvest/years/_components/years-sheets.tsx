import { Drawer } from "@/app/_ui/drawer";
import { Money } from "@/app/_ui/money";
import { AS_EXPECTED, type PriceCaseView } from "@/lib/services/plan-years/years-views";
import { PairedSheets } from "../../_components/worksheets";

/** Every worksheet of all years without and with the plan, at other prices. */
export function YearsSheets({ prices, closeHref }: { prices: PriceCaseView; closeHref: string }) {
  return (
    <Drawer
      over="Without and with the plan"
      title={prices.key === AS_EXPECTED ? "Year by year" : `Prices ${prices.change}, year by year`}
      closeHref={closeHref}
    >
      <div className="flex flex-col gap-9">
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
