import type { GoalView } from "@/lib/services/view-best-harvest";
import { address, one, type Query } from "../../_gains/address";
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
  const path = `${root}/harvest`;
  return (
    <>
      <GoalHarvest
        view={view}
        year={year}
        root={root}
        parts={openParts(path, query)}
        whyHref={address(path, query, { why: "worksheets" })}
      />
      {one(query, "why") === "worksheets" && (
        <Worksheets
          sheets={view.sheets}
          tax={negated(view.saving)}
          closeHref={address(path, query, { why: null })}
        />
      )}
    </>
  );
}
