import { IssueBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import type { OverviewView } from "@/lib/services/view-overview";

/** What is wrong or uncertain? */
export function Wrong({ view, root }: { view: OverviewView; root: string }) {
  const { blocking, check, worst, range, yearsHeld } = view.wrong;
  return (
    <section aria-labelledby="wrong" className="border-ink border-t pt-4">
      <h2 id="wrong" className="mb-2 font-semibold text-lg">
        What is wrong or uncertain?
      </h2>
      {worst === null ? (
        <p>
          Nothing: every sale has its basis and every receipt its value.{" "}
          <span className="text-muted">The books are as final as the records.</span>
        </p>
      ) : (
        <>
          <p className="flex flex-wrap gap-2">
            {blocking > 0 && (
              <IssueBadge severity="blocking">
                {counted(blocking, "item blocks", "items block")} {yearsHeld.join(", ")}
              </IssueBadge>
            )}
            {check > 0 && <IssueBadge severity="check">{check} to check</IssueBadge>}
          </p>
          <Between range={range} />
          <p className="mt-2">
            <strong className="font-semibold">
              {worst.title}
              {worst.quantity !== null && (
                <>
                  {": "}
                  <Quantity amount={worst.quantity} asset={worst.asset ?? ""} />
                </>
              )}
            </strong>
            , <Day date={worst.date} />
            {worst.account !== null && `, ${worst.account}`}
          </p>
          <p className="mt-0.5 text-muted text-sm">{worst.message}</p>
          <p className="mt-3">
            <ButtonLink href={`${root}/review`}>
              {blocking > 0 ? "Settle the first" : "Look at them"}
            </ButtonLink>
          </p>
        </>
      )}
    </section>
  );
}

function Between({ range }: { range: OverviewView["wrong"]["range"] }) {
  if (range === null || range.tax === null) {
    return null;
  }
  const { year, isBound, tax } = range;
  return (
    <p className="mt-2">
      By what is open, your {year} tax is {isBound ? "between" : "about"}{" "}
      <Money amount={tax.low} cents="none" /> {isBound ? "and" : "to"}{" "}
      <Money amount={tax.high} cents="none" />.
    </p>
  );
}
