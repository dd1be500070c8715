import { ButtonLink } from "@/app/_ui/button";
import { type HistoryFilter, historyQuery } from "@/lib/services/history/history-filter";
import type { HistoryView } from "@/lib/services/history/view-history";

/** How many events there are, and the older ones. Pages are cut after an event, so new ones never shift them. */
export function HistoryPager({
  view,
  filter,
  path,
}: {
  view: HistoryView;
  filter: HistoryFilter;
  path: string;
}) {
  return (
    <nav
      aria-label="Pages"
      className="mt-3 flex flex-wrap items-center justify-between gap-3 text-muted text-sm"
    >
      <p>
        {view.total.toLocaleString("en-US")} {view.total === 1 ? "event" : "events"}
      </p>
      <div className="flex gap-2">
        {filter.before !== null && (
          <ButtonLink size="small" href={`${path}${historyQuery(filter, { before: null })}`}>
            Newest
          </ButtonLink>
        )}
        {view.next !== null && (
          <ButtonLink
            size="small"
            rel="next"
            href={`${path}${historyQuery(filter, { before: view.next })}`}
          >
            Older
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
