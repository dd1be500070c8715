import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { JobProgress } from "@/app/_ui/job-progress";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewImport } from "@/lib/services/view-import";
import { TransferProposals } from "../../_books/transfer-proposals";
import { one, type Query } from "../../_gains/address";
import { found } from "../../_gains/found";
import { Equation } from "./_components/equation";
import { NotedRows } from "./_components/noted-rows";
import { Outcome } from "./_components/outcome";
import { ReadingForm } from "./_components/reading-form";
import { SampleRows } from "./_components/sample-rows";

export const metadata: Metadata = { title: "Import" };

export default async function ImportBatchPage({
  params,
  searchParams,
}: {
  params: Promise<{ clientId: string; batchId: string }>;
  searchParams: Promise<Query>;
}) {
  const { clientId, batchId } = await params;
  const isAgain = one(await searchParams, "again") !== undefined;
  const user = await requireUser();
  const view = await found(viewImport(user, clientId, batchId));
  const root = `/clients/${clientId}`;
  const { item, run } = view;
  return (
    <>
      <PageHeader
        over={item.source}
        title={item.fileName}
        lead={
          view.timeRule === ""
            ? undefined
            : `Times: ${view.timeRule}. Tax dates are told in ${view.timeZone}.`
        }
        actions={<ButtonLink href={`${root}/import`}>All imports</ButtonLink>}
      />
      {isAgain && item.state === "committed" && (
        <Callout title="This very file was already imported" className="mb-4">
          Uploading it again changed nothing. What it brought then stands below.
        </Callout>
      )}
      {item.isBusy && run !== null ? (
        <JobProgress
          url={`/api${root}/jobs/${run.id}`}
          label={
            item.state === "committing" ? `Importing ${item.fileName}` : `Reading ${item.fileName}`
          }
          unit="rows"
          initial={run}
        />
      ) : (
        <Outcome view={view} clientId={clientId} batchId={batchId} />
      )}
      {view.linked > 0 && (
        <Callout
          tone="good"
          title={
            view.linked === 1
              ? "One move between your accounts was recognised"
              : `${view.linked.toLocaleString("en-US")} moves between your accounts were recognised`
          }
          className="mb-4"
          actions={
            <ButtonLink size="small" href={`${root}/ledger?kind=transfer`}>
              See them
            </ButtonLink>
          }
        >
          A move is no sale: lots keep their basis and day. Each can be separated again.
        </Callout>
      )}
      {item.state === "committed" && (
        <TransferProposals clientId={clientId} proposals={view.proposals} />
      )}
      {item.rowsRead > 0 && <Equation item={item} />}
      {item.state === "previewed" && !item.isBusy && view.accountName !== null && view.mayWrite && (
        <ReadingForm
          clientId={clientId}
          batchId={batchId}
          accountName={view.accountName}
          knownAccounts={view.knownAccounts}
        />
      )}
      <NotedRows noted={view.noted} item={item} />
      {view.sample.length > 0 && (
        <Section title="The first rows as they are read" lead="Look at dates, signs and amounts.">
          <SampleRows sample={view.sample} />
        </Section>
      )}
    </>
  );
}
