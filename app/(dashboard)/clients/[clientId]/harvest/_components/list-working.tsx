import { StillWorking } from "@/app/_ui/still-working";
import type { HarvestView } from "@/lib/services/view-harvest";

/** How far the list of very many lots is; nothing once it is there. */
export function ListWorking({ working }: Pick<HarvestView, "working">) {
  return working === null ? null : (
    <StillWorking
      title="Looking for the sales that save"
      label="Combinations of sales tried, at most"
      unit="steps"
      {...working}
    >
      There are many lots to weigh. You can go on elsewhere: the list is kept, and stands here when
      it is done.
    </StillWorking>
  );
}
