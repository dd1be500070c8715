import type { Metadata } from "next";
import { AssetName } from "@/app/_ui/asset-name";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { requireUser } from "@/lib/auth/session";
import {
  type ComparedCell,
  type ComparedSale,
  comparePlans,
  type PlanComparison,
} from "@/lib/services/season/compare-plans";
import { one, type Query } from "../../../../_gains/address";
import { found } from "../../../../_gains/found";
import { HarvestTabs } from "../../../_components/harvest-tabs";
import { InputsNotKept, PlanInputs } from "../../_components/plan-inputs";

export const metadata: Metadata = { title: "Versions of a plan" };

const numberOf = (text: string | undefined): number | null => {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : null;
};

export default async function ComparePage({
  params,
  searchParams,
}: {
  params: Promise<{ clientId: string; planId: string }>;
  searchParams: Promise<Query>;
}) {
  const [{ clientId, planId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const view = await found(
    comparePlans(user, clientId, planId, {
      from: numberOf(one(query, "from")),
      to: numberOf(one(query, "to")),
    }),
  );
  const path = `/clients/${clientId}/harvest/plans/${planId}`;
  const heads = [`Version ${view.before.version}`, `Version ${view.after.version}`] as const;
  return (
    <>
      <PageHeader
        over={`Plan for ${view.after.year}`}
        title={
          view.before.version === view.after.version
            ? view.after.name
            : `${view.after.name}: version ${view.before.version} beside ${view.after.version}`
        }
        lead={`Saved ${[...new Set([view.before.saved, view.after.saved])].join(" and ")}.`}
        actions={<ButtonLink href={path}>Back to the plan</ButtonLink>}
      />
      <HarvestTabs clientId={clientId} current="plans" />
      {view.before.version === view.after.version ? (
        <EmptyState title="There is one version">
          Save the plan anew, and both stand here side by side.
        </EmptyState>
      ) : (
        <Both view={view} heads={heads} path={`${path}/compare`} />
      )}
    </>
  );
}

function Both({ view, heads, path }: { view: PlanComparison; heads: Heads; path: string }) {
  return (
    <>
      <Choice view={view} path={path} />
      <Section title="What they save">
        <Figures view={view} heads={heads} />
      </Section>
      <Section title="Sales">
        <Sales sales={view.sales} heads={heads} />
      </Section>
      <Section title="What they were computed from">
        {view.notKept.length < 2 && (
          <PlanInputs lines={view.inputs} heads={heads} missing={["not kept", "not kept"]} />
        )}
        {view.notKept.map((version) => (
          <InputsNotKept key={version}>{`Version ${version}`}</InputsNotKept>
        ))}
      </Section>
    </>
  );
}

/** The earlier one to hold the later against. */
function Choice({ view, path }: { view: PlanComparison; path: string }) {
  const earlier = view.versions.filter((version) => version < view.after.version);
  return earlier.length < 2 ? null : (
    <nav aria-label="The other version" className="no-print mb-4 flex flex-wrap gap-1.5">
      {earlier.map((version) => (
        <ButtonLink
          key={version}
          href={`${path}?from=${version}&to=${view.after.version}`}
          size="small"
          variant={version === view.before.version ? "secondary" : "quiet"}
          aria-current={version === view.before.version ? "page" : undefined}
        >
          Version {version}
        </ButtonLink>
      ))}
    </nav>
  );
}

type Heads = readonly [string, string];

function Head({ heads, what }: { heads: Heads; what: string }) {
  return (
    <thead>
      <tr>
        <Th sticky>{what}</Th>
        {heads.map((head) => (
          <Th key={head} numeric>
            {head}
          </Th>
        ))}
      </tr>
    </thead>
  );
}

const LINES = [
  { key: "taxWithout", label: "Tax without" },
  { key: "taxWith", label: "Tax with" },
  { key: "saving", label: "Saved this year, estimate" },
  { key: "carryoverAdded", label: "Added to the carryover" },
] as const;

function Figures({ view, heads }: { view: PlanComparison; heads: Heads }) {
  return (
    <Table caption="The year without and with each version">
      <Head heads={heads} what={String(view.after.year)} />
      <tbody>
        {LINES.map(({ key, label }) => (
          <Tr key={key}>
            <RowHead>{label}</RowHead>
            <Td numeric>
              <Money amount={view.before[key]} />
            </Td>
            <Td numeric>
              <Money amount={view.after[key]} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Sales({ sales, heads }: { sales: readonly ComparedSale[]; heads: Heads }) {
  return (
    <Table caption="Planned sales of both versions">
      <Head heads={heads} what="Sell" />
      <tbody>
        {sales.map((sale) => (
          <Tr key={sale.key}>
            <RowHead>
              <AssetName id={sale.asset} />
              <span className="block text-muted text-sm">{sale.accountName}</span>
              {sale.isSame && <span className="block text-muted text-xs">the same in both</span>}
            </RowHead>
            <Td numeric>
              <Cell cell={sale.before} asset={sale.asset} />
            </Td>
            <Td numeric>
              <Cell cell={sale.after} asset={sale.asset} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Cell({ cell, asset }: { cell: ComparedCell | null; asset: string }) {
  return cell === null ? (
    <span className="text-muted">not planned</span>
  ) : (
    <>
      saves <Money amount={cell.saving} />
      <span className="block text-muted text-sm">
        <Quantity amount={cell.quantity} asset={asset} /> at <Price amount={cell.price} />
      </span>
      <span className="block text-sm">
        <Money amount={cell.gain} tone="signed" />, {cell.lots} {cell.lots === 1 ? "lot" : "lots"}
      </span>
    </>
  );
}
