import type { Metadata } from "next";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { ProveFirst } from "@/app/(dashboard)/account/_components/prove-first";
import { type MissingProof, missingProof, requireSession } from "@/lib/auth/session";
import { type AllDataView, viewData } from "@/lib/services/export/view-exports";
import type { ClientPageProps } from "../_gains/address";
import { found } from "../_gains/found";
import { AskExport } from "./_components/ask-export";
import { DeleteForm } from "./_components/delete-form";
import { ExportList } from "./_components/export-list";
import { WhatRemains } from "./_components/what-remains";

export const metadata: Metadata = { title: "Your data" };

/** Taking everything along, and deleting it. */
export default async function DataPage({ params }: ClientPageProps) {
  const { clientId } = await params;
  const session = await requireSession();
  const [view, missing] = await Promise.all([
    found(viewData({ id: session.id }, clientId)),
    missingProof(session, "second-step"),
  ]);
  const here = `/clients/${clientId}/data`;
  return (
    <>
      <PageHeader
        title={view.isFirms ? "All data" : "Your data"}
        lead="These books belong to whoever they are about, not to us: all of it can be taken along, in forms that other programs read."
      />
      <Section
        title="Take everything along"
        lead="One zip: every imported file as it came, every table as JSON and CSV, all reports and evidence, the history with its hashes, and a manifest with the SHA-256 of each file."
      >
        {view.mayExport ? (
          <>
            {missing === null ? (
              <AskExport clientId={clientId} isMaking={view.isMaking} />
            ) : (
              <ProveFirst missing={missing} before="everything is taken along" next={here} />
            )}
            <ExportList clientId={clientId} exports={view.exports} mayFetch={missing === null} />
          </>
        ) : (
          <p className="text-muted">
            {view.isFirms
              ? "An owner or a reviewer of the firm can do this."
              : "Only the owner of these books can do this."}
          </p>
        )}
      </Section>
      <Section
        title={view.isFirms ? "Delete this client" : "Delete these books"}
        lead="Closed for everybody at once, then every row is deleted for good. You get a receipt to keep."
        later
      >
        {view.mayDelete ? (
          <DeletePart clientId={clientId} view={view} missing={missing} here={here} />
        ) : (
          <p className="text-muted">
            {view.isFirms
              ? "Only an owner of the firm can do this."
              : "Only the owner of these books can do this."}
          </p>
        )}
      </Section>
    </>
  );
}

function DeletePart(props: {
  clientId: string;
  view: AllDataView;
  missing: MissingProof | null;
  here: string;
}) {
  const { clientId, view, missing, here } = props;
  return (
    <>
      <WhatRemains isFirms={view.isFirms} />
      {missing === null ? (
        <DeleteForm clientId={clientId} name={view.client} />
      ) : (
        <ProveFirst missing={missing} before="anything is deleted" next={here} />
      )}
    </>
  );
}
