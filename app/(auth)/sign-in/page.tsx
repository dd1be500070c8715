import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { nextOf } from "@/app/(auth)/_components/after-sign-in";
import { AuthTitle, Or, OtherWay } from "@/app/(auth)/_components/auth-form";
import { PasskeyForm } from "@/app/(auth)/_components/passkey-form";
import { SignInForm } from "@/app/(auth)/_components/sign-in-form";
import { askToSignIn, signInWithPasskey } from "@/app/(auth)/passkey-actions";
import { currentUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const query = await searchParams;
  if ((await currentUser()) !== null) {
    redirect("/clients");
  }
  return (
    <>
      <AuthTitle title="Sign in" />
      <SignInForm next={nextOf(query)} />
      <Or />
      <PasskeyForm
        ask={askToSignIn}
        send={signInWithPasskey}
        label="Sign in with a passkey"
        variant="secondary"
        next={nextOf(query)}
      />
      <OtherWay text="No books yet?" href="/sign-up" link="Open them" />
    </>
  );
}
