import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { nextOf, withNext } from "@/app/(auth)/_components/after-sign-in";
import { SetUpChoices } from "@/app/(auth)/_components/set-up-choices";
import { requireSteppedUp } from "@/lib/auth/session";
import { viewSecondStep } from "@/lib/services/account/view-second-step";

export const metadata: Metadata = { title: "Set up a second step" };

/** Where an investor is sent for deeds that ask for a second step, and comes back from. */
export default async function SecondStepPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const next = nextOf(await searchParams);
  const session = await requireSteppedUp(withNext("/account/second-step", next));
  const { hasTotp, passkeys } = await viewSecondStep(session.id);
  if (hasTotp || passkeys > 0) {
    redirect(next ?? "/account");
  }
  return (
    <>
      <PageHeader
        over={session.email}
        title="Set up a second step"
        lead="Beside the password you then show something you hold, so that a stolen password alone opens nothing. Sharing, exporting everything and deleting ask for it."
      />
      <div className="max-w-md">
        <SetUpChoices session={session} next={next ?? "/account"} />
        <p className="mt-8 border-line border-t pt-4 text-muted text-sm">
          When it is set up, you are signed out everywhere else, and a mail tells you of it. You
          then get ten codes for the day the device is lost.
        </p>
      </div>
    </>
  );
}
