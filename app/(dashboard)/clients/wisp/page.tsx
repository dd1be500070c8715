import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink, DownloadLink } from "@/app/_ui/button";
import { dayText } from "@/app/_ui/day";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { requireUser } from "@/lib/auth/session";
import type { ControlGroup } from "@/lib/services/wisp/facts";
import { viewWisp } from "@/lib/services/wisp/view-wisp";
import { WISP_LEAD } from "@/lib/services/wisp/wisp-paper";

export const metadata: Metadata = { title: "Security plan annex" };

/** What is in force here, for the plan a firm has to have; whoever works in no firm goes to their books. */
export default async function WispPage() {
  const user = await requireUser();
  const found = await viewWisp(user);
  if (!found.ok) {
    redirect("/clients");
  }
  const { firmName, at, groups } = found.value;
  const weak = groups.flatMap(({ controls }) => controls.filter(({ isWeak }) => isWeak)).length;
  return (
    <DeskShell user={user}>
      <PageHeader
        over={firmName}
        title="Security plan annex"
        lead={WISP_LEAD}
        actions={
          <>
            <ButtonLink href="/clients/team">Team</ButtonLink>
            <DownloadLink href="/api/wisp" variant="primary">
              Download as PDF
            </DownloadLink>
          </>
        }
      />
      <p className="mb-8 flex flex-wrap items-center gap-x-3 gap-y-2">
        <span>
          As of {dayText(at)}, {at.slice(11, 16)} UTC.
          {weak > 0 && ` ${weak} to look at.`}
        </span>
        <AuthorityChip id="cfr-16-314-4" /> <AuthorityChip id="pub-5708" />
      </p>
      {groups.map((group) => (
        <Group key={group.key} group={group} />
      ))}
    </DeskShell>
  );
}

function Group({ group: { heading, rule, controls } }: { group: ControlGroup }) {
  return (
    <Section title={heading} lead={rule}>
      <dl>
        {controls.map(({ key, name, inForce, means, isWeak }) => (
          <div
            key={key}
            className="grid gap-x-8 gap-y-1 border-line border-b py-3 md:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1.4fr)]"
          >
            <dt className="text-muted text-sm">{name}</dt>
            <dd className="min-w-0 break-words font-medium">
              {inForce} {isWeak && <Badge tone="caution">Look at this</Badge>}
            </dd>
            <dd className="min-w-0 text-sm">{means}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
