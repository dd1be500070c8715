import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { JobProgress } from "@/app/_ui/job-progress";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { type ImportView, viewImport } from "@/lib/services/view-import";
import { TransferProposals } from "../../_books/transfer-proposals";
import { one, type Query } from "../../_gains/address";
import { found } from "../../_gains/found";
import { CancelForm } from "./_components/cancel-form";
import { Equation } from "./_components/equation";
import { FormLines } from "./_components/form-lines";
import { HowItIsRead } from "./_components/how-it-is-read";
import { LinkedMoves } from "./_components/linked-moves";
import { NextStep } from "./_components/next-step";
import { NotedRows } from "./_components/noted-rows";
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
  const waits = mayBeDecided(view);
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
        actions={
          <>
            <ButtonLink href={`${root}/import`}>All imports</ButtonLink>
            {waits && <CancelForm clientId={clientId} batchId={batchId} />}
          </>
        }
      />
      {isAgain && item.state === "committed" && (
        <Callout title="This very file was already imported" className="mb-4">
          Uploading it again changed nothing. What it brought then stands below.
        </Callout>
      )}
      {item.isBusy && run !== null ? (
        <JobProgress
          url={`/api${root}/jobs/${run.id}`}
          label={`${AT_WORK[item.state] ?? "Reading"} ${item.fileName}`}
          unit="rows"
          initial={run}
        />
      ) : (
        <NextStep view={view} clientId={clientId} batchId={batchId} />
      )}
      <LinkedMoves linked={view.linked} href={`${root}/ledger?kind=transfer`} />
      {item.state === "committed" && <TransferProposals clientId={clientId} found={view} />}
      {item.rowsRead > 0 && <Equation item={item} />}
      {waits && item.state === "previewed" && (
        <HowItIsRead view={view} clientId={clientId} batchId={batchId} />
      )}
      {view.form !== null && item.state !== "undone" && (
        <FormLines form={view.form} isKept={item.state === "committed"} />
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

/** What the worker does with a file in this state; else it reads it. */
const AT_WORK: Partial<Record<ImportView["item"]["state"], string>> = {
  committing: "Importing",
  committed: "Taking back",
};

/** True while a person may say something about the file: it waits, and the worker is not at it. */
function mayBeDecided({ item, mayWrite }: ImportView): boolean {
  const waits = ["unmapped", "asking", "previewed", "committing"].includes(item.state);
  return waits && mayWrite && !item.isBusy;
}
