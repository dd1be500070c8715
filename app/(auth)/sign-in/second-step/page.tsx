import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { afterSignIn, nextOf, withNext } from "@/app/(auth)/_components/after-sign-in";
import { AuthTitle, Or, OtherWay } from "@/app/(auth)/_components/auth-form";
import { CodeForm } from "@/app/(auth)/_components/code-form";
import { DemoPhone } from "@/app/(auth)/_components/demo-phone";
import { PasskeyForm } from "@/app/(auth)/_components/passkey-form";
import { askSecondStep, showPasskey } from "@/app/(auth)/passkey-actions";
import { currentUser, requirePendingSession } from "@/lib/auth/session";
import { viewSecondStep } from "@/lib/services/account/view-second-step";

export const metadata: Metadata = { title: "Second step" };

export default async function SecondStepPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const query = await searchParams;
  const next = nextOf(query);
  if ((await currentUser()) !== null) {
    redirect(afterSignIn(next));
  }
  const session = await requirePendingSession();
  const step = await viewSecondStep(session.id);
  if (!step.hasTotp && step.passkeys === 0) {
    redirect(withNext("/sign-in/set-up", next));
  }
  const isRecovery = query["by"] === "recovery-code";
  const here = withNext("/sign-in/second-step", next);
  const other = `${here}${here.includes("?") ? "&" : "?"}by=recovery-code`;
  return (
    <>
      <AuthTitle title="Second step">The password is right. Now show that it is you.</AuthTitle>
      {step.passkeys > 0 && !isRecovery && (
        <div className="mt-6">
          <PasskeyForm
            ask={askSecondStep}
            send={showPasskey}
            label="Use your passkey"
            next={next}
          />
        </div>
      )}
      {step.passkeys > 0 && step.hasTotp && !isRecovery && <Or />}
      {step.demoPhone !== null && !isRecovery && <DemoPhone code={step.demoPhone.code} />}
      {isRecovery && <CodeForm key="recovery" by="recovery-code" next={next} />}
      {!isRecovery && step.hasTotp && <CodeForm key="app" by="totp" next={next} />}
      {isRecovery ? (
        <OtherWay text="Your device is at hand?" href={here} link="Use it" />
      ) : (
        step.hasRecoveryCodes && (
          <OtherWay text="Lost your device?" href={other} link="Use a recovery code" />
        )
      )}
    </>
  );
}
