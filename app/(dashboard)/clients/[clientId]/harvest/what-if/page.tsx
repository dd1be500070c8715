import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewWhatIf } from "@/lib/services/view-what-if";
import { address, type ClientPageProps, many, one } from "../../_gains/address";
import { found } from "../../_gains/found";
import { HarvestTabs } from "../_components/harvest-tabs";
import { negated } from "../_components/negated";
import { NoAnswer } from "../_components/no-answer";
import { Worksheets } from "../_components/worksheets";
import { scenarioOf } from "./_components/scenario-address";
import { WhatIf } from "./_components/what-if";

export const metadata: Metadata = { title: "What if" };

export default async function WhatIfPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const open = { lots: many(query, "show"), sheets: one(query, "why") === "worksheets" };
  const view = await found(viewWhatIf(user, clientId, scenarioOf(query), {}, open));
  const root = `/clients/${clientId}`;
  const path = `${root}/harvest/what-if`;
  return (
    <>
      <PageHeader
        over={`Harvest ${view.year}`}
        title="What if"
        lead="Try sales, prices, income and filing status. Nothing here is kept in your books; the address holds it."
      />
      <HarvestTabs clientId={clientId} current="what-if" />
      <NoAnswer view={view} root={root} />
      {view.answer !== null && (
        <WhatIf view={view} answer={view.answer} path={path} bookUrl={`/api${root}/what-if`} />
      )}
      {view.sheets !== null && view.answer !== null && (
        <Worksheets
          sheets={view.sheets}
          sum={view.sum}
          tax={negated(view.answer.saving)}
          closeHref={address(path, query, { why: null })}
        />
      )}
    </>
  );
}
