import { IssueBadge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { Quantity } from "@/app/_ui/money";
import type { ReviewItemView } from "@/lib/services/review/item-view";
import { FirstFix } from "./fix-actions";
import { ItemDetails } from "./item-details";
import { ReopenForm } from "./item-forms";
import { Stake } from "./stake";

/** One case: what is wrong, what can come of it, what speaks for which, and the way to settle it. */
export function ReviewItem({
  item,
  clientId,
  back,
  mayWrite,
}: {
  item: ReviewItemView;
  clientId: string;
  back: string;
  mayWrite: boolean;
}) {
  const { id, title, quantity, asset, message, evidence, dismissal } = item;
  const [first] = evidence;
  return (
    <li
      id={`item-${id}`}
      data-review-item
      tabIndex={-1}
      aria-labelledby={`title-${id}`}
      className="grid scroll-mt-24 gap-x-6 gap-y-3 border-line border-b py-4 md:grid-cols-[9.5rem_minmax(0,1fr)_13rem]"
    >
      <div className="flex flex-row flex-wrap items-center gap-x-3 gap-y-1 md:flex-col md:items-start">
        <IssueBadge severity={item.severity} />
        <Day date={item.date} className="text-sm" />
        {item.account !== null && <span className="text-muted text-sm">{item.account}</span>}
      </div>
      <div className="min-w-0">
        <h3 id={`title-${id}`} className="font-semibold">
          {title}
          {quantity !== null && (
            <>
              {": "}
              <Quantity amount={quantity} {...(asset === null ? {} : { asset })} />
            </>
          )}
        </h3>
        <p className="wrap-anywhere mt-0.5 max-w-prose">{message}</p>
        {first !== undefined && <p className="mt-1 max-w-prose text-sm">{first.text}</p>}
        <Order item={item} />
        {item.place !== "" && <p className="wrap-anywhere mt-1 text-muted text-xs">{item.place}</p>}
        <ItemDetails item={item} clientId={clientId} back={back} mayWrite={mayWrite} />
        {dismissal !== null && (
          <p className="wrap-anywhere mt-2 max-w-prose border-caution border-l-2 pl-3 text-sm">
            <span className="text-muted">
              Put aside by {dismissal.isMine ? "you" : "another person"} on{" "}
              <Day date={dismissal.at} />:{" "}
            </span>
            {dismissal.reason}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-start justify-between gap-3 md:flex-col md:items-end md:justify-start">
        <Stake stake={item.stake} />
        {mayWrite &&
          (dismissal === null ? (
            <FirstFix item={item} clientId={clientId} back={back} />
          ) : (
            <ReopenForm clientId={clientId} back={back} item={item.key} label="Take it back" />
          ))}
      </div>
    </li>
  );
}

/** What is settled with what. */
function Order({ item: { clears, clearedBy } }: { item: ReviewItemView }) {
  if (clearedBy !== null) {
    return (
      <p className="mt-1 text-muted text-sm">
        Settled with “{clearedBy.title}” of <Day date={clearedBy.date} />:{" "}
        <a href={`?item=${clearedBy.id}#item-${clearedBy.id}`} className="text-accent underline">
          settle that first
        </a>
        .
      </p>
    );
  }
  return clears === 0 ? null : (
    <p className="mt-1 text-accent text-sm">
      Settling this clears {clears.toLocaleString("en-US")} more.
    </p>
  );
}
