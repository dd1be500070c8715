import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewFiledYears } from "@/lib/services/filing/view-filed-years";
import { viewReports } from "@/lib/services/view-reports";
import { type ClientPageProps, one } from "../../_gains/address";
import { found } from "../../_gains/found";
import { Filing } from "../_components/filing";
import { MakeReport } from "../_components/make-report";
import { ReportList } from "../_components/report-list";

export const metadata: Metadata = { title: "Reports" };

export default async function ReportsPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const [view, filed] = await Promise.all([
    found(viewReports(user, clientId)),
    found(viewFiledYears(user, clientId)),
  ]);
  const root = `/clients/${clientId}`;
  return (
    <>
      <PageHeader
        title="Reports"
        actions={
          view.isWhole && (
            <>
              <ButtonLink href={`${root}/forms`}>Forms 1099-DA</ButtonLink>
              <ButtonLink href={`${root}/amend`}>Amended returns</ButtonLink>
            </>
          )
        }
        lead="The year on paper and as files: what to file from, the proof behind every figure, and the books for other programs. Every version is kept as it was made."
      />
      {view.years.length === 0 ? (
        <EmptyState
          title="Nothing to report yet"
          action={
            <ButtonLink variant="primary" href={`${root}/import`}>
              Import a file
            </ButtonLink>
          }
        >
          A report is made from the ledger. Import the history of an exchange first.
        </EmptyState>
      ) : (
        <>
          {view.mayRequest && (
            <MakeReport
              clientId={clientId}
              years={view.years}
              filed={filed.map(({ year }) => year)}
              wanted={one(query, "year")}
            />
          )}
          {view.isWhole && <Filing years={view.years} filed={filed} root={root} />}
          <Section
            title="Versions"
            lead="Newest first. A file downloaded twice is the same to the last byte."
          >
            <ReportList reports={view.reports} clientId={clientId} />
          </Section>
        </>
      )}
    </>
  );
}
