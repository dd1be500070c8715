import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthTitle, OtherWay } from "@/app/(auth)/_components/auth-form";
import { SignUpForm } from "@/app/(auth)/_components/sign-up-form";
import { currentUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Open your books" };

export default async function SignUpPage() {
  if ((await currentUser()) !== null) {
    redirect("/clients");
  }
  return (
    <>
      <AuthTitle title="Open your books">
        No Social Security number and no exchange password is ever asked.
      </AuthTitle>
      <SignUpForm />
      <OtherWay text="Already have books here?" href="/sign-in" link="Sign in" />
    </>
  );
}
