import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { afterSignIn, nextOf, withNext } from "@/app/(auth)/_components/after-sign-in";
import { requireSteppedUp } from "@/lib/auth/session";
import { viewAccount } from "@/lib/services/account/view-account";
import { RecoveryCodes } from "../_components/recovery-codes";

export const metadata: Metadata = { title: "Recovery codes" };

export default async function RecoveryCodesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const next = nextOf(await searchParams);
  const session = await requireSteppedUp(withNext("/account/recovery-codes", next));
  const { steps } = await viewAccount(session);
  if (steps.totpSince === null && steps.passkeys === 0) {
    redirect("/account");
  }
  const isFirst = steps.recoveryCodesLeft === null;
  return (
    <>
      <PageHeader
        over={session.email}
        title="Recovery codes"
        lead={
          isFirst
            ? "Ten codes, each good once, for the day your device is lost. Keep them apart from it: printed, or in a password manager."
            : `${steps.recoveryCodesLeft} of your codes are left. New ones replace them at once.`
        }
      />
      <RecoveryCodes isFirst={isFirst} onward={next === null ? "/account" : afterSignIn(next)} />
    </>
  );
}
