import type { Metadata } from "next";
import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader, Section, Sheet } from "@/app/_ui/page-header";
import { Stat } from "@/app/_ui/stat";
import { requireUser } from "@/lib/auth/session";
import { type SeasonView, viewSeason } from "@/lib/services/season/view-season";
import { type ClientPageProps, one } from "../../_gains/address";
import { found } from "../../_gains/found";
import { HarvestTabs } from "../_components/harvest-tabs";
import { MonthList } from "../_components/month-steps";
import { KeepInformed } from "./_components/keep-informed";
import { SafeDates } from "./_components/safe-dates";

export const metadata: Metadata = { title: "The autumn" };

export default async function SeasonPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const asked = Number(one(query, "year"));
  const view = await found(viewSeason(user, clientId, Number.isInteger(asked) ? asked : null));
  const root = `/clients/${clientId}`;
  return (
    <>
      <PageHeader
        over="September 1 to the return"
        title={`The autumn of ${view.year}`}
        lead="Each step looks at your books: it ticks itself when they show it, and is open again when they change."
        actions={<Years view={view} path={`${root}/harvest/season`} />}
      />
      <HarvestTabs clientId={clientId} current="season" />
      {Number.isInteger(asked) && asked > 0 && asked !== view.year && (
        <Callout title={`The season of ${asked} is not open`} className="mb-6">
          A season runs from September 1 until some weeks after the return is due. This is the one
          of {view.year}.
        </Callout>
      )}
      {view.stepCount === 0 ? (
        <EmptyState
          title="No season yet"
          action={<ButtonLink href={`${root}/import`}>Import an account</ButtonLink>}
        >
          The steps come from what the books hold.
        </EmptyState>
      ) : (
        <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="min-w-0 lg:order-first">
            <Section
              title="Month by month"
              lead={`${view.doneSteps} of ${view.stepCount} steps are done.`}
            >
              <MonthList
                months={view.months}
                year={view.year}
                clientId={clientId}
                mayWrite={view.mayWrite}
              />
            </Section>
            <Section
              title="Keep it in sight"
              lead={
                <>
                  Also among{" "}
                  <Link
                    href={`${root}/settings?part=reminders`}
                    prefetch={false}
                    className="text-accent underline"
                  >
                    the settings
                  </Link>
                  .
                </>
              }
            >
              <KeepInformed clientId={clientId} mayWrite={view.mayWrite} />
            </Section>
          </div>
          <aside
            aria-label="What is left of the year"
            className="order-first flex flex-col gap-6 lg:sticky lg:top-20"
          >
            <Sheet className="flex flex-col gap-4">
              <Countdown view={view} />
              {view.next !== null && (
                <p className="border-line border-t pt-3">
                  <span className="block text-muted text-sm">
                    {view.next.state === "missed" ? "Open, its day has passed" : "Next"}
                  </span>
                  <span className="font-semibold">{view.next.title}</span>
                  <span className="block text-muted text-sm">
                    by <Day date={view.next.due} />
                  </span>
                </p>
              )}
            </Sheet>
            {view.safeDates.length > 0 && !view.timeLeft.isOver && (
              <SafeDates
                dates={view.safeDates}
                zone={view.timeZone}
                accountsHref={view.mayWrite ? `${root}/settings?part=accounts` : null}
              />
            )}
          </aside>
        </div>
      )}
    </>
  );
}

function Countdown({ view }: { view: SeasonView }) {
  const { days, hours, minutes, isOver } = view.timeLeft;
  if (isOver) {
    return (
      <Stat
        size="headline"
        label={`The return for ${view.year} is due`}
        value={<Day date={view.filingDue} />}
        note={`${view.year} is over: what was sold by its last moment counts.`}
      />
    );
  }
  const isLast = hours < 48;
  return (
    <Stat
      size="headline"
      label={`Left of ${view.year}`}
      value={isLast ? `${hours} h ${minutes} min` : counted(days, "day")}
      note={
        <>
          A sale counts when it is executed by December 31, 23:59:59 in {view.timeZone}.{" "}
          <AuthorityChip id="pub-550" />
        </>
      }
    />
  );
}

function Years({ view, path }: { view: SeasonView; path: string }) {
  return view.years.length < 2
    ? undefined
    : view.years.map((year) => (
        <ButtonLink
          key={year}
          href={`${path}?year=${year}`}
          size="small"
          aria-current={year === view.year ? "page" : undefined}
          variant={year === view.year ? "secondary" : "quiet"}
        >
          {year}
        </ButtonLink>
      ));
}
