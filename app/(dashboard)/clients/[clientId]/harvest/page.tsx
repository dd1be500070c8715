import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewHarvest } from "@/lib/services/view-harvest";
import { type ClientPageProps, many, one } from "../_gains/address";
import { found } from "../_gains/found";
import { openParts } from "../_gains/open-parts";
import { HarvestTabs } from "./_components/harvest-tabs";
import { Identification } from "./_components/identification";
import { LeaveAlone } from "./_components/leave-alone";
import { NoPlan } from "./_components/no-plan";
import { Curve, Panel } from "./_components/panel";
import { Prices } from "./_components/prices";
import { RankedList } from "./_components/ranked-list";
import { Season } from "./_components/season";
import { SeasonPlan } from "./_components/season-plan";
import { Traps } from "./_components/traps";

export const metadata: Metadata = { title: "Harvest" };

export default async function HarvestPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const asOf = one(query, "as-of");
  const picks = one(query, "picked") === undefined ? null : many(query, "pick");
  const view = await found(viewHarvest(user, clientId, picks, { asOf }));
  const root = `/clients/${clientId}`;
  const path = `${root}/harvest`;
  return (
    <>
      <PageHeader
        over={view.inSeason ? "September 1 to December 31" : "Preview before the season"}
        title={`Harvest ${view.year}`}
        lead={<Season view={view} root={root} />}
      />
      <HarvestTabs clientId={clientId} current="sell" />
      <NoPlan view={view} root={root} />
      {view.panel !== null && (
        <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="min-w-0">
            <RankedList
              view={view}
              panel={view.panel}
              path={path}
              asOf={asOf}
              parts={openParts(path, query)}
            />
            <Curve panel={view.panel} />
            <Identification view={view} root={root} />
          </div>
          <aside
            aria-label="The year without and with the picked sales"
            className="lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
          >
            <Panel panel={view.panel} year={view.year} />
          </aside>
        </div>
      )}
      <LeaveAlone items={view.leaveAlone} />
      <SeasonPlan view={view} root={root} />
      <Prices view={view} root={root} />
      <Traps year={view.year} />
    </>
  );
}
