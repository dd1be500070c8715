import type { Metadata } from "next";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { ProveFirst } from "@/app/(dashboard)/account/_components/prove-first";
import { missingProof, requireSession } from "@/lib/auth/session";
import { viewData } from "@/lib/services/export/view-exports";
import type { ClientPageProps } from "../_gains/address";
import { found } from "../_gains/found";
import { AskExport } from "./_components/ask-export";
import { ExportList } from "./_components/export-list";

export const metadata: Metadata = { title: "Your data" };

/** Taking everything along. */
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
    </>
  );
}
