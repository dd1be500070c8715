import type { Metadata } from "next";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewPeople } from "@/lib/services/sharing/view-people";
import type { ClientPageProps } from "../_gains/address";
import { found } from "../_gains/found";
import { InviteForm } from "./_components/invite-form";
import { ConsentList, LetterTable, PeopleTable } from "./_components/people-tables";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ params }: ClientPageProps) {
  const { clientId } = await params;
  const user = await requireUser();
  const view = await found(viewPeople(user, clientId));
  const isOwn = view.firmName === null;
  return (
    <>
      <PageHeader
        title="People"
        lead={
          isOwn
            ? "Who else may see these books, how far and until when. You can end it at any time; it holds on their next click."
            : `Who may see these books besides the people of ${view.firmName}. Ending it holds on their next click.`
        }
      />
      <Section title="Let in">
        {view.people.length === 0 ? (
          <p className="text-muted">
            {isOwn
              ? "Nobody. Only you can open these books."
              : "Nobody outside the firm can open these books, the client included."}
          </p>
        ) : (
          <PeopleTable clientId={clientId} people={view.people} />
        )}
      </Section>
      {view.letters.length > 0 && (
        <Section title="Invited" lead="They get in once they accept.">
          <LetterTable clientId={clientId} letters={view.letters} />
        </Section>
      )}
      <Section
        title="Invite somebody"
        lead="They open an account, or sign in, with the e-mail you write here."
      >
        <InviteForm
          clientId={clientId}
          isOwn={isOwn}
          statements={view.statements}
          authorities={
            <>
              <AuthorityChip id="reg-301-7216-3" /> <AuthorityChip id="rev-proc-2013-14" />
            </>
          }
        />
      </Section>
      {view.consents.length > 0 && (
        <Section
          title="Consents"
          lead="What was consented to before anything was shown: to whom, how far, until when, in which words."
        >
          <ConsentList consents={view.consents} />
        </Section>
      )}
    </>
  );
}
