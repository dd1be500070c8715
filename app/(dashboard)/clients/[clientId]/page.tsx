import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Day } from "@/app/_ui/day";
import { PageHeader } from "@/app/_ui/page-header";
import { SecondStepNotice } from "@/app/(dashboard)/account/_components/second-step-notice";
import { requireUser } from "@/lib/auth/session";
import { explainFigure } from "@/lib/services/explain-figure";
import { viewOverview } from "@/lib/services/view-overview";
import { OverviewCharts } from "./_components/overview-charts";
import { OverviewEmpty } from "./_components/overview-empty";
import { Owe } from "./_components/owe";
import { Save } from "./_components/save";
import { Wrong } from "./_components/wrong";
import { address, type ClientPageProps, one } from "./_gains/address";
import { found } from "./_gains/found";
import { YearWhy } from "./_gains/year-why";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const asOf = one(query, "as-of");
  const root = `/clients/${clientId}`;
  const overview = await viewOverview(user, clientId, { asOf });
  if (!overview.ok && overview.error.code === "outside-years") {
    // Some years are open to them: those are where they begin.
    redirect(`${root}/years`);
  }
  const view = await found(Promise.resolve(overview));
  const why = one(query, "why");
  if (view.isEmpty) {
    return (
      <>
        <PageHeader title={view.clientName} lead="These books are still empty." />
        <OverviewEmpty root={root} year={view.year} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        over={view.clientName}
        title={`${view.year} so far`}
        lead={
          <>
            As of <Day date={view.asOf} />, from everything imported and entered.
          </>
        }
      />
      <SecondStepNotice user={user} next={root} />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
        <Owe view={view} root={root} whyHref={(name) => address(root, query, { why: name })} />
        <div className="flex flex-col gap-10">
          <Save view={view} root={root} />
          <Wrong view={view} root={root} />
        </div>
      </div>
      <OverviewCharts view={view} root={root} />
      {why !== undefined && (
        <YearWhy
          explanation={explainFigure(user, clientId, view.year, why, { asOf })}
          root={root}
          path={root}
          query={query}
          boxPath={`${root}/years/${view.year}`}
        />
      )}
    </>
  );
}
