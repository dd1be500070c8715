import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import type { HarvestView } from "@/lib/services/view-harvest";

/** Why there is no plan, or what keeps it from being certain, and the one step that brings it. */
export function NoPlan({ view, root }: { view: HarvestView; root: string }) {
  if (view.state === "nothing-held") {
    return (
      <EmptyState
        title="Nothing to harvest yet"
        action={
          <ButtonLink variant="primary" href={`${root}/import`}>
            Import a file
          </ButtonLink>
        }
      >
        A loss is harvested from units still held. Import the history of every account, then come
        back for the ranked list.
      </EmptyState>
    );
  }
  if (view.state === "unsupported") {
    return (
      <Callout tone="caution" title={`No plan for ${view.year}`} className="mb-8">
        The amounts for this tax year are not in the product yet.
      </Callout>
    );
  }
  if (view.state === "no-profile") {
    return (
      <Callout
        tone="caution"
        className="mb-8"
        title={`What a loss saves depends on your ${view.year} income`}
        actions={
          <ButtonLink variant="primary" href={`${root}/settings`}>
            Tell us your filing status and income
          </ButtonLink>
        }
      >
        What is held now comes to <Money amount={view.totals.gain} tone="signed" /> against its
        basis, where a price is known. Which of it is worth selling is worked out from the whole
        tax, with and without each sale.
      </Callout>
    );
  }
  return view.blockingCount === 0 ? null : (
    <Callout
      tone="bad"
      className="mb-8"
      title={`${view.blockingCount} blocking ${view.blockingCount === 1 ? "item keeps" : "items keep"} this plan from being certain`}
      actions={<ButtonLink href={`${root}/review`}>Settle them in Review</ButtonLink>}
    >
      The year's gains so far may be higher or lower than shown, and with them what a loss saves.
    </Callout>
  );
}
