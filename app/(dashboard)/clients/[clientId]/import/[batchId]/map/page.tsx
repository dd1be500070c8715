import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewFormMapping } from "@/lib/services/form-mapping/view-form-mapping";
import type { MappingRefusal } from "@/lib/services/mapping/mappable";
import { type MappingView, viewMapping } from "@/lib/services/mapping/view-mapping";
import { one, type Query } from "../../../_gains/address";
import { CancelForm } from "../_components/cancel-form";
import { FormMappingScreen } from "./_components/form-mapping-screen";
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
  const query = await searchParams;
  const [chosen, kind] = [one(query, "template") ?? null, one(query, "as") ?? ""];
  const user = await requireUser();
  const back = `/clients/${clientId}/import/${batchId}`;
  const rows = opened(await viewMapping(user, clientId, batchId, chosen), back);
  const form =
    kind === "form" || (kind === "" && rows.isForm)
      ? opened(await viewFormMapping(user, clientId, batchId, chosen), back)
      : null;
  const where = { clientId, batchId };
  const anew = chosen ?? "";
  return form === null ? (
    <Explained view={rows} where={where}>
      <MappingScreen key={rows.chosen?.id ?? anew} view={rows} {...where} />
    </Explained>
  ) : (
    <Explained view={form} where={where} isForm>
      <FormMappingScreen key={`form ${form.chosen?.id ?? anew}`} view={form} {...where} />
    </Explained>
  );
}

type Shown = Pick<MappingView, "fileName" | "isChange" | "mayWrite" | "offers" | "chosen">;

/** The head of the page, what the file is taken for, and what was told before; below them the screen, for who may change the books. */
function Explained({
  view,
  where: { clientId, batchId },
  isForm = false,
  children,
}: {
  view: Shown;
  where: { clientId: string; batchId: string };
  isForm?: boolean;
  children: ReactNode;
}) {
  const root = `/clients/${clientId}/import`;
  const back = `${root}/${batchId}`;
  return (
    <>
      <PageHeader
        over={view.fileName}
        title={titleOf(view.isChange, isForm)}
        lead={leadOf(view, isForm)}
        actions={
          <>
            <ButtonLink href={view.isChange ? back : root}>
              {view.isChange ? "Back to the file" : "All imports"}
            </ButtonLink>
            {view.mayWrite && <CancelForm clientId={clientId} batchId={batchId} />}
          </>
        }
      />
      <WhatItIs isForm={isForm} href={`${back}/map`} />
      <Offers view={view} href={`${back}/map?as=${isForm ? "form" : "rows"}`} />
      {view.mayWrite ? (
        children
      ) : (
        <Callout title="You can look, not change">
          Ask the owner of these books to say how the file is read.
        </Callout>
      )}
    </>
  );
}

function leadOf({ offers }: Shown, isForm: boolean): string {
  const unknown = offers.length === 0 ? "Lotwise does not know this layout. " : "";
  return `${unknown}Say once what its columns are; what cannot be told from the file is asked, never guessed. Nothing is ${isForm ? "kept" : "imported"} before you have looked it over.`;
}

/** The view; a file that waits for nothing any more sends back to where it stands. */
function opened<View>(
  found: { ok: true; value: View } | { ok: false; error: MappingRefusal },
  back: string,
): View {
  if (!found.ok) {
    return found.error.code === "changed-meanwhile" ? redirect(back) : notFound();
  }
  return found.value;
}

function titleOf(isChange: boolean, isForm: boolean): string {
  const what = isForm ? "form" : "file";
  return isChange ? `Change how this ${what} is read` : `Say how this ${what} is read`;
}

/** A form is no ledger: which of the two a table is decides whether its lines are events or are held against them. */
function WhatItIs({ isForm, href }: { isForm: boolean; href: string }) {
  return (
    <Callout
      title={
        isForm
          ? "This file is taken for a broker’s Form 1099-DA"
          : "This file is taken for a list of transactions"
      }
      className="mb-8"
      actions={
        <ButtonLink size="small" href={`${href}?as=${isForm ? "rows" : "form"}`}>
          {isForm ? "It is a list of transactions" : "It is a broker’s Form 1099-DA"}
        </ButtonLink>
      }
    >
      {isForm
        ? "Its lines are kept beside your books and held against your sales; they are never counted as sales."
        : "Its rows become events of your books. The lines of a tax form a broker sent would count every sale twice."}
    </Callout>
  );
}
