import type { Metadata } from "next";
import { Callout } from "@/app/_ui/callout";
import { EmptyState } from "@/app/_ui/empty-state";
import { FileDrop } from "@/app/_ui/file-drop";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewImports } from "@/lib/services/view-imports";
import { found } from "../_gains/found";
import { FormsReceived } from "./_components/forms-received";
import { ImportList } from "./_components/import-list";
import { LayoutsTold } from "./_components/layouts-told";
import { SourceList } from "./_components/source-list";

export const metadata: Metadata = { title: "Import" };

const MAX_BYTES = 256 * 1024 * 1024;

export default async function ImportPage({ params }: { params: Promise<{ clientId: string }> }) {
  const { clientId } = await params;
  const user = await requireUser();
  const view = await found(viewImports(user, clientId));
  const root = `/clients/${clientId}`;
  return (
    <>
      <PageHeader
        title="Import"
        lead="Files are looked over first and imported only when you say so. Every row is kept as it came, and an import can be taken back whole."
      />
      {view.mayWrite ? (
        <FileDrop
          url={`/api${root}/uploads`}
          label="Drop your exchange exports here"
          hint="CSV files up to 256 MB and Excel workbooks (.xlsx) up to 64 MB, several at once. The source is recognised by its columns; of a layout we do not know you say how it is read. Nothing is saved to your ledger before you confirm."
          accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          maxBytes={MAX_BYTES}
        />
      ) : (
        <Callout title="You can look, not change">
          Ask the owner of these books to import files.
        </Callout>
      )}
      <Section
        title="Imports"
        lead="The latest first. Nothing is ever deleted; what was taken back says so."
      >
        {view.items.length === 0 ? (
          <EmptyState title="No file yet">
            The first import fills the ledger, the lots and the years.
          </EmptyState>
        ) : (
          <ImportList items={view.items} root={root} />
        )}
      </Section>
      <FormsReceived forms={view.forms} root={root} />
      {view.templates.length > 0 && (
        <Section
          title="Layouts you explained"
          lead="Files with these columns are read by them at once; the file’s page says so."
        >
          <LayoutsTold templates={view.templates} clientId={clientId} mayWrite={view.mayWrite} />
        </Section>
      )}
      <Section title="What can be read" lead="Where to find each file, and what to know about it.">
        <SourceList families={view.families} />
      </Section>
    </>
  );
}
