import type { Metadata } from "next";
import Link from "next/link";
import { AssetName } from "@/app/_ui/asset-name";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { LOSS_TITLES } from "@/lib/services/season/loss-words";
import { type LossesView, viewLosses } from "@/lib/services/season/view-losses";
import type { ClientPageProps } from "../../_gains/address";
import { found } from "../../_gains/found";
import { HarvestTabs } from "../_components/harvest-tabs";

export const metadata: Metadata = { title: "NFTs, dead coins, scams" };

const KINDS = [
  {
    kind: "sold",
    says: "For any real price, to somebody unrelated, by December 31: a capital loss now.",
  },
  {
    kind: "abandoned",
    says: "Given up, burnt, worthless, keys lost: nothing can be deducted now.",
  },
  { kind: "stolen", says: "Perhaps a theft loss, on another form and with help." },
  { kind: "bankruptcy", says: "No loss until the claim is fixed." },
] as const;

export default async function LossesPage({ params }: ClientPageProps) {
  const { clientId } = await params;
  const user = await requireUser();
  const view = await found(viewLosses(user, clientId));
  const path = `/clients/${clientId}/harvest/losses`;
  return (
    <>
      <PageHeader
        title="NFTs, dead coins, scams"
        lead={
          <>
            A price that fell is no loss by itself: something has to happen.{" "}
            {view.isOver
              ? ""
              : `${counted(view.daysLeft, "day is", "days are")} left for ${view.year}.`}{" "}
            <AuthorityChip id="irc-1001" />
          </>
        }
      />
      <HarvestTabs clientId={clientId} current="losses" />
      {view.mayWrite && (
        <Section title="What happened?">
          <ul className="grid gap-x-8 border-line border-t sm:grid-cols-2">
            {KINDS.map(({ kind, says }) => (
              <li
                key={kind}
                className="flex items-center justify-between gap-4 border-line border-b py-3"
              >
                <span>
                  <span className="font-medium">{LOSS_TITLES[kind]}</span>
                  <span className="block text-muted text-sm">{says}</span>
                </span>
                <ButtonLink size="small" href={`${path}/new?kind=${kind}`}>
                  Begin<span className="sr-only">: {LOSS_TITLES[kind]}</span>
                </ButtonLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="What you have told">
        <Events events={view.events} path={path} />
      </Section>
    </>
  );
}

function Events({ events, path }: { events: LossesView["events"]; path: string }) {
  return events.length === 0 ? (
    <p className="text-muted">
      Nothing yet. What you tell here keeps its evidence together; the sale itself you import or
      enter as any other.
    </p>
  ) : (
    <ul className="border-ink border-t">
      {events.map((event) => (
        <li key={event.id} className="border-line border-b py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <Link
              href={`${path}/${event.id}`}
              prefetch={false}
              className="inline-flex min-h-6 min-w-0 items-center font-semibold text-accent underline"
            >
              <span className="min-w-0 break-words">
                <AssetName id={event.asset} /> in {event.accountName}
              </span>
            </Link>
            <Badge tone={event.missing.length === 0 ? "gain" : "caution"}>
              {event.missing.length === 0 ? "evidence complete" : `missing ${event.missing.length}`}
            </Badge>
          </div>
          <p className="text-muted text-sm">
            {LOSS_TITLES[event.kind]}. {event.outcome.title}.
          </p>
        </li>
      ))}
    </ul>
  );
}
