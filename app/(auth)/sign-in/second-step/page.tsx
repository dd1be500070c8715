import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { afterSignIn, nextOf, withNext } from "@/app/(auth)/_components/after-sign-in";
import { AuthTitle, OtherWay } from "@/app/(auth)/_components/auth-form";
import { CodeForm } from "@/app/(auth)/_components/code-form";
import { DemoPhone } from "@/app/(auth)/_components/demo-phone";
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
  const byCode = query["by"] === "recovery-code" || !step.hasTotp;
  const here = withNext("/sign-in/second-step", next);
  const other = `${here}${here.includes("?") ? "&" : "?"}by=recovery-code`;
  return (
    <>
      <AuthTitle title="Second step">The password is right. Now show that it is you.</AuthTitle>
      {step.demoPhone !== null && !byCode && <DemoPhone code={step.demoPhone.code} />}
      <CodeForm
        key={byCode ? "recovery" : "app"}
        by={byCode ? "recovery-code" : "totp"}
        next={next}
      />
      {byCode ? (
        <OtherWay text="Your app is at hand?" href={here} link="Use its code" />
      ) : (
        step.hasRecoveryCodes && (
          <OtherWay text="Lost your device?" href={other} link="Use a recovery code" />
        )
      )}
    </>
  );
}
