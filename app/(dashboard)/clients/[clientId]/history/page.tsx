import type { Metadata } from "next";
import { ButtonLink, DownloadLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { isNarrowed, readHistoryFilter } from "@/lib/services/history/history-filter";
import { viewHistory } from "@/lib/services/history/view-history";
import type { ClientPageProps } from "../_gains/address";
import { found } from "../_gains/found";
import { ChainCheck } from "./_components/chain-check";
import { EventList } from "./_components/event-list";
import { HistoryFilterForm } from "./_components/history-filter-form";
import { HistoryPager } from "./_components/history-pager";

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const filter = readHistoryFilter(query);
  const view = await found(viewHistory(user, clientId, filter));
  const path = `/clients/${clientId}/history`;
  const file = `/api/clients/${clientId}/history`;
  return (
    <>
      <PageHeader
        title="History"
        lead={`Who did what in these books, and when, in ${view.timeZone}. Everybody who may open them sees all of it, and nobody can take anything out.`}
        actions={
          view.head !== null && (
            <>
              <DownloadLink href={`${file}?as=csv`}>CSV</DownloadLink>
              <DownloadLink href={`${file}?as=json`}>JSON to verify</DownloadLink>
              <ButtonLink href={`/clients/${clientId}/data`}>All data</ButtonLink>
            </>
          )
        }
      />
      {view.head === null ? (
        <EmptyState title="Nothing was done here yet">
          Every import, edit, setting and download will be noted here, with who did it.
        </EmptyState>
      ) : (
        <>
          <ChainCheck clientId={clientId} head={view.head} />
          <HistoryFilterForm view={view} filter={filter} path={path} />
          {view.events.length === 0 ? (
            <p className="border-ink border-t px-3 py-8 text-center text-muted">
              {isNarrowed(filter) ? "Nothing matches. Widen the filter above." : "No events."}
            </p>
          ) : (
            <EventList events={view.events} root={`/clients/${clientId}`} />
          )}
          <HistoryPager view={view} filter={filter} path={path} />
        </>
      )}
    </>
  );
}
