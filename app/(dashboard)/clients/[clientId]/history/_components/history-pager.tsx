import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { PageLinks } from "@/app/_ui/pagination";
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
    <PageLinks summary={counted(view.total, "event")}>
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
    </PageLinks>
  );
}
