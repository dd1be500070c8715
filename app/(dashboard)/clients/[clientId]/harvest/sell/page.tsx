import type { Metadata } from "next";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { PageHeader } from "@/app/_ui/page-header";
import { StillWorking } from "@/app/_ui/still-working";
import { requireUser } from "@/lib/auth/session";
import { viewSaleChoice } from "@/lib/services/view-sale-choice";
import { type ClientPageProps, many, one } from "../../_gains/address";
import { found } from "../../_gains/found";
import { openParts } from "../../_gains/open-parts";
import { HarvestTabs } from "../_components/harvest-tabs";
import { NoAnswer } from "../_components/no-answer";
import { Answer } from "./_components/answer";
import { AssetChoice } from "./_components/asset-choice";
import { SaleForm } from "./_components/sale-form";
import { SaleSheets } from "./_components/sale-sheets";

export const metadata: Metadata = { title: "A sale you mean to make" };

export default async function SalePage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const wish = {
    asset: one(query, "asset"),
    accounts: many(query, "account"),
    units: one(query, "units"),
    dollars: one(query, "dollars"),
    price: one(query, "price"),
    day: one(query, "day"),
    fee: one(query, "fee"),
    feeFixed: one(query, "feeFixed"),
  };
  const view = await found(viewSaleChoice(user, clientId, wish));
  const root = `/clients/${clientId}`;
  const path = `${root}/harvest/sell`;
  const parts = openParts(path, query);
  return (
    <>
      <PageHeader
        over={`Harvest ${view.year}`}
        title="A sale you mean to make"
        lead={
          <>
            You will sell anyway: which lots cost the least tax this year? Found over every possible
            split, not by a rule of thumb. <AuthorityChip id="reg-1-1012-1-j" />
          </>
        }
      />
      <HarvestTabs clientId={clientId} current="sale" />
      <NoAnswer view={view} root={root} />
      {view.state === "ready" && view.form === null && (
        <AssetChoice assets={view.assets} path={path} />
      )}
      {view.form !== null && (
        <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[18rem_minmax(0,1fr)]">
          <SaleForm form={view.form} path={path} />
          {view.working === null ? (
            <Answer
              answer={view.answer}
              isRefused={Object.keys(view.form.errors).length > 0}
              asset={view.form.asset}
              year={view.year}
              root={root}
              parts={parts}
            />
          ) : (
            <StillWorking
              title="Looking for the lots of the least tax"
              label="Ways to divide the sale tried, at most"
              unit="ways"
              {...view.working}
            >
              There are many lots to weigh. You can go on elsewhere: the answer is kept, and stands
              here when it is done.
            </StillWorking>
          )}
        </div>
      )}
      {view.answer !== null && <SaleSheets answer={view.answer} parts={parts} />}
    </>
  );
}
