import type { Metadata } from "next";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { AuthTitle } from "@/app/(auth)/_components/auth-form";
import { isUnsubscribeLink } from "@/lib/services/season/unsubscribe";

// The link's secret must not leave the page in a referrer.
export const metadata: Metadata = { title: "Stop reminders", referrer: "same-origin" };

export default async function UnsubscribePage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [{ token }, query] = await Promise.all([params, searchParams]);
  if (!isUnsubscribeLink(token)) {
    return (
      <>
        <AuthTitle title="This link is not whole" />
        <Callout
          tone="caution"
          className="mt-6"
          actions={
            <ButtonLink href="/sign-in" variant="primary" size="small">
              Sign in and turn them off there
            </ButtonLink>
          }
        >
          A piece of the address is missing. Open it from the mail again.
        </Callout>
      </>
    );
  }
  if (query["done"] !== undefined) {
    return (
      <>
        <AuthTitle title="Reminders are off" />
        <p className="mt-4 text-muted">
          You get no more of this mail. In the settings of these books, under Reminders, you can
          turn it on again.
        </p>
      </>
    );
  }
  return (
    <>
      <AuthTitle title="Stop these reminders?">You need not sign in.</AuthTitle>
      <form method="post" action={`/api/unsubscribe/${token}`} className="mt-6">
        <input type="hidden" name="from" value="page" />
        <Button type="submit" variant="primary">
          Stop them
        </Button>
      </form>
    </>
  );
}
