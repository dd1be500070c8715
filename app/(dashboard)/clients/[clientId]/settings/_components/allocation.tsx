import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { DownloadLink } from "@/app/_ui/button";
import { Day } from "@/app/_ui/day";
import { Section } from "@/app/_ui/page-header";
import type { SettingsView } from "@/lib/services/view-settings";
import { AllocationForm } from "./allocation-form";
import { TakeBackAllocation } from "./take-back-allocation";

/** Where unused units were placed when lots began to belong to accounts. Only for books that used one pool. */
export function Allocation({
  clientId,
  path,
  view,
}: {
  clientId: string;
  path: string;
  view: SettingsView;
}) {
  return (
    <Section
      title="The allocation of January 1, 2025"
      lead={
        <>
          Where the unused units of one pool went when lots began to belong to accounts. Without
          one, they are where your transfers took them. <AuthorityChip id="rev-proc-2024-28" />
        </>
      }
    >
      {view.pool === "account" ? (
        <p className="text-muted">
          These books kept lots account by account in all years: there is nothing to allocate.{" "}
          <Link href={`${path}?part=rules`} className="text-accent underline">
            Lots before 2025
          </Link>
        </p>
      ) : (
        <div className="flex flex-col gap-6">
          <Standing view={view} clientId={clientId} />
          {view.mayWrite && (
            <details
              open={view.allocation === null}
              className="border-line border-y py-3 open:pb-6"
            >
              <summary className="min-h-6 font-medium">
                {view.allocation === null ? "Bring in an allocation" : "Bring in another one"}
              </summary>
              <p className="my-4">
                <DownloadLink href={`/api/clients/${clientId}/unused-lots`} size="small">
                  Download the unused lots
                </DownloadLink>
              </p>
              <AllocationForm clientId={clientId} />
            </details>
          )}
        </div>
      )}
    </Section>
  );
}

function Standing({ view, clientId }: { view: SettingsView; clientId: string }) {
  const { allocation } = view;
  if (allocation === null) {
    return <p className="text-muted">None is on record.</p>;
  }
  const { kind, completedOn, describedOn, lots, placements, enteredAt, byYou } = allocation;
  return (
    <div className="flex flex-wrap items-start justify-between gap-4">
      <p className="max-w-prose">
        {kind === "specific" ? "Units placed one by one" : "Units placed by a rule"}, finished{" "}
        <Day date={completedOn} />
        {kind === "global" && describedOn !== null && (
          <>
            , the rule written down <Day date={describedOn} />
          </>
        )}
        : {lots} lots in {placements} placements.
        <span className="block text-muted text-sm">
          Entered {enteredAt}, {byYou ? "you" : "somebody with access"}
          {allocation.extended && "; the 2025 return was extended"}
        </span>
      </p>
      {view.mayWrite && <TakeBackAllocation clientId={clientId} />}
    </div>
  );
}
