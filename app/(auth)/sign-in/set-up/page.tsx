import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { afterSignIn, nextOf, withNext } from "@/app/(auth)/_components/after-sign-in";
import { AuthTitle } from "@/app/(auth)/_components/auth-form";
import { SetUpChoices } from "@/app/(auth)/_components/set-up-choices";
import { currentUser, requirePendingSession } from "@/lib/auth/session";
import { viewSecondStep } from "@/lib/services/account/view-second-step";

export const metadata: Metadata = { title: "Set up a second step" };

export default async function SetUpPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const next = nextOf(await searchParams);
  if ((await currentUser()) !== null) {
    redirect(afterSignIn(next));
  }
  const session = await requirePendingSession();
  const { hasTotp, passkeys } = await viewSecondStep(session.id);
  if (hasTotp || passkeys > 0) {
    redirect(withNext("/sign-in/second-step", next));
  }
  return (
    <>
      <AuthTitle title="Set up a second step">
        Whoever keeps other people's books signs in with two things: a password and a device. The
        FTC's Safeguards Rule (16 CFR 314.4(c)(5)) asks it of everyone who prepares returns. A
        passkey or an authenticator app will do.
      </AuthTitle>
      <SetUpChoices session={session} next={afterSignIn(next)} />
    </>
  );
}
