import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money, Quantity } from "@/app/_ui/money";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { requireUser } from "@/lib/auth/session";
import { type PlanDraft, viewPlanDraft } from "@/lib/services/season/plan-draft";
import { type ClientPageProps, many, one } from "../../../_gains/address";
import { found } from "../../../_gains/found";
import { HarvestTabs } from "../../_components/harvest-tabs";
import { PlanForm } from "../_components/plan-form";

export const metadata: Metadata = { title: "Save a plan" };

export default async function NewPlanPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const picks = one(query, "picked") === undefined ? null : many(query, "pick");
  const draft = await found(
    viewPlanDraft(user, clientId, picks, one(query, "plan") ?? null, {
      fee: one(query, "fee"),
      feeFixed: one(query, "feeFixed"),
    }),
  );
  const root = `/clients/${clientId}/harvest`;
  return (
    <>
      <PageHeader
        over={`Harvest ${draft.year}`}
        title={draft.of === null ? "Save these sales as a plan" : `Save “${draft.of.name}” anew`}
        lead="Lots, quantities, prices with their time and source, income, status, costs and what was computed from them are kept as they are now."
      />
      <HarvestTabs clientId={clientId} current="plans" />
      {draft.plan === null ? (
        <EmptyState
          title="No sale is ticked"
          action={<ButtonLink href={root}>Choose what to sell</ButtonLink>}
        >
          Tick at least one sale, then save.
        </EmptyState>
      ) : (
        <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Section title="What is saved" className="min-w-0">
            <Sales plan={draft.plan} accounts={draft.accounts} />
          </Section>
          {draft.mayWrite ? (
            <div className="min-w-0">
              <Section title="Its name">
                <PlanForm
                  clientId={clientId}
                  picks={draft.plan.sales.map(({ key }) => key)}
                  costs={draft.costs}
                  plans={draft.plans}
                  of={draft.of}
                />
              </Section>
            </div>
          ) : (
            <p className="text-muted">You can look at these books but not save a plan in them.</p>
          )}
        </div>
      )}
    </>
  );
}

function Sales({
  plan,
  accounts,
}: {
  plan: NonNullable<PlanDraft["plan"]>;
  accounts: PlanDraft["accounts"];
}) {
  return (
    <Table caption="Sales of the plan">
      <thead>
        <tr>
          <Th sticky>Sell</Th>
          <Th>From</Th>
          <Th numeric>Gain or loss</Th>
          <Th numeric>Saves</Th>
        </tr>
      </thead>
      <tbody>
        {plan.sales.map((sale) => (
          <Tr key={sale.key}>
            <RowHead>
              <Quantity amount={sale.quantity} asset={sale.asset} />
            </RowHead>
            <Td>{accounts[sale.account] ?? sale.account}</Td>
            <Td numeric>
              <Money amount={sale.gain} tone="signed" />
            </Td>
            <Td numeric>
              <Money amount={sale.saving} />
            </Td>
          </Tr>
        ))}
      </tbody>
      <tfoot>
        <TotalRow>
          <RowHead>Together</RowHead>
          <Td />
          <Td />
          <Td numeric>
            <Money amount={plan.saving} />
          </Td>
        </TotalRow>
      </tfoot>
    </Table>
  );
}
