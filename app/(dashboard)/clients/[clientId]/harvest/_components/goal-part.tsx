import { StillWorking } from "@/app/_ui/still-working";
import type { SoonGoal } from "@/lib/services/view-best-harvest";
import type { Query } from "../../_gains/address";
import { openParts } from "../../_gains/open-parts";
import { GoalHarvest } from "./goal-harvest";
import { negated } from "./negated";
import { Worksheets } from "./worksheets";

/** The exact harvest for a goal, or how far it is. */
export function GoalPart({
  soon: { goal: view, working },
  year,
  root,
  query,
}: {
  soon: SoonGoal;
  year: number;
  root: string;
  query: Query;
}) {
  if (working !== null) {
    return (
      <StillWorking
        title="Looking for the best sales"
        label="Combinations of sales tried, at most"
        unit="steps"
        {...working}
      >
        With a fixed cost for each sale there are many to weigh. You can go on elsewhere: the answer
        is kept, and stands here when it is done.
      </StillWorking>
    );
  }
  if (view === null) {
    return null;
  }
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
