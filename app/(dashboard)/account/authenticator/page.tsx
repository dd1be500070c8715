import type { Metadata } from "next";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { TotpSetUp } from "@/app/(auth)/_components/totp-set-up";
import { requireSteppedUp } from "@/lib/auth/session";
import { viewTotpSetUp } from "@/lib/services/account/set-up-totp";
import { viewSecondStep } from "@/lib/services/account/view-second-step";
import { RemoveApp } from "../_components/remove-app";

export const metadata: Metadata = { title: "Authenticator app" };

export default async function AuthenticatorPage() {
  const session = await requireSteppedUp("/account/authenticator");
  const [{ hasTotp }, setUp] = await Promise.all([
    viewSecondStep(session.id),
    viewTotpSetUp(session),
  ]);
  return (
    <>
      <PageHeader
        over={session.email}
        title="Authenticator app"
        lead={
          hasTotp
            ? "An app is in use. Setting up another one replaces it once its first code is right."
            : "After your password, the app's code is asked. Any app for six-digit codes will do, also a password manager."
        }
      />
      <div className="max-w-md">
        <TotpSetUp setUp={setUp} next={null} />
      </div>
      {hasTotp && session.kind === "investor" && (
        <Section
          title="Without a second step"
          lead="Your password alone opens your books then, and your recovery codes go too."
          className="mt-12"
        >
          <RemoveApp />
        </Section>
      )}
    </>
  );
}
