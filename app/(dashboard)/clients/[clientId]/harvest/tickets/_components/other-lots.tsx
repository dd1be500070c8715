import Link from "next/link";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import type { TicketFormView } from "@/lib/services/season/view-ticket-form";
import { address, many, one, type Query } from "../../../_gains/address";
import { FoundCount, LotFinder } from "../../_components/lot-finder";

/** Lots of the place that the form does not show: found by day or units, and added to it one by one. */
export function OtherLots({
  view,
  path,
  query,
}: {
  view: TicketFormView;
  path: string;
  query: Query;
}) {
  const { found, lots, lotCount } = view;
  if (lotCount === lots.length) {
    return null;
  }
  return (
    <Section
      title="Another lot?"
      lead="What is added stands in the list above; units typed there stay."
    >
      <LotFinder path={path} query={query} name="find" typed={one(query, "find") ?? ""} />
      {found !== null && (
        <>
          <ul className="my-4 max-w-3xl border-line border-t">
            {found.lots.map(({ lot, acquired, free, basis }) => (
              <li
                key={lot}
                className="flex flex-wrap items-center justify-between gap-x-4 border-line border-b py-2"
              >
                <span>
                  {acquired === "inherited" ? "inherited" : <Day date={acquired} />},{" "}
                  <Quantity amount={free} />
                  <span className="text-muted">
                    , basis <Money amount={basis} />
                  </span>
                </span>
                <Link
                  href={address(path, query, { take: [...many(query, "take"), `0@${lot}`] })}
                  scroll={false}
                  prefetch={false}
                  className="inline-flex min-h-8 items-center text-accent underline"
                >
                  Add it
                  <span className="sr-only">
                    : the lot of {acquired ?? "a day not known"}, {free}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          <FoundCount shown={found.lots.length} found={found.count} />
        </>
      )}
    </Section>
  );
}
