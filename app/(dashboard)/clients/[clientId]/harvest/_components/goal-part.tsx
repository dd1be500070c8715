import type { GoalView } from "@/lib/services/view-best-harvest";
import type { Query } from "../../_gains/address";
import { openParts } from "../../_gains/open-parts";
import { GoalHarvest } from "./goal-harvest";
import { negated } from "./negated";
import { Worksheets } from "./worksheets";

/** The exact harvest for a goal. */
export function GoalPart({
  view,
  year,
  root,
  query,
}: {
  view: GoalView;
  year: number;
  root: string;
  query: Query;
}) {
  const parts = openParts(`${root}/harvest`, query);
  return (
    <>
      <GoalHarvest view={view} year={year} root={root} parts={parts} />
      {parts.asked === "worksheets" && (
        <Worksheets
          sheets={view.sheets}
          sum={view.sum}
          tax={negated(view.saving)}
          closeHref={parts.closeHref}
        />
      )}
    </>
  );
}
