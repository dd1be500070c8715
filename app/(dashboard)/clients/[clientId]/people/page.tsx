import type { Metadata } from "next";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { ProveFirst } from "@/app/(dashboard)/account/_components/prove-first";
import { type MissingProof, missingProof, requireSession } from "@/lib/auth/session";
import { viewAssignment } from "@/lib/services/firm/view-assignment";
import { type PeopleView, viewPeople } from "@/lib/services/sharing/view-people";
import type { ClientPageProps } from "../_gains/address";
import { closed } from "../_gains/found";
import { Assignment } from "./_components/assignment";
import { InviteForm } from "./_components/invite-form";
import { ConsentList, LetterTable, PeopleTable } from "./_components/people-tables";

export const metadata: Metadata = { title: "People" };

/** Who sees these books: colleagues for a firm's client, people let in for those who may let them in. */
export default async function PeoplePage({ params }: ClientPageProps) {
  const { clientId } = await params;
  const session = await requireSession();
  const user = { id: session.id };
  const [people, assignment, missing] = await Promise.all([
    viewPeople(user, clientId),
    viewAssignment(user, clientId),
    missingProof(session, "second-step"),
  ]);
  if (!(people.ok || assignment.ok)) {
    return closed(people.error);
  }
  return (
    <>
      <PageHeader
        title="People"
        lead="Who else may see these books, how far and until when. What is ended here holds on their next click."
      />
      {assignment.ok && <Assignment clientId={clientId} view={assignment.value} />}
      {people.ok && <LetIn clientId={clientId} view={people.value} missing={missing} />}
    </>
  );
}

function LetIn(props: { clientId: string; view: PeopleView; missing: MissingProof | null }) {
  const { clientId, view, missing } = props;
  const isOwn = view.firmName === null;
  return (
    <>
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
        {missing === null ? (
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
        ) : (
          <ProveFirst
            missing={missing}
            before="somebody is let in"
            next={`/clients/${clientId}/people`}
          />
        )}
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
