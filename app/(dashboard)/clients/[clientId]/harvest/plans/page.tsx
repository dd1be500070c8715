import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { PageHeader } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { requireUser } from "@/lib/auth/session";
import { type PlanItem, viewPlans } from "@/lib/services/season/view-plans";
import type { ClientPageProps } from "../../_gains/address";
import { found } from "../../_gains/found";
import { HarvestTabs } from "../_components/harvest-tabs";

export const metadata: Metadata = { title: "Plans" };

export default async function PlansPage({ params }: ClientPageProps) {
  const { clientId } = await params;
  const user = await requireUser();
  const { plans, mayWrite } = await found(viewPlans(user, clientId));
  const root = `/clients/${clientId}/harvest`;
  return (
    <>
      <PageHeader
        title="Plans"
        lead="What you mean to sell, as it was computed when you saved it. Everybody with access to these books sees the plans and may write about them."
        actions={
          mayWrite &&
          plans.length > 0 && (
            <ButtonLink href={`${root}/plans/new`} variant="primary">
              Save a plan
            </ButtonLink>
          )
        }
      />
      <HarvestTabs clientId={clientId} current="plans" />
      {plans.length === 0 ? (
        <EmptyState
          title="No plan is saved"
          action={<ButtonLink href={root}>Choose what to sell</ButtonLink>}
        >
          Tick the sales you mean to make, then save them as a plan: lots, prices and the saving
          stay as they were, and in January you see what came of them.
        </EmptyState>
      ) : (
        <Table caption="Saved plans, the latest first">
          <thead>
            <tr>
              <Th sticky>Plan</Th>
              <Th numeric>Year</Th>
              <Th numeric>Sales</Th>
              <Th numeric>Saves, estimate</Th>
              <Th className="max-sm:hidden">Saved</Th>
            </tr>
          </thead>
          <tbody>
            {plans.map((plan) => (
              <Tr key={plan.id}>
                <RowHead>
                  <Link
                    href={`${root}/plans/${plan.id}`}
                    prefetch={false}
                    className="inline-flex min-h-6 items-center text-accent underline"
                  >
                    {plan.name}
                  </Link>
                  <span className="block font-normal text-muted text-sm sm:hidden">
                    <Saved plan={plan} />
                  </span>
                </RowHead>
                <Td numeric>{plan.year}</Td>
                <Td numeric>{plan.sales}</Td>
                <Td numeric>
                  <Money amount={plan.saving} />
                </Td>
                <Td className="max-sm:hidden">
                  <Saved plan={plan} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

function Saved({ plan }: { plan: PlanItem }) {
  return (
    <>
      {plan.saved}
      {!plan.byYou && " by somebody else"}, version {plan.version}
    </>
  );
}
