import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { requireSteppedUp } from "@/lib/auth/session";
import { PasswordForm } from "../_components/password-form";

export const metadata: Metadata = { title: "Change your password" };

export default async function PasswordPage() {
  const session = await requireSteppedUp("/account/password");
  return (
    <>
      <PageHeader
        over={session.email}
        title="Change your password"
        lead="Every other session ends, and a mail tells you that it was changed."
      />
      <PasswordForm email={session.email} />
    </>
  );
}
