import type { Metadata } from "next";
import { AssetName } from "@/app/_ui/asset-name";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { assetText } from "@/lib/assets/label";
import { requireUser } from "@/lib/auth/session";
import { viewTicketForm } from "@/lib/services/season/view-ticket-form";
import { address, type ClientPageProps, many, one } from "../../../_gains/address";
import { found } from "../../../_gains/found";
import { HarvestTabs } from "../../_components/harvest-tabs";
import { OtherLots } from "../_components/other-lots";
import { TicketForm } from "../_components/ticket-form";

export const metadata: Metadata = { title: "Name lots before they leave" };

export default async function NewTicketPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const view = await found(
    viewTicketForm(user, clientId, {
      purpose: one(query, "purpose"),
      account: one(query, "account"),
      asset: one(query, "asset"),
      take: many(query, "take"),
      find: one(query, "find"),
    }),
  );
  const root = `/clients/${clientId}`;
  const path = `${root}/harvest/tickets/new`;
  return (
    <>
      <PageHeader
        over={view.place === null ? undefined : view.place.accountName}
        title={
          view.place === null
            ? "Name lots before they leave"
            : `Which ${assetText(view.place.asset)} will leave?`
        }
        lead={
          <>
            Name the units first, then let them go. The record is stored at our clock's time and
            never changed; the sale, payment, gift or move you import later is met with it. A fee
            paid in coins cannot be named ahead: what it takes is known only when it is paid, so it
            follows the order in force. <AuthorityChip id="reg-1-1012-1-j" />{" "}
            <AuthorityChip id="irc-1015" /> <AuthorityChip id="irc-170-e" />
          </>
        }
      />
      <HarvestTabs clientId={clientId} current="tickets" />
      {view.place === null ? (
        <Section title="From which account?">
          {view.places.length === 0 ? (
            <EmptyState
              title="Nothing is held"
              action={<ButtonLink href={`${root}/import`}>Import an account</ButtonLink>}
            >
              Lots can be named once the books hold some.
            </EmptyState>
          ) : (
            <ul className="border-ink border-t">
              {view.places.map((place) => (
                <li
                  key={`${place.account} ${place.asset}`}
                  className="flex flex-wrap items-center justify-between gap-x-4 border-line border-b py-2"
                >
                  <span className="min-w-0 break-words">
                    <AssetName id={place.asset} />{" "}
                    <span className="text-muted">in {place.accountName}</span>
                  </span>
                  <ButtonLink
                    size="small"
                    href={address(path, {}, { account: place.account, asset: place.asset })}
                  >
                    Choose lots<span className="sr-only"> of {assetText(place.asset)}</span>
                  </ButtonLink>
                </li>
              ))}
            </ul>
          )}
        </Section>
      ) : (
        <>
          <TicketForm clientId={clientId} view={view} place={view.place} />
          <OtherLots view={view} path={path} query={query} />
        </>
      )}
    </>
  );
}
