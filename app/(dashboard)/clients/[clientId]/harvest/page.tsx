import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { GOALS } from "@/lib/services/best-harvest/goal-wish";
import { SOON_MS } from "@/lib/services/soon";
import { viewBestHarvest, viewNamingWorth } from "@/lib/services/view-best-harvest";
import { viewHarvest } from "@/lib/services/view-harvest";
import { type ClientPageProps, many, one } from "../_gains/address";
import { found } from "../_gains/found";
import { openParts } from "../_gains/open-parts";
import { AccountCosts } from "./_components/account-costs";
import { GoalPart } from "./_components/goal-part";
import { Goals } from "./_components/goals";
import { HarvestTabs } from "./_components/harvest-tabs";
import { Held } from "./_components/held";
import { LeaveAlone } from "./_components/leave-alone";
import { ListPart } from "./_components/list-part";
import { ListWorking } from "./_components/list-working";
import { Marks } from "./_components/marks";
import { NoPlan } from "./_components/no-plan";
import { Prices } from "./_components/prices";
import { Season } from "./_components/season";
import { SeasonPlan } from "./_components/season-plan";
import { Traps } from "./_components/traps";
import { Worksheets } from "./_components/worksheets";

export const metadata: Metadata = { title: "Harvest" };

export default async function HarvestPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const asOf = one(query, "as-of");
  const picks = one(query, "picked") === undefined ? null : many(query, "pick");
  const costs = { fee: one(query, "fee"), feeFixed: one(query, "feeFixed") };
  const root = `/clients/${clientId}`;
  const path = `${root}/harvest`;
  const parts = openParts(path, query);
  const goal = GOALS.find((each) => each === one(query, "goal")) ?? "best";
  const isNamed = one(query, "lots") === "named";
  const isList = goal === "best" && !isNamed;
  // The worksheets of a goal are its own.
  const why = isList || parts.asked !== "worksheets" ? parts.asked : undefined;
  const mark = { position: one(query, "mark"), lot: one(query, "lot") };
  const view = await found(
    viewHarvest(user, clientId, picks, { asOf, waits: SOON_MS }, costs, { why, mark }),
  );
  const soonGoal = isList
    ? null
    : await found(viewBestHarvest(user, clientId, { goal, isNamed }, { asOf }, costs));
  return (
    <>
      <PageHeader
        over={view.inSeason ? "September 1 to December 31" : "Preview before the season"}
        title={`Harvest ${view.year}`}
        lead={<Season view={view} root={root} />}
      />
      <HarvestTabs clientId={clientId} current="sell" />
      <NoPlan view={view} root={root} />
      {(view.panel !== null || view.working !== null) && (
        <>
          <Goals goal={goal} isNamed={isNamed} costs={view.costs} path={path} query={query} />
          <AccountCosts view={view} clientId={clientId} parts={parts} />
          <ListWorking working={view.working} />
          {isList ? (
            <ListPart
              root={root}
              query={query}
              view={view}
              panel={view.panel}
              worth={viewNamingWorth(user, clientId, { asOf }, costs)}
            />
          ) : (
            soonGoal !== null && (
              <GoalPart soon={soonGoal} year={view.year} root={root} query={query} />
            )
          )}
        </>
      )}
      {view.asked !== null && <Worksheets {...view.asked} closeHref={parts.closeHref} />}
      <LeaveAlone items={view.leaveAlone} whyHref={parts.whyHref}>
        <Marks view={view} clientId={clientId} path={path} query={query} />
      </LeaveAlone>
      <Held view={view} root={root} />
      <SeasonPlan view={view} root={root} />
      <Prices view={view} root={root} />
      <Traps year={view.year} />
    </>
  );
}
