import type { Metadata } from "next";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink, DownloadLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { CopyButton } from "@/app/_ui/copy-button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { type AmendedYearView, viewAmendedYear } from "@/lib/services/filing/view-amended-year";
import { closed } from "../../_gains/found";
import { ACTION_WORDS } from "../_components/cascade-table";
import { HurdleNote } from "../_components/hurdle-note";
import { FormX, RestOfForm } from "./_components/form-x";
import { OriginalsForm } from "./_components/originals-form";
import { PacketLists } from "./_components/packet-lists";
import { RefundWindow } from "./_components/refund-window";
import { WorksheetLines } from "./_components/worksheet-lines";

interface AmendedPageProps {
  params: Promise<{ clientId: string; year: string }>;
}

export async function generateMetadata({ params }: AmendedPageProps): Promise<Metadata> {
  return { title: `Amended return ${(await params).year}` };
}

export default async function AmendedPage({ params }: AmendedPageProps) {
  const { clientId, year: text } = await params;
  const user = await requireUser();
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  const view = await viewAmendedYear(user, clientId, year);
  const root = `/clients/${clientId}`;
  if (view.ok) {
    return <Worksheet view={view.value} clientId={clientId} root={root} />;
  }
  const { error } = view;
  if (year === 0 || (error.code !== "stopped" && error.code !== "no-such-year")) {
    return closed(error);
  }
  return (
    <>
      <PageHeader over="Amended return" title={year} />
      {error.code === "stopped" ? (
        <HurdleNote hurdle={error.hurdle} root={root} />
      ) : (
        <EmptyState
          title={`Nothing to amend for ${year}`}
          action={<ButtonLink href={`${root}/reports/${year}`}>The filing of {year}</ButtonLink>}
        >
          The year is not marked as filed, or the books still give what was filed.
        </EmptyState>
      )}
    </>
  );
}

function Worksheet({
  view,
  clientId,
  root,
}: {
  view: AmendedYearView;
  clientId: string;
  root: string;
}) {
  const { tone, word } = ACTION_WORDS[view.action];
  const files = `/api/clients/${clientId}/filing/${view.year}?file=`;
  return (
    <>
      <PageHeader
        over="Amended return"
        title={
          <>
            Form 1040-X for {view.year} <Badge tone={tone}>{word}</Badge>
          </>
        }
        lead={
          <>
            A worksheet to fill in the form from, line by line in its {view.revision} revision.{" "}
            <AuthorityChip id="form-1040-x" />
          </>
        }
        actions={
          <>
            {view.form !== null && <DownloadLink href={`${files}amended-pdf`}>PDF</DownloadLink>}
            {view.form !== null && <DownloadLink href={`${files}amended-csv`}>CSV</DownloadLink>}
            <ButtonLink href={`${root}/reports/${view.year}`}>What has moved</ButtonLink>
          </>
        }
      />
      {view.action === "refund-closed" && (
        <Callout tone="caution" title="The time to claim this refund has passed" className="mb-8">
          The worksheet is kept because the year’s allowable loss counts as used, and later years
          start from it. There is nothing to file for {view.year}.
        </Callout>
      )}
      {view.action === "tell-payments" && (
        <Callout
          tone="caution"
          title="What was paid is not told"
          className="mb-8"
          actions={
            <ButtonLink href={`${root}/reports/${view.year}`}>Tell what was paid</ButtonLink>
          }
        >
          The tax of {view.year} falls. A refund is at most what was paid in time, and nobody has
          told what was.
        </Callout>
      )}
      {view.action === "record-only" && (
        <Callout title="The tax does not change" className="mb-8">
          Keep the worksheet: later years start from its carryover. Whether to send a form that
          changes no tax is your choice.
        </Callout>
      )}
      <FormX view={view} />
      {view.mayWrite && <OriginalsForm view={view} clientId={clientId} />}
      <Section
        title="Part II, explanation of changes"
        lead="A draft from the records. Add what only you know; the form asks for plain reasons."
        actions={<CopyButton text={view.explanation.join("\n\n")} label="Copy the draft" />}
      >
        <div className="flex max-w-2xl flex-col gap-3">
          {view.explanation.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </Section>
      <RestOfForm view={view} />
      <RefundWindow view={view} />
      <PacketLists packet={view.packet} />
      <WorksheetLines view={view} />
    </>
  );
}
