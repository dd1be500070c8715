import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { EmptyState } from "@/app/_ui/empty-state";
import type { SaleChoiceView } from "@/lib/services/sale-choice/sale-views";

/** Why nothing can be worked out, and the one step that changes it; or what keeps the answer from being certain. */
export function NoAnswer({
  view,
  root,
}: {
  view: Pick<SaleChoiceView, "state" | "year" | "blockingCount">;
  root: string;
}) {
  if (view.state === "nothing-held") {
    return (
      <EmptyState
        title="Nothing is held"
        action={
          <ButtonLink variant="primary" href={`${root}/import`}>
            Import a file
          </ButtonLink>
        }
      >
        Lots are chosen among units still held. Import the history of every account first.
      </EmptyState>
    );
  }
  if (view.state === "unsupported") {
    return (
      <Callout tone="caution" title={`Nothing can be said about ${view.year}`}>
        The amounts for this tax year are not in the product yet.
      </Callout>
    );
  }
  if (view.state === "no-profile") {
    return (
      <Callout
        tone="caution"
        title={`What a sale costs depends on your ${view.year} income`}
        actions={
          <ButtonLink variant="primary" href={`${root}/settings`}>
            Tell us your filing status and income
          </ButtonLink>
        }
      >
        The least tax is found by the whole return, so it needs what else is on it.
      </Callout>
    );
  }
  return view.blockingCount === 0 ? null : (
    <Callout
      tone="bad"
      className="mb-8"
      title={`${view.blockingCount} blocking ${view.blockingCount === 1 ? "item keeps" : "items keep"} the answer from being certain`}
      actions={<ButtonLink href={`${root}/review`}>Settle them in Review</ButtonLink>}
    >
      The year's gains so far may be higher or lower than shown, and with them the best lots.
    </Callout>
  );
}
