import { type ComponentProps, Suspense } from "react";
import type { HarvestPanel } from "@/lib/services/gains/harvest-rows";
import type { HarvestView } from "@/lib/services/view-harvest";
import { address, one, type Query } from "../../_gains/address";
import { openParts } from "../../_gains/open-parts";
import { Identification } from "./identification";
import { NamingWorth } from "./naming-worth";
import { Curve, Panel } from "./panel";
import { RankedList } from "./ranked-list";

/** The ranked list with its panel and curve. */
export function ListPart({
  root,
  query,
  view,
  panel,
  worth,
}: {
  root: string;
  query: Query;
  view: HarvestView;
  /** Null while it is worked out. */
  panel: HarvestPanel | null;
  /** What naming lots is worth; the list does not wait for it. */
  worth: ComponentProps<typeof NamingWorth>["worth"];
}) {
  if (panel === null) {
    return null;
  }
  const path = `${root}/harvest`;
  const asOf = one(query, "as-of");
  const parts = openParts(path, query);
  return (
    <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="min-w-0">
        <Suspense>
          <NamingWorth
            worth={worth}
            href={address(path, query, { lots: "named", picked: null, pick: null })}
            parts={parts}
          />
        </Suspense>
        <RankedList view={view} panel={panel} root={root} path={path} asOf={asOf} parts={parts} />
        <Curve panel={panel} cap={view.lossUpToCap} whyHref={parts.whyHref("all")} />
        <Identification view={view} root={root} />
      </div>
      <aside
        aria-label="The year without and with the picked sales"
        className="lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
      >
        <Panel panel={panel} year={view.year} whyHref={parts.whyHref("worksheets")} />
      </aside>
    </div>
  );
}
