import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { withNext } from "@/app/(auth)/_components/after-sign-in";
import type { SessionUser } from "@/lib/auth/session";
import { asksForSecondStep } from "@/lib/services/account/second-step-notice";
import { NotNow } from "./not-now";

/** Asks an investor once whether they want a second step; nothing for whoever has one, said no, or must have one anyway. */
export async function SecondStepNotice({ user, next }: { user: SessionUser; next: string }) {
  if (!(await asksForSecondStep(user))) {
    return null;
  }
  return (
    <Callout
      className="mb-10"
      title="Your password alone opens these books"
      actions={
        <>
          <ButtonLink href={withNext("/account/second-step", next)} size="small">
            Set up a second step
          </ButtonLink>
          <NotNow />
        </>
      }
    >
      With a passkey or an app beside it, whoever learns the password still stays out.
    </Callout>
  );
}
