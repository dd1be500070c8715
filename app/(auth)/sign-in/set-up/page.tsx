import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { afterSignIn, nextOf, withNext } from "@/app/(auth)/_components/after-sign-in";
import { AuthTitle, Or } from "@/app/(auth)/_components/auth-form";
import { PasskeyForm } from "@/app/(auth)/_components/passkey-form";
import { TotpSetUp } from "@/app/(auth)/_components/totp-set-up";
import { askForNewPasskey, keepPasskey } from "@/app/(auth)/passkey-actions";
import { currentUser, requirePendingSession } from "@/lib/auth/session";
import { viewPasskeys } from "@/lib/services/account/passkeys";
import { viewTotpSetUp } from "@/lib/services/account/set-up-totp";
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
  const [setUp, { arePossible }] = await Promise.all([
    viewTotpSetUp(session),
    viewPasskeys(session),
  ]);
  return (
    <>
      <AuthTitle title="Set up a second step">
        Whoever keeps other people's books signs in with two things: a password and a device. The
        FTC's Safeguards Rule (16 CFR 314.4(c)(5)) asks it of everyone who prepares returns. A
        passkey or an authenticator app will do.
      </AuthTitle>
      {setUp === null && arePossible && (
        <div className="mt-6">
          <PasskeyForm
            ask={askForNewPasskey}
            send={keepPasskey}
            label="Set up a passkey"
            next={afterSignIn(next)}
          />
          <Or />
        </div>
      )}
      <TotpSetUp isSecond={arePossible} setUp={setUp} next={afterSignIn(next)} />
    </>
  );
}
