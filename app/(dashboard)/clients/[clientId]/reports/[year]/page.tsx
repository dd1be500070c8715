import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { type FilingView, viewFiling } from "@/lib/services/filing/view-filing";
import { pageNumber, type Query } from "../../_gains/address";
import { found } from "../../_gains/found";
import { BoxFigures } from "./_components/box-figures";
import { Difference } from "./_components/difference";
import { EditForm } from "./_components/edit-form";
import { Figures } from "./_components/figures";
import { FileForm } from "./_components/file-form";
import { History } from "./_components/history";
import { PaymentForm } from "./_components/payment-form";
import { Record } from "./_components/record";
import { ReopenForm } from "./_components/reopen-form";

interface FilingPageProps {
  params: Promise<{ clientId: string; year: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: FilingPageProps): Promise<Metadata> {
  return { title: `Filing ${(await params).year}` };
}

export default async function FilingPage({ params, searchParams }: FilingPageProps) {
  const [{ clientId, year: text }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  const view = await found(viewFiling(user, clientId, year, { page: pageNumber(query) }));
  const root = `/clients/${clientId}`;
  return (
    <>
      <PageHeader
        over="Filing"
        title={view.frozen === null ? `File ${year}` : `${year} as filed`}
        lead={<Lead view={view} />}
        actions={<ButtonLink href={`${root}/years/${year}`}>The year in the books</ButtonLink>}
      />
      {view.frozen === null ? (
        <NotFiled view={view} clientId={clientId} />
      ) : (
        <Filed view={view} frozen={view.frozen} clientId={clientId} query={query} />
      )}
      {view.history.length > 0 && (
        <Section later title="Record" lead="Nothing is ever taken out of it.">
          <History versions={view.history} />
        </Section>
      )}
    </>
  );
}

function Lead({ view }: { view: FilingView }) {
  return view.frozen === null ? (
    <>
      When the return has gone to the IRS, mark the year as filed. Its figures and all they stand on
      are then kept as they are, whatever is imported or changed later.
    </>
  ) : (
    <>
      Filed on <Day date={view.frozen.filedOn} />. Frozen with the books as of{" "}
      <Day date={view.frozen.asOf} />.
    </>
  );
}

function NotFiled({ view, clientId }: { view: FilingView; clientId: string }) {
  if (view.refusal !== null) {
    return (
      <Callout tone="caution" title="No forms for this year">
        {view.refusal}
      </Callout>
    );
  }
  if (view.inProgress) {
    return (
      <Callout title={`${view.year} is still running`}>
        A return can be marked as filed once its year has ended.
      </Callout>
    );
  }
  return (
    <>
      <UnknownNote view={view} clientId={clientId} />
      <OpenForms view={view} clientId={clientId} />
      {view.mayWrite && (
        <Section title="Mark as filed">
          <FileForm clientId={clientId} year={view.year} version={view.version} />
        </Section>
      )}
      <Section
        later
        title="What is frozen"
        lead="Tax by the Tax Table, as returns are filed. Where the return said something else, mark it first and tell the figure afterwards."
      >
        <Figures view={view} clientId={clientId} />
      </Section>
      <BoxFigures view={view} clientId={clientId} />
    </>
  );
}

/** What brokers told the IRS of the year and the return does not answer yet. */
function OpenForms({ view, clientId }: { view: FilingView; clientId: string }) {
  if (view.openForms.length === 0) {
    return null;
  }
  return (
    <Callout
      tone="caution"
      title="The IRS has lines this return does not answer yet"
      className="mb-8"
      actions={<ButtonLink href={`/clients/${clientId}/forms`}>Settle them</ButtonLink>}
    >
      <ul>
        {view.openForms.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Callout>
  );
}

/** Amounts nobody knows yet: they are in no figure, before filing and after. */
function UnknownNote({ view, clientId }: { view: FilingView; clientId: string }) {
  if (view.openCount === 0) {
    return null;
  }
  return (
    <Callout
      tone="caution"
      title={`${counted(view.openCount, "amount is", "amounts are")} not known`}
      className="mb-8"
      actions={<ButtonLink href={`/clients/${clientId}/review`}>Settle them in Review</ButtonLink>}
    >
      {view.frozen === null
        ? "Sales and receipts without an amount are in no figure below. If the return was filed all the same, it can be marked: what comes later shows as a difference."
        : "Sales and receipts of the year without an amount are in no figure of the books, so they show in no difference yet."}
    </Callout>
  );
}

function Filed({
  view,
  frozen,
  clientId,
  query,
}: {
  view: FilingView;
  frozen: NonNullable<FilingView["frozen"]>;
  clientId: string;
  query: Query;
}) {
  const root = `/clients/${clientId}`;
  return (
    <>
      <UnknownNote view={view} clientId={clientId} />
      <Difference
        difference={frozen.difference}
        year={view.year}
        root={root}
        path={`${root}/reports/${view.year}`}
        query={query}
      />
      <Section
        title="Figures as filed"
        lead="As computed then, and as you say they were filed. They stay whatever the books say later."
      >
        {frozen.broken.length > 0 && (
          <Callout tone="caution" title="Sums that do not hold as filed" className="mb-4">
            <ul className="list-disc pl-5">
              {frozen.broken.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Callout>
        )}
        <Figures view={view} clientId={clientId} />
        {view.mayWrite && <EditForm view={view} clientId={clientId} />}
      </Section>
      <BoxFigures view={view} clientId={clientId} />
      <Section title="Filing" lead="What a refund claim depends on, and what the year stood on.">
        <Record frozen={frozen} clientId={clientId} year={view.year} mayWrite={view.mayWrite} />
        {view.mayWrite && <PaymentForm clientId={clientId} year={view.year} />}
      </Section>
      {view.mayWrite && (
        <Section
          later
          title="Take it back"
          lead="If the year was marked by mistake. The record of it stays."
        >
          <ReopenForm clientId={clientId} year={view.year} />
        </Section>
      )}
    </>
  );
}
