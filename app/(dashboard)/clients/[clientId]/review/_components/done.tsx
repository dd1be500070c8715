import { Callout } from "@/app/_ui/callout";
import { one, type Query } from "../../_gains/address";
import { ReopenForm, UnlinkItemForm, WithdrawChangeForm } from "./item-forms";
import { reviewQuery } from "./review-address";

/** What was just done here, with its undo. */
export function Done({ clientId, query }: { clientId: string; query: Query }) {
  const [done, of] = [one(query, "done"), one(query, "of") ?? ""];
  const place = { clientId, back: reviewQuery(query) };
  switch (done) {
    case "dismissed":
      return (
        <Callout
          tone="good"
          live
          className="mb-6"
          title="Put aside"
          actions={<ReopenForm item={of} label="Take it back" {...place} />}
        >
          No figure has changed. It is listed under Dismissed, and on reports with your reason.
        </Callout>
      );
    case "linked":
      return (
        <Callout
          tone="good"
          live
          className="mb-6"
          title="Linked as one transfer"
          actions={<UnlinkItemForm transfer={of} {...place} />}
        >
          No gain: basis and dates went along.
        </Callout>
      );
    case "changed":
      return (
        <Callout
          tone="good"
          live
          className="mb-6"
          title="Entered"
          actions={<WithdrawChangeForm entry={of} {...place} />}
        >
          The change stands in the ledger as a row of its own, entered by you.
        </Callout>
      );
    case "withdrawn":
      return (
        <Callout tone="note" live className="mb-6">
          Taken back: the change is out of the books.
        </Callout>
      );
    case "separated":
      return (
        <Callout tone="note" live className="mb-6">
          Separated again: the rows count as they did before.
        </Callout>
      );
    case "reopened":
      return (
        <Callout tone="note" live className="mb-6">
          Back on the list.
        </Callout>
      );
    default:
      return null;
  }
}
