import type { Metadata } from "next";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import { AuthTitle } from "@/app/(auth)/_components/auth-form";
import { currentUser } from "@/lib/auth/session";
import { type InvitationView, viewInvitation } from "@/lib/services/sharing/open-invitation";
import { yearsText } from "@/lib/services/sharing/scope";
import { AnswerForms, JoinForm } from "./_components/answer-forms";

// The link's token must not leave for other hosts in a referrer. With "no-referrer" browsers would send no origin with the answer either.
export const metadata: Metadata = { title: "Invitation", referrer: "same-origin" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await viewInvitation(token);
  if (!view.ok) {
    return (
      <>
        <AuthTitle title="This invitation no longer works" />
        <Callout tone="caution" className="mt-6">
          It was answered or taken back, or it is older than a week. Ask whoever sent it for a new
          one.
        </Callout>
      </>
    );
  }
  return (
    <>
      <AuthTitle title={titleOf(view.value)}>
        <Offer of={view.value} />
      </AuthTitle>
      <Answer view={view.value} token={token} />
    </>
  );
}

const titleOf = ({ inviter, into, name }: InvitationView): string =>
  into === "firm" ? `${inviter} invites you to ${name}` : `${inviter} invites you`;

const FIRM_WORDS: Readonly<Record<InvitationView["role"], string>> = {
  owner: "an owner: you see all clients and lead the team",
  reviewer: "a reviewer: you see all clients and sign reports off",
  preparer: "a preparer",
  viewer: "a reader: you look at everything and change nothing",
  editor: "a preparer",
};

function Offer({ of: { into, name, role, years, until } }: { of: InvitationView }) {
  if (into === "firm") {
    return <>You work in the firm as {FIRM_WORDS[role]}.</>;
  }
  return (
    <>
      You {role === "editor" ? "prepare" : "look at"} the books of{" "}
      <strong className="font-semibold text-ink">{name}</strong>: {yearsText(years)}
      {until !== null && (
        <>
          , until <Day date={until} />
        </>
      )}
      . What you open and change is on their record.
    </>
  );
}

async function Answer({ view, token }: { view: InvitationView; token: string }) {
  const user = await currentUser();
  if (user !== null && user.email === view.email) {
    return <AnswerForms token={token} />;
  }
  if (user !== null) {
    return (
      <>
        <Callout tone="caution" className="mt-6" title="For another e-mail address">
          It was written to <span className="break-all">{view.email}</span>; you are signed in as{" "}
          <span className="break-all">{user.email}</span>. Sign out, then open the link again.
        </Callout>
        <form action="/sign-out" method="post" className="mt-4">
          <Button type="submit">Sign out</Button>
        </form>
      </>
    );
  }
  if (view.hasAccount) {
    return (
      <div className="mt-6 flex flex-col gap-4">
        <p>
          You have an account with <span className="break-all font-medium">{view.email}</span>.
        </p>
        <div>
          <ButtonLink href={`/sign-in?next=/invite/${token}`} variant="primary">
            Sign in to answer
          </ButtonLink>
        </div>
      </div>
    );
  }
  return (
    <>
      <p className="mt-6">
        You sign in with <span className="break-all font-medium">{view.email}</span>.
      </p>
      <JoinForm token={token} email={view.email} />
    </>
  );
}
