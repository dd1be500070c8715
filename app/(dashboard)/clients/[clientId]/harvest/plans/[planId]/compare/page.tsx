import type { Metadata } from "next";
import { AssetName } from "@/app/_ui/asset-name";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Price, Quantity } from "@/app/_ui/money";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { requireUser } from "@/lib/auth/session";
import {
  type ComparedCell,
  type ComparedSale,
  type ComparedVersion,
  comparePlans,
  type PlanComparison,
} from "@/lib/services/season/compare-plans";
import { saleKeys } from "@/lib/services/season/plan-sheets";
import { address, one, type Query } from "../../../../_gains/address";
import { found } from "../../../../_gains/found";
import { AskedIf } from "../../../_components/asked-text";
import { HarvestTabs } from "../../../_components/harvest-tabs";
import { NoSheetsNote } from "../../_components/no-sheets";
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
        <Both view={view} heads={heads} path={path} />
      )}
    </>
  );
}

function Both({ view, heads, path }: { view: PlanComparison; heads: Heads; path: string }) {
  const whyHref = whyIn(path);
  return (
    <>
      <Choice view={view} path={`${path}/compare`} />
      <Section title="What they save">
        <Figures view={view} heads={heads} whyHref={whyHref} />
        {[view.before, view.after].map(({ version, noSheets }) => (
          <NoSheetsNote
            key={version}
            version={version}
            why={noSheets}
            againHref={address(path, {}, { version: String(version), why: "again" })}
          />
        ))}
      </Section>
      <Section title="Sales">
        <Sales view={view} heads={heads} whyHref={whyHref} />
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

/** The worksheets of a figure on the page of its own version; null: that version opens none. */
type WhyHref = (of: ComparedVersion, why: string) => string | null;

const whyIn =
  (path: string): WhyHref =>
  ({ version, noSheets }, why) =>
    noSheets === null ? address(path, {}, { version: String(version), why }) : null;

/** For screen readers: what a figure of a version opens. */
const aboutOf = (what: string, { version }: ComparedVersion): string =>
  `${what}, by the worksheets of version ${version}`;

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

interface PartProps {
  readonly view: PlanComparison;
  readonly heads: Heads;
  readonly whyHref: WhyHref;
}

function Figures({ view, heads, whyHref }: PartProps) {
  return (
    <Table caption="The year without and with each version">
      <Head heads={heads} what={String(view.after.year)} />
      <tbody>
        {LINES.map(({ key, label }) => (
          <Tr key={key}>
            <RowHead>{label}</RowHead>
            {[view.before, view.after].map((of) => (
              <Td key={of.version} numeric>
                <AskedIf amount={of[key]} href={whyHref(of, "saved")} about={aboutOf(label, of)} />
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Sales({ view, heads, whyHref }: PartProps) {
  return (
    <Table caption="Planned sales of both versions">
      <Head heads={heads} what="Sell" />
      <tbody>
        {view.sales.map((sale) => (
          <Tr key={sale.key}>
            <RowHead>
              <AssetName id={sale.asset} />
              <span className="block text-muted text-sm">{sale.accountName}</span>
              {sale.isSame && <span className="block text-muted text-xs">the same in both</span>}
            </RowHead>
            {(["before", "after"] as const).map((side) => (
              <Td key={side} numeric>
                <Cell sale={sale} cell={sale[side]} of={view[side]} whyHref={whyHref} />
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Cell({
  sale: { key, asset },
  cell,
  of,
  whyHref,
}: {
  sale: ComparedSale;
  cell: ComparedCell | null;
  of: ComparedVersion;
  whyHref: WhyHref;
}) {
  const href = whyHref(of, saleKeys(key).planned);
  return cell === null ? (
    <span className="text-muted">not planned</span>
  ) : (
    <>
      saves <AskedIf amount={cell.saving} href={href} about={aboutOf("what this sale saves", of)} />
      <span className="block text-muted text-sm">
        <Quantity amount={cell.quantity} asset={asset} /> at <Price amount={cell.price} />
      </span>
      <span className="block text-sm">
        <AskedIf amount={cell.gain} href={href} tone="signed" />, {cell.lots}{" "}
        {cell.lots === 1 ? "lot" : "lots"}
      </span>
    </>
  );
}
