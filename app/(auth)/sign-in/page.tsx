import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthTitle, OtherWay } from "@/app/(auth)/_components/auth-form";
import { SignInForm } from "@/app/(auth)/_components/sign-in-form";
import { currentUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  if ((await currentUser()) !== null) {
    redirect("/clients");
  }
  return (
    <>
      <AuthTitle title="Sign in" />
      <SignInForm next={typeof next === "string" ? next : null} />
      <OtherWay text="No books yet?" href="/sign-up" link="Open them" />
    </>
  );
}
