import type { Metadata } from "next";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { Tabs } from "@/app/_ui/tabs";
import { requireUser } from "@/lib/auth/session";
import { paramOf } from "@/lib/services/ledger-filter";
import { type SettingsView, viewSettings } from "@/lib/services/view-settings";
import type { ClientPageProps } from "../_gains/address";
import { found } from "../_gains/found";
import { AccountTable } from "./_components/account-table";
import { LedgerForm } from "./_components/ledger-form";
import { OrderForm } from "./_components/order-form";
import { OrderRule } from "./_components/order-rule";
import { OrderTable } from "./_components/order-table";
import { ProfileForm } from "./_components/profile-form";
import { ProfileTable } from "./_components/profile-table";
import { QuoteForms } from "./_components/quote-forms";
import { QuoteTable } from "./_components/quote-table";

export const metadata: Metadata = { title: "Settings" };

const PARTS = [
  { part: "years", label: "Years" },
  { part: "methods", label: "Lot methods" },
  { part: "prices", label: "Prices" },
  { part: "accounts", label: "Accounts" },
  { part: "rules", label: "Time zone and rules" },
] as const;

export default async function SettingsPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const view = await found(viewSettings(user, clientId));
  const path = `/clients/${clientId}/settings`;
  const part = PARTS.find((one) => one.part === paramOf(query, "part"))?.part ?? "years";
  const year = Number(paramOf(query, "year") ?? view.years[0]);
  return (
    <>
      <PageHeader
        title="Settings"
        lead="What the books cannot know by themselves. Every change is a new version; the earlier ones stay on record."
      />
      <Tabs
        label="Settings"
        tabs={PARTS.map((one) => ({
          href: `${path}?part=${one.part}`,
          label: one.label,
          current: one.part === part,
        }))}
      />
      <Part part={part} view={view} clientId={clientId} path={path} year={year} />
    </>
  );
}

interface PartProps {
  part: (typeof PARTS)[number]["part"];
  view: SettingsView;
  clientId: string;
  path: string;
  /** The year whose profile is open. */
  year: number;
}

function Part(props: PartProps) {
  switch (props.part) {
    case "years":
      return <Years {...props} />;
    case "methods":
      return <Methods {...props} />;
    case "prices":
      return <Prices {...props} />;
    case "accounts":
      return (
        <Section title="Accounts" lead="From 2025 every account and wallet keeps its own lots.">
          <AccountTable {...props.view} clientId={props.clientId} />
        </Section>
      );
    case "rules":
      return (
        <Section
          title="Time zone and rules"
          lead="They hold for all years of these books and stand on every report."
        >
          <LedgerForm
            clientId={props.clientId}
            timeZone={props.view.timeZone}
            pool={props.view.pool}
            transferFee={props.view.transferFee}
            mayWrite={props.view.mayWrite}
          />
        </Section>
      );
    default:
      return props.part satisfies never;
  }
}

function Years({ view, clientId, path, year }: PartProps) {
  return (
    <Section
      title="A year besides crypto"
      lead="Filing status and income decide which brackets a gain meets and what a loss saves."
    >
      <ProfileTable profiles={view.profiles} path={path} />
      {view.mayWrite && (
        <ProfileForm
          key={year}
          clientId={clientId}
          years={view.years}
          year={view.years.includes(year) ? year : (view.years[0] ?? year)}
          profiles={view.profiles}
          standard={view.standard}
        />
      )}
    </Section>
  );
}

function Methods({ view, clientId }: PartProps) {
  return (
    <Section title="Which lots a sale takes" lead={<OrderRule />}>
      <OrderTable orders={view.orders} timeZone={view.timeZone} />
      {view.mayWrite && (
        <OrderForm
          clientId={clientId}
          accounts={view.accounts}
          now={view.now}
          timeZone={view.timeZone}
        />
      )}
    </Section>
  );
}

function Prices({ view, clientId }: PartProps) {
  return (
    <Section
      title="Current prices"
      lead="For open lots and harvest advice only: taxes use the values stored with each transaction. An asset without a price has no value here, never zero."
    >
      {view.mayWrite && (
        <QuoteForms
          clientId={clientId}
          assets={view.quotes.map((quote) => quote.asset)}
          now={view.now}
          timeZone={view.timeZone}
        />
      )}
      <QuoteTable quotes={view.quotes} />
    </Section>
  );
}
