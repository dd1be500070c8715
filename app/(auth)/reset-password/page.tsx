import type { Metadata } from "next";
import { AuthTitle, OtherWay } from "@/app/(auth)/_components/auth-form";
import { RequestResetForm } from "@/app/(auth)/_components/reset-forms";

export const metadata: Metadata = { title: "Reset your password" };

export default function ResetPasswordPage() {
  return (
    <>
      <AuthTitle title="Reset your password">
        We mail you a link that lets you choose a new one.
      </AuthTitle>
      <RequestResetForm />
      <OtherWay text="It came back to you?" href="/sign-in" link="Sign in" />
    </>
  );
}
