import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { explainFigure } from "@/lib/services/explain-figure";
import { viewFiledYears } from "@/lib/services/filing/view-filed-years";
import { viewYear } from "@/lib/services/view-year";
import { address, one, pageNumber, type Query } from "../../_gains/address";
import { found } from "../../_gains/found";
import { openParts } from "../../_gains/open-parts";
import { YearAsOf } from "../../_gains/year-as-of";
import { YearWhy } from "../../_gains/year-why";
import { BoxRows } from "./_components/box-rows";
import { Boxes } from "./_components/boxes";
import { Carryover } from "./_components/carryover";
import { FiledNote } from "./_components/filed-note";
import { GainChart } from "./_components/gain-chart";
import { IncomeReceived } from "./_components/income-received";
import { NotFinal } from "./_components/not-final";
import { ScheduleD } from "./_components/schedule-d";
import { TaxEstimate } from "./_components/tax-estimate";
import { YearHeadline } from "./_components/year-headline";

interface YearPageProps {
  params: Promise<{ clientId: string; year: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: YearPageProps): Promise<Metadata> {
  const { year } = await params;
  return { title: `Tax year ${year}` };
}

export default async function YearPage({ params, searchParams }: YearPageProps) {
  const [{ clientId, year: text }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  const box = one(query, "box");
  const asOf = one(query, "as-of");
  const view = await found(
    viewYear(user, clientId, year, { box, page: pageNumber(query) }, { asOf }),
  );
  const filed = (await found(viewFiledYears(user, clientId))).find((one) => one.year === year);
  const root = `/clients/${clientId}`;
  const path = `${root}/years/${year}`;
  const why = one(query, "why");
  const whyHref = (name: string) => address(path, query, { why: name });
  const parts = openParts(path, query);
  return (
    <>
      <PageHeader
        over={view.inProgress ? "Tax year, still running" : "Tax year"}
        title={year}
        lead={<YearAsOf view={view} />}
        actions={
          <>
            {view.isWhole && (
              <ButtonLink href={`${root}/reports/${year}`}>
                {filed === undefined ? "Mark as filed" : "As filed"}
              </ButtonLink>
            )}
            <ButtonLink href={`${root}/reports?year=${year}`}>Year-end report</ButtonLink>
          </>
        }
      />
      {filed !== undefined && <FiledNote filed={filed} root={root} isWhole={view.isWhole} />}
      <NotFinal view={view} root={root} />
      <YearHeadline view={view} root={root} whyHref={whyHref} />
      <Boxes view={view} path={path} query={query} whyHref={whyHref} />
      {view.open && (
        <BoxRows open={view.open} path={path} query={query} root={root} whyHref={whyHref} />
      )}
      <ScheduleD view={view} whyHref={whyHref} />
      <Carryover view={view} root={root} whyHref={whyHref} parts={parts} />
      <TaxEstimate view={view} root={root} whyHref={whyHref} parts={parts} />
      <IncomeReceived view={view} whyHref={whyHref} parts={parts} />
      <GainChart view={view} />
      {why !== undefined && (
        <YearWhy
          explanation={explainFigure(user, clientId, year, why, { asOf })}
          root={root}
          path={path}
          query={query}
        />
      )}
    </>
  );
}
