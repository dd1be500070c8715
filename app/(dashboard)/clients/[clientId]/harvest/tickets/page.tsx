import type { Metadata } from "next";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink, DownloadLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewTickets } from "@/lib/services/season/view-tickets";
import { type ClientPageProps, one } from "../../_gains/address";
import { found } from "../../_gains/found";
import { HarvestTabs } from "../_components/harvest-tabs";
import { RecordTable } from "./_components/record-table";
import { TicketList } from "./_components/ticket-list";

export const metadata: Metadata = { title: "Lots named before they leave" };

export default async function TicketsPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const asked = Number(one(query, "year"));
  const view = await found(viewTickets(user, clientId, Number.isInteger(asked) ? asked : null));
  const path = `/clients/${clientId}/harvest/tickets`;
  const add = view.mayWrite && (
    <ButtonLink href={`${path}/new`} variant="primary">
      Name lots
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Lots named before they leave"
        lead={
          <>
            A sale, payment, gift or move takes the lots you named no later than its very moment;
            without a record it takes the earliest of the account.{" "}
            <AuthorityChip id="reg-1-1012-1-j" /> <AuthorityChip id="notice-2026-20" />
          </>
        }
        actions={view.tickets.length > 0 && add}
      />
      <HarvestTabs clientId={clientId} current="tickets" />
      {view.tickets.length === 0 ? (
        <EmptyState title="No lots are named yet" action={add || undefined}>
          Before you sell, spend, give or move units, name the lots here. The moment is kept by our
          clock, the words for the exchange are written for you, and what you import later is met
          with them.
        </EmptyState>
      ) : (
        <Section title="Tickets" lead="The latest first. What is written stays on record.">
          <TicketList tickets={view.tickets} path={path} />
        </Section>
      )}
      <Section
        title={`Disposals of ${view.year}`}
        lead={
          view.records.length === 0
            ? `Nothing was sold, spent or given in ${view.year}.`
            : `${view.inTimeCount} of ${view.records.length} were identified in time. Times in ${view.timeZone}.`
        }
        actions={
          view.records.length > 0 && (
            <DownloadLink
              href={`/api/clients/${clientId}/lot-record?year=${view.year}`}
              size="small"
            >
              Print as PDF
            </DownloadLink>
          )
        }
      >
        {view.records.length > 0 && (
          <RecordTable records={view.records} root={`/clients/${clientId}`} year={view.year} />
        )}
        <Years years={view.years} year={view.year} path={path} />
      </Section>
    </>
  );
}

function Years({ years, year, path }: { years: readonly number[]; year: number; path: string }) {
  return years.length < 2 ? null : (
    <nav aria-label="Other years" className="mt-4 flex flex-wrap gap-1.5">
      {years.map((each) => (
        <ButtonLink
          key={each}
          href={`${path}?year=${each}`}
          size="small"
          variant="quiet"
          aria-current={each === year ? "page" : undefined}
          className={each === year ? "font-semibold underline" : undefined}
        >
          {each}
        </ButtonLink>
      ))}
    </nav>
  );
}
