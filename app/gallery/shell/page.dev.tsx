import { ButtonLink } from "@/app/_ui/button";
import { Money } from "@/app/_ui/money";
import { PageHeader } from "@/app/_ui/page-header";
import { Stat, StatRow } from "@/app/_ui/stat";
import { ClientShell } from "@/app/(dashboard)/_shell/client-shell";

/** The frame with invented people. Development only. */
export default function ShellGallery() {
  return (
    <ClientShell
      user={{ name: "Ruth Okafor", email: "ruth@okafor-tax.example" }}
      client={{ id: "one", name: "Marta Lindqvist" }}
      clients={[
        { id: "one", name: "Marta Lindqvist" },
        { id: "two", name: "Dario Brandt" },
      ]}
      acting={{ by: "grant", mayWrite: true, years: null, until: "2027-04-15" }}
      mayShare
      talks
      reviewCount={3}
      years={[2026, 2025, 2024]}
      asOf="2026-11-21"
    >
      <PageHeader
        title="Overview"
        actions={
          <ButtonLink href="/gallery" variant="primary">
            Import a file
          </ButtonLink>
        }
      />
      <StatRow>
        <Stat
          size="headline"
          label="You owe on 2026 so far"
          value={<Money amount="18412.55" />}
          note="Estimate"
        />
        <Stat label="You can still save" value={<Money amount="3120.00" />} note="41 days left" />
        <Stat label="To settle" value="3 issues" note="One blocks the year" />
      </StatRow>
    </ClientShell>
  );
}
