import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { isLossKind } from "@/lib/services/season/loss-form";
import { LOSS_TITLES } from "@/lib/services/season/loss-words";
import { viewLosses } from "@/lib/services/season/view-losses";
import { type ClientPageProps, one } from "../../../_gains/address";
import { found } from "../../../_gains/found";
import { HarvestTabs } from "../../_components/harvest-tabs";
import { LossForm } from "../_components/loss-form";

export const metadata: Metadata = { title: "What happened" };

export default async function NewLossPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const view = await found(viewLosses(user, clientId));
  const asked = one(query, "kind") ?? "";
  const kind = isLossKind(asked) ? asked : "sold";
  if (!view.mayWrite) {
    notFound();
  }
  return (
    <>
      <PageHeader
        over="NFTs, dead coins, scams"
        title={LOSS_TITLES[kind]}
        lead={
          kind === "sold" && !view.isOver
            ? `The trade counts in ${view.year} when it is made by December 31, 23:59:59 in ${view.timeZone}.`
            : "Tell what you know; the rest can follow."
        }
      />
      <HarvestTabs clientId={clientId} current="losses" />
      {view.places.length === 0 ? (
        <EmptyState
          title="Nothing is held"
          action={<ButtonLink href={`/clients/${clientId}/import`}>Import an account</ButtonLink>}
        >
          What lost its worth has to be in the books first, with its basis.
        </EmptyState>
      ) : (
        <LossForm clientId={clientId} kind={kind} places={view.places} event={null} />
      )}
    </>
  );
}
