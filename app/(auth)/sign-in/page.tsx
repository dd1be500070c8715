import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { buttonClass } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { nextOf, withNext } from "@/app/(auth)/_components/after-sign-in";
import { AuthTitle, Or, OtherWay } from "@/app/(auth)/_components/auth-form";
import { googleWords } from "@/app/(auth)/_components/google-words";
import { PasskeyForm } from "@/app/(auth)/_components/passkey-form";
import { SignInForm } from "@/app/(auth)/_components/sign-in-form";
import { askToSignIn, signInWithPasskey } from "@/app/(auth)/passkey-actions";
import { currentUser } from "@/lib/auth/session";
import { isGoogleOn } from "@/lib/services/account/google";

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
  const said = googleWords(query["google"]);
  return (
    <>
      <AuthTitle title="Sign in" />
      {said !== null && (
        <Callout tone="bad" live className="mt-6">
          {said}
        </Callout>
      )}
      <SignInForm next={nextOf(query)} />
      <Or />
      <PasskeyForm
        ask={askToSignIn}
        send={signInWithPasskey}
        label="Sign in with a passkey"
        variant="secondary"
        next={nextOf(query)}
      />
      {isGoogleOn() && (
        // A plain anchor: it leaves the app, and is never fetched ahead.
        <a
          href={withNext("/sign-in/google", nextOf(query))}
          className={buttonClass({ className: "mt-4 w-full" })}
        >
          Sign in with Google
        </a>
      )}
      <OtherWay text="No books yet?" href="/sign-up" link="Open them" />
    </>
  );
}
