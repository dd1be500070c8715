import type { Metadata } from "next";
import { Suspense } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton } from "@/app/_ui/skeleton";
import { requireUser } from "@/lib/auth/session";
import { viewPlanYears, viewYearsAnswer } from "@/lib/services/view-plan-years";
import type { ClientPageProps } from "../../_gains/address";
import { found } from "../../_gains/found";
import { HarvestTabs } from "../_components/harvest-tabs";
import { NoAnswer } from "../_components/no-answer";
import { AnswerPart } from "./_components/answer-part";
import { wishOf } from "./_components/years-address";
import { YearsForm } from "./_components/years-form";

export const metadata: Metadata = { title: "Several years" };

export default async function YearsPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const wish = wishOf(query);
  const view = await found(viewPlanYears(user, clientId, wish));
  const root = `/clients/${clientId}`;
  const path = `${root}/harvest/years`;
  return (
    <>
      <PageHeader
        over={`Harvest ${view.year}`}
        title="Several years"
        lead={
          <>
            A loss carried on, a year with little income, a year at 0%: which year should do what.{" "}
            <AuthorityChip id="irc-1212" /> <AuthorityChip id="irc-1h" />
          </>
        }
      />
      <HarvestTabs clientId={clientId} current="years" />
      <NoAnswer view={view} root={root} />
      {view.state === "ready" && (
        <>
          <Suspense key={JSON.stringify(wish)} fallback={<Working />}>
            <AnswerPart
              answer={viewYearsAnswer(user, clientId, wish)}
              root={root}
              path={path}
              query={query}
            />
          </Suspense>
          <div className="mt-10">
            <YearsForm view={view} path={path} />
          </div>
        </>
      )}
    </>
  );
}

/** The years are worked out together: every action of one after the other. */
function Working() {
  return (
    <div role="status">
      <p className="mb-3 text-muted">Working out the years together…</p>
      <Skeleton className="h-48 w-full" />
    </div>
  );
}
