import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewMapping } from "@/lib/services/mapping/view-mapping";
import { one, type Query } from "../../../_gains/address";
import { CancelForm } from "../_components/cancel-form";
import { MappingScreen } from "./_components/mapping-screen";
import { Offers } from "./_components/offers";

export const metadata: Metadata = { title: "How a file is read" };

export default async function MappingPage({
  params,
  searchParams,
}: {
  params: Promise<{ clientId: string; batchId: string }>;
  searchParams: Promise<Query>;
}) {
  const { clientId, batchId } = await params;
  const chosen = one(await searchParams, "template") ?? null;
  const user = await requireUser();
  const found = await viewMapping(user, clientId, batchId, chosen);
  const root = `/clients/${clientId}/import`;
  if (!found.ok) {
    return found.error.code === "changed-meanwhile" ? redirect(`${root}/${batchId}`) : notFound();
  }
  const view = found.value;
  return (
    <>
      <PageHeader
        over={view.fileName}
        title={view.isChange ? "Change how this file is read" : "Say how this file is read"}
        lead={`${view.offers.length === 0 ? "Lotwise does not know this layout. " : ""}Say once what its columns are; what cannot be told from the file is asked, never guessed. Nothing is imported before you have looked it over.`}
        actions={
          <>
            <ButtonLink href={view.isChange ? `${root}/${batchId}` : root}>
              {view.isChange ? "Back to the file" : "All imports"}
            </ButtonLink>
            {view.mayWrite && <CancelForm clientId={clientId} batchId={batchId} />}
          </>
        }
      />
      <Offers view={view} href={`${root}/${batchId}/map`} />
      {view.mayWrite ? (
        <MappingScreen
          key={view.chosen?.id ?? chosen ?? ""}
          view={view}
          clientId={clientId}
          batchId={batchId}
        />
      ) : (
        <Callout title="You can look, not change">
          Ask the owner of these books to say how the file is read.
        </Callout>
      )}
    </>
  );
}
