import type { Metadata } from "next";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewDocuments } from "@/lib/services/talk/view-documents";
import type { ClientPageProps } from "../_gains/address";
import { found } from "../_gains/found";
import { NobodyHears } from "../messages/_components/nobody-hears";
import { AskForm } from "./_components/request-forms";
import { RequestList } from "./_components/request-list";

export const metadata: Metadata = { title: "Documents" };

/** Years a document can be asked for: this one and the ten before it. */
const BACK = 10;

/** What one side asks the other for, by when, and what was given. */
export default async function DocumentsPage({ params }: ClientPageProps) {
  const { clientId } = await params;
  const view = await found(viewDocuments(await requireUser(), clientId));
  const last = Number(view.today.slice(0, 4));
  const years = Array.from({ length: BACK + 1 }, (_, back) => String(last - back));
  return (
    <>
      <PageHeader
        title="Documents"
        lead="What is still needed and by when, and what was given. Files are kept as they came."
        actions={view.mayAsk && <AskForm clientId={clientId} years={years} />}
      />
      {view.mayAsk && !view.isHeard && <NobodyHears clientId={clientId} />}
      {view.requests.length === 0 ? (
        <EmptyState title="Nothing is asked for">
          {view.mayAsk
            ? "Ask for an exchange’s export, a Form 1099-DA, a wallet’s history. The client is told by mail and gives it here."
            : "When your preparer needs something from you, it stands here and you are told by mail."}
        </EmptyState>
      ) : (
        <RequestList clientId={clientId} view={view} />
      )}
    </>
  );
}
