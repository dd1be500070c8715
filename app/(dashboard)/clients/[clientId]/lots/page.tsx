import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { Day } from "@/app/_ui/day";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { requireUser } from "@/lib/auth/session";
import { viewLots } from "@/lib/services/view-lots";
import { address, type ClientPageProps, one, pageNumber } from "../_gains/address";
import { found } from "../_gains/found";
import { Holdings } from "./_components/holdings";
import { LotFilter } from "./_components/lot-filter";
import { LotTable } from "./_components/lot-table";

export const metadata: Metadata = { title: "Lots" };

export default async function LotsPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const get = (name: string) => one(query, name);
  const view = await found(
    viewLots(
      user,
      clientId,
      {
        account: get("account"),
        asset: get("asset"),
        term: get("term"),
        state: get("state"),
        sort: get("sort"),
        order: get("order"),
        page: pageNumber(query),
      },
      { asOf: get("as-of") },
    ),
  );
  const root = `/clients/${clientId}`;
  const path = `${root}/lots`;
  const template = address(path, query, { page: "@page@" }).replace("%40page%40", "{page}");
  return (
    <>
      <PageHeader
        title="Lots"
        lead={
          <>
            What is held on <Day date={view.asOf} />, bought together, sold together. From 2025 each
            sale takes lots of its own account.
          </>
        }
        actions={
          <ButtonLink href={`${root}/settings?part=prices`}>Prices and lot methods</ButtonLink>
        }
      />
      {view.all.lots === 0 ? (
        <EmptyState
          title={view.hasTransactions ? "Nothing is held" : "No lots yet"}
          action={
            <ButtonLink variant="primary" href={`${root}/import`}>
              Import a file
            </ButtonLink>
          }
        >
          {view.hasTransactions
            ? "Every unit these books know of has been disposed of."
            : "Import the history of an exchange: every purchase opens a lot with its day and its cost."}
        </EmptyState>
      ) : (
        <>
          <Holdings view={view} path={path} />
          <LotFilter view={view} path={path} />
          <LotTable view={view} root={root} path={path} query={query} />
          <Pagination
            page={view.page}
            pages={view.pages}
            summary={`${view.totals.lots.toLocaleString("en-US")} of ${view.all.lots.toLocaleString("en-US")} lots`}
            hrefTemplate={template}
          />
        </>
      )}
    </>
  );
}
