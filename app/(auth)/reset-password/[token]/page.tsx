import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { AuthTitle } from "@/app/(auth)/_components/auth-form";
import { NewPasswordForm } from "@/app/(auth)/_components/reset-forms";
import { isResetLinkGood } from "@/lib/services/reset-password";

// The link's token must not leave the page in a referrer.
export const metadata: Metadata = { title: "Choose a new password", referrer: "same-origin" };

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!(await isResetLinkGood(token))) {
    return <DeadLink />;
  }
  return (
    <>
      <AuthTitle title="Choose a new password">Changing it ends every session of yours.</AuthTitle>
      <NewPasswordForm token={token} />
    </>
  );
}

function DeadLink() {
  return (
    <>
      <AuthTitle title="This link no longer works" />
      <Callout
        tone="caution"
        className="mt-6"
        actions={
          <ButtonLink href="/reset-password" variant="primary" size="small">
            Ask for a new one
          </ButtonLink>
        }
      >
        It was used already, or it is older than 30 minutes. Your password is as it was.
      </Callout>
    </>
  );
}
