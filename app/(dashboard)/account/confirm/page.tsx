import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { nextOf } from "@/app/(auth)/_components/after-sign-in";
import { DemoPhone } from "@/app/(auth)/_components/demo-phone";
import { PasskeyForm } from "@/app/(auth)/_components/passkey-form";
import { missingProof, requireSession } from "@/lib/auth/session";
import { viewSecondStep } from "@/lib/services/account/view-second-step";
import { ConfirmForm } from "../_components/confirm-form";
import { askMe, confirmMeByPasskey } from "../actions";

export const metadata: Metadata = { title: "Confirm that it is you" };

export default async function ConfirmPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const next = nextOf(await searchParams) ?? "/account";
  const session = await requireSession();
  if ((await missingProof(session, "recent")) === null) {
    redirect(next);
  }
  const { hasTotp, passkeys, demoPhone } = await viewSecondStep(session.id);
  return (
    <>
      <PageHeader
        over={session.email}
        title="Confirm that it is you"
        lead="What comes next opens, hands out or ends your books. The proof is good for five minutes."
      />
      <div className="flex max-w-md flex-col gap-6">
        {passkeys > 0 && (
          <PasskeyForm ask={askMe} send={confirmMeByPasskey} label="Use your passkey" next={next} />
        )}
        {demoPhone !== null && <DemoPhone code={demoPhone.code} />}
        {(hasTotp || passkeys === 0) && (
          <ConfirmForm by={hasTotp ? "code" : "password"} next={next} />
        )}
      </div>
    </>
  );
}
