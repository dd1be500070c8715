import type { Metadata } from "next";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewForms } from "@/lib/services/reconcile/view-forms";
import { type ClientPageProps, one } from "../_gains/address";
import { found } from "../_gains/found";
import { Differences } from "./_components/differences";
import { FormHead } from "./_components/form-head";
import { FormList } from "./_components/form-list";
import { FormRows } from "./_components/form-rows";
import { NotReported } from "./_components/not-reported";
import { RowForm } from "./_components/row-form";
import { Sight } from "./_components/sight";

export const metadata: Metadata = { title: "Forms 1099-DA" };

export default async function FormsPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const view = await found(viewForms(user, clientId, one(query, "form")));
  const root = `/clients/${clientId}`;
  const { open } = view;
  return (
    <>
      <PageHeader
        title="Forms 1099-DA"
        lead={
          <>
            What brokers told the IRS, held against your books line by line. Each difference needs a
            decision before the return is filed. <AuthorityChip id="form-1099-da" />
          </>
        }
        actions={<ButtonLink href={`${root}/import`}>Import a form</ButtonLink>}
      />
      {view.forms.length === 0 ? (
        <EmptyState
          title="No form yet"
          action={
            <ButtonLink variant="primary" href={`${root}/import`}>
              Import a form
            </ButtonLink>
          }
        >
          Brokers send Form 1099-DA for sales from 2025 on. Import the file, or type its lines
          below. Sales no form tells of are reported all the same.
        </EmptyState>
      ) : (
        <FormList forms={view.forms} current={open?.key} path={`${root}/forms`} />
      )}
      {open !== null && (
        <>
          <FormHead form={open} clientId={clientId} />
          <Sight sight={open.sight} />
          <Differences form={open} clientId={clientId} mayWrite={view.mayWrite} root={root} />
          <FormRows form={open} clientId={clientId} mayWrite={view.mayWrite} root={root} />
          <NotReported form={open} root={root} />
        </>
      )}
      {view.mayWrite && (
        <Section
          title="Type a line from paper"
          lead="As printed. Leave a box empty where the form does: an empty basis is not zero. NFTs told together have no sign: type Specified NFTs."
        >
          <RowForm clientId={clientId} payer={open?.payer ?? ""} />
        </Section>
      )}
    </>
  );
}
