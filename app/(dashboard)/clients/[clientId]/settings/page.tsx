import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { PageHeader } from "@/app/_ui/page-header";
import { Tabs } from "@/app/_ui/tabs";
import { requireUser } from "@/lib/auth/session";
import { paramOf } from "@/lib/services/ledger-filter";
import { viewMigrations } from "@/lib/services/view-migrations";
import { viewPastPrices } from "@/lib/services/view-past-prices";
import { viewSettings } from "@/lib/services/view-settings";
import type { ClientPageProps } from "../_gains/address";
import { found } from "../_gains/found";
import { FactsDrawer } from "./_components/facts-drawer";
import { PARTS, SettingsPart } from "./_components/settings-part";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const view = await found(viewSettings(user, clientId));
  const path = `/clients/${clientId}/settings`;
  const part = PARTS.find((one) => one.part === paramOf(query, "part"))?.part ?? "years";
  const migrations = part === "assets" ? await found(viewMigrations(user, clientId)) : [];
  const pastPrices = part === "prices" ? await found(viewPastPrices(user, clientId)) : null;
  const year = Number(paramOf(query, "year") ?? view.years[0]);
  return (
    <>
      <PageHeader
        title="Settings"
        lead="What the books cannot know by themselves. Every change is a new version; the earlier ones stay on record."
        actions={<ButtonLink href={`/clients/${clientId}/data`}>All data</ButtonLink>}
      />
      <Tabs
        label="Settings"
        tabs={PARTS.map((one) => ({
          href: `${path}?part=${one.part}`,
          label: one.label,
          current: one.part === part,
        }))}
      />
      <SettingsPart
        part={part}
        view={view}
        migrations={migrations}
        pastPrices={pastPrices}
        clientId={clientId}
        path={path}
        year={year}
      />
      {view.mayWrite && (
        <FactsDrawer
          view={view}
          clientId={clientId}
          path={path}
          account={part === "accounts" ? paramOf(query, "account") : null}
          asset={part === "assets" ? paramOf(query, "asset") : null}
        />
      )}
    </>
  );
}
