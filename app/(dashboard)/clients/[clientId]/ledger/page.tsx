import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { Drawer } from "@/app/_ui/drawer";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { ledgerQuery, paramOf, readLedgerFilter } from "@/lib/services/ledger-filter";
import { viewLedger } from "@/lib/services/view-ledger";
import { TransferProposals } from "../_books/transfer-proposals";
import type { ClientPageProps, Query } from "../_gains/address";
import { found } from "../_gains/found";
import { AddDrawer } from "./_components/add-drawer";
import { EntryDrawer, type EntryOpen } from "./_components/entry-drawer";
import { FilterForm } from "./_components/filter-form";
import { LedgerPager } from "./_components/ledger-pager";
import { LedgerTable } from "./_components/ledger-table";

export const metadata: Metadata = { title: "Ledger" };

export default async function LedgerPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const filter = readLedgerFilter(query);
  const view = await found(viewLedger(user, clientId, filter));
  const path = `/clients/${clientId}/ledger`;
  const [tx, add] = [paramOf(query, "tx"), query["add"]];
  const closeHref = `${path}${ledgerQuery(filter)}`;
  return (
    <>
      <PageHeader
        title="Ledger"
        lead={`Every transaction as it was told, in ${view.timeZone}. Nothing is overwritten: a correction stands beside what it replaces.`}
        actions={
          view.mayWrite && (
            <>
              <ButtonLink href={`/clients/${clientId}/import`}>Import a file</ButtonLink>
              <ButtonLink href={`${path}${ledgerQuery(filter, {}, { add: "" })}`} scroll={false}>
                Add by hand
              </ButtonLink>
            </>
          )
        }
      />
      {view.mayWrite && <TransferProposals clientId={clientId} found={view} />}
      {view.isEmpty && view.total === 0 && !filter.isVoidedShown ? (
        <EmptyState
          title="No transactions yet"
          action={
            <ButtonLink variant="primary" href={`/clients/${clientId}/import`}>
              Import a file
            </ButtonLink>
          }
        >
          Import the history of an exchange, or add transactions by hand.
        </EmptyState>
      ) : (
        <>
          <FilterForm view={view} filter={filter} path={path} />
          <LedgerTable view={view} filter={filter} path={path} current={tx} />
          <LedgerPager view={view} filter={filter} path={path} />
        </>
      )}
      {tx !== null && (
        <EntryDrawer user={user} clientId={clientId} filter={filter} tx={tx} open={openIn(query)} />
      )}
      {tx === null && typeof add === "string" && view.mayWrite && (
        <Drawer title="Add a transaction" closeHref={closeHref} key={add}>
          <AddDrawer
            clientId={clientId}
            kind={add}
            filter={filter}
            view={view}
            known={{
              quantity: paramOf(query, "quantity", 60) ?? "",
              date: paramOf(query, "date", 10) ?? "",
              time: paramOf(query, "time", 12) ?? "",
            }}
          />
        </Drawer>
      )}
    </>
  );
}

/** What the drawer shows besides the transaction itself: names of the query, present even when empty. */
function openIn(query: Query): EntryOpen | null {
  for (const what of ["correct", "identify", "report"] as const) {
    const which = query[what];
    if (typeof which === "string") {
      return { what, which };
    }
  }
  return null;
}
