import type { Metadata } from "next";
import { Callout } from "@/app/_ui/callout";
import { dayText } from "@/app/_ui/day";
import { PageHeader } from "@/app/_ui/page-header";
import { googleWords } from "@/app/(auth)/_components/google-words";
import { requireSteppedUp } from "@/lib/auth/session";
import { viewGoogle } from "@/lib/services/account/google";
import { ConnectGoogle, DisconnectGoogle } from "../_components/google-forms";

export const metadata: Metadata = { title: "Sign in with Google" };

/** Connects an account at Google, or disconnects it; says so where it is not set up. */
export default async function GooglePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const session = await requireSteppedUp("/account/google");
  const { isOn, since } = await viewGoogle(session);
  const said = googleWords((await searchParams)["google"]);
  return (
    <>
      <PageHeader
        over={session.email}
        title="Sign in with Google"
        lead={
          since === null
            ? "Google then opens your account in place of the password. Your second step is asked as before."
            : `Connected since ${dayText(since)}. Google opens your account in place of the password; your second step is asked as before.`
        }
      />
      {said !== null && (
        <Callout tone="bad" live className="mb-6">
          {said}
        </Callout>
      )}
      {since !== null && <DisconnectGoogle />}
      {since === null && isOn && <ConnectGoogle email={session.email} />}
      {since === null && !isOn && <Callout>{googleWords("google-off")}</Callout>}
    </>
  );
}
