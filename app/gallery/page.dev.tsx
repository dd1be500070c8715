import { AuthorityChip } from "@/app/_ui/authority-chip";
import { WrittenSum } from "@/app/_ui/definition-list";
import { Drawer } from "@/app/_ui/drawer";
import { Money } from "@/app/_ui/money";
import { PageHeader } from "@/app/_ui/page-header";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import { Charts } from "./_parts/charts";
import { Figures } from "./_parts/figures";
import { Forms } from "./_parts/forms";
import { Rest } from "./_parts/rest";
import { Tables } from "./_parts/tables";

/** Every primitive with invented figures, to look at. Development only: never part of a build. */
export default async function Gallery({
  searchParams,
}: {
  searchParams: Promise<{ why?: string }>;
}) {
  const { why } = await searchParams;
  return (
    <main id="main" className="mx-auto max-w-5xl px-4 py-10">
      <PageHeader
        over="Development only"
        title="Primitives"
        lead="Everything the pages are made of, with invented figures."
        actions={<ThemeSwitch />}
      />
      <Figures />
      <Charts />
      <Tables />
      <Forms />
      <Rest />
      {why && (
        <Drawer title="Line 16" over="Schedule D, 2026" closeHref="/gallery">
          <WrittenSum
            lines={[
              { key: "7", label: "Line 7, net short-term", amount: <Money amount="-1200.00" /> },
              { key: "15", label: "Line 15, net long-term", amount: <Money amount="8400.00" /> },
              { key: "16", label: "Line 16", amount: <Money amount="7200.00" />, role: "total" },
            ]}
          />
          <p className="mt-4">
            Combine lines 7 and 15. <AuthorityChip id="schedule-d" />
          </p>
        </Drawer>
      )}
    </main>
  );
}
