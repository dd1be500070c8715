import type { Metadata } from "next";
import { AuthTitle, OtherWay } from "../../_components/auth-form";
import { NewPasswordForm } from "../../_components/reset-forms";

// The link's token must not leave the page in a referrer.
export const metadata: Metadata = { title: "Choose a new password", referrer: "no-referrer" };

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <>
      <AuthTitle title="Choose a new password">
        Changing it signs out every other browser.
      </AuthTitle>
      <NewPasswordForm token={token} />
      <OtherWay text="The link no longer works?" href="/reset-password" link="Ask for a new one" />
    </>
  );
}
