import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireSession } from "@/lib/auth/session";
import { viewGoogle } from "@/lib/services/account/google";
import { viewAccount } from "@/lib/services/account/view-account";
import { viewHeadLetters } from "@/lib/services/head-letters/choose-head-letters";
import { HeadLetters } from "./_components/head-letters";
import { Sessions } from "./_components/sessions";
import { SignInParts } from "./_components/sign-in-parts";

export const metadata: Metadata = { title: "Sign-in and security" };

const DONE: Readonly<Record<string, string>> = {
  password: "Your password is changed. Every other session has been ended.",
  google: "Google is disconnected. Every other session has been ended.",
  authenticator: "The app is removed. Every other session has been ended.",
};

export default async function AccountPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { done, sessions: asked } = await searchParams;
  const said = typeof done === "string" ? DONE[done] : undefined;
  const session = await requireSession();
  const [{ steps, sessions, hours }, google, wantsHeads] = await Promise.all([
    viewAccount(session),
    viewGoogle(session),
    viewHeadLetters(session),
  ]);
  return (
    <>
      <PageHeader
        over={session.email}
        title="Sign-in and security"
        lead="What opens your books, and where they are open now."
      />
      {said !== undefined && (
        <Callout tone="good" live className="mb-8">
          {said}
        </Callout>
      )}
      <SignInParts steps={steps} google={google} isProfessional={session.kind === "professional"} />
      <Section
        title="Where your histories end, by mail"
        lead={`Once a month ${session.email} gets the last entry of the history of each of your books: a line that shows later whether anything before it was changed, by anybody. No amounts, no names. Months in which nothing was added are left out.`}
      >
        <HeadLetters wantsMail={wantsHeads} />
      </Section>
      <Sessions
        sessions={sessions}
        current={session.sessionId}
        hours={hours}
        isOpen={asked === "all"}
      />
      <Section
        title="Delete account"
        lead="Your sign-in and every book of your own, for good."
        later
      >
        <ButtonLink href="/account/delete" variant="danger">
          Delete account…
        </ButtonLink>
      </Section>
    </>
  );
}
