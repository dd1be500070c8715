import type { Metadata } from "next";
import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { type RebuyView, viewRebuys } from "@/lib/services/season/view-rebuys";
import { address, type ClientPageProps, one } from "../../_gains/address";
import { found } from "../../_gains/found";
import { Asked } from "../_components/asked-text";
import { HarvestTabs } from "../_components/harvest-tabs";
import { DaysForm } from "./_components/days-form";
import { Scenario } from "./_components/scenario";

export const metadata: Metadata = { title: "Bought back" };

export default async function RebuysPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const asked = Number(one(query, "year"));
  const view = await found(
    viewRebuys(user, clientId, {
      year: Number.isInteger(asked) ? asked : null,
      withScenario: one(query, "scenario") === "on",
    }),
  );
  const root = `/clients/${clientId}`;
  const path = `${root}/harvest/rebuys`;
  return (
    <>
      <PageHeader
        title="Bought back after a loss"
        lead={
          <>
            For coins no law sets a waiting time, so none is too short by itself, and none is safe:
            what counts is that the sale changed something. <AuthorityChip id="irc-7701-o" />
          </>
        }
        actions={view.years.map((year) => (
          <ButtonLink
            key={year}
            href={`${path}?year=${year}`}
            size="small"
            variant={year === view.year ? "secondary" : "quiet"}
            aria-current={year === view.year ? "page" : undefined}
          >
            {year}
          </ButtonLink>
        ))}
      />
      <HarvestTabs clientId={clientId} current="rebuys" />
      <Section
        title={`Purchases after a loss in ${view.year}`}
        lead={
          view.rebuys.length === 0
            ? `Nothing sold at a loss in ${view.year} was bought back within 90 days.`
            : `${view.closeCount} of ${view.rebuys.length} are within ${counted(view.within, "day")} and marked for review${view.isChosen ? "" : ", as long as you choose no other interval"}.`
        }
      >
        <Rebuys rebuys={view.rebuys} root={root} />
        {view.mayWrite && (
          <div className="mt-5">
            <DaysForm clientId={clientId} within={view.within} />
          </div>
        )}
      </Section>
      <Section title="If the law were another">
        <Scenario
          view={view}
          href={(on) => address(path, { year: String(view.year) }, { scenario: on ? "on" : null })}
          why={one(query, "why") === "scenario"}
        />
      </Section>
    </>
  );
}

function Rebuys({ rebuys, root }: { rebuys: readonly RebuyView[]; root: string }) {
  return rebuys.length === 0 ? null : (
    <ul className="border-ink border-t">
      {rebuys.map((rebuy) => (
        <li key={rebuy.key} className="border-line border-b py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <span className="font-semibold">
              <Quantity amount={rebuy.boughtUnits} asset={rebuy.asset} /> bought back after{" "}
              {rebuy.elapsed}
            </span>
            {rebuy.isClose && <Badge tone="caution">to review</Badge>}
          </div>
          <p className="mt-0.5 text-muted text-sm">
            <Link
              href={`${root}/ledger?tx=${rebuy.saleId}`}
              prefetch={false}
              className="text-accent underline"
            >
              Sold <Day date={rebuy.sold} />
            </Link>{" "}
            from {rebuy.soldFrom} at <Price amount={rebuy.soldPrice} />,{" "}
            <Asked amount={rebuy.loss} href={`${root}/ledger?tx=${rebuy.saleId}`} tone="signed" />.{" "}
            <Link
              href={`${root}/ledger?tx=${rebuy.purchaseId}`}
              prefetch={false}
              className="text-accent underline"
            >
              Bought <Day date={rebuy.bought} />
            </Link>{" "}
            in {rebuy.boughtIn} at <Price amount={rebuy.boughtPrice} />
            {rebuy.priceMove !== null && (
              <>
                , <Money amount={rebuy.priceMove.replace("-", "")} /> a unit{" "}
                {rebuy.priceMove.startsWith("-") ? "cheaper" : "dearer"} than it was sold
              </>
            )}
            .
          </p>
          {!rebuy.isOrderKnown && (
            <p className="mt-0.5 text-caution text-sm">
              Both on one day, and the time of one is not known: if the purchase came first, it was
              not bought back.
            </p>
          )}
          <p className="mt-0.5 text-sm">
            A new basis; held from <Day date={rebuy.heldFrom} />, long term from{" "}
            <Day date={rebuy.longFrom} />. <AuthorityChip id="irc-1222" />
          </p>
        </li>
      ))}
    </ul>
  );
}
