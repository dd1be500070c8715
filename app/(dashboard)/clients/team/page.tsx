import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { requireUser } from "@/lib/auth/session";
import { viewTeam } from "@/lib/services/firm/view-team";
import { AssignedOnlyForm, InviteColleague, WordingForm } from "./_components/team-forms";
import { LettersTable, ROLES, TeamEvents, TeamTable } from "./_components/team-tables";

export const metadata: Metadata = { title: "Team" };

/** The firm's people; whoever works in no firm goes to their books. */
export default async function TeamPage() {
  const user = await requireUser();
  const found = await viewTeam(user);
  if (!found.ok) {
    redirect("/clients");
  }
  const team = found.value;
  return (
    <DeskShell user={user}>
      <PageHeader
        over={team.firmName}
        title="Team"
        lead="Who works in the firm, and as what. A changed role and a removal hold on their next click."
        actions={
          <>
            <ButtonLink href="/clients">All clients</ButtonLink>
            <ButtonLink href="/clients/wisp">Security plan annex</ButtonLink>
            {team.mayManage && <InviteColleague roles={ROLES} />}
          </>
        }
      />
      <TeamTable team={team} />
      {team.letters.length > 0 && (
        <Section title="Invited" lead="They join once they accept.">
          <LettersTable letters={team.letters} />
        </Section>
      )}
      {team.mayManage && (
        <>
          <Section title="Who sees which clients">
            <AssignedOnlyForm assignedOnly={team.assignedOnly} />
          </Section>
          <Section
            title="Consent to disclose"
            lead="What a client signs before the firm shows their information to somebody else."
          >
            <WordingForm
              wording={team.consentWording}
              standard={team.defaultWording}
              authorities={
                <>
                  <AuthorityChip id="reg-301-7216-3" /> <AuthorityChip id="rev-proc-2013-14" />
                </>
              }
            />
          </Section>
        </>
      )}
      {team.events.length > 0 && (
        <Section title="What was changed">
          <TeamEvents events={team.events} />
        </Section>
      )}
    </DeskShell>
  );
}
