import type { Metadata } from "next";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { AuthTitle } from "@/app/(auth)/_components/auth-form";
import { whatItStops } from "@/lib/services/season/unsubscribe";

// The link's secret must not leave the page in a referrer.
export const metadata: Metadata = { title: "Stop mail", referrer: "same-origin" };

const WORDS = {
  reminders: {
    off: "Reminders are off",
    again:
      "You get no more of this mail. In the settings of these books, under Reminders, you can turn it on again.",
    ask: "Stop these reminders?",
  },
  heads: {
    off: "The monthly mail is off",
    again:
      "Where your histories end is mailed no more. Under Sign-in and security you can turn it on again.",
    ask: "Stop the monthly mail?",
  },
} as const;

export default async function UnsubscribePage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [{ token }, query] = await Promise.all([params, searchParams]);
  const what = whatItStops(token);
  if (what === null) {
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
  const words = WORDS[what];
  if (query["done"] !== undefined) {
    return (
      <>
        <AuthTitle title={words.off} />
        <p className="mt-4 text-muted">{words.again}</p>
      </>
    );
  }
  return (
    <>
      <AuthTitle title={words.ask}>You need not sign in.</AuthTitle>
      <form method="post" action={`/api/unsubscribe/${token}`} className="mt-6">
        <input type="hidden" name="from" value="page" />
        <Button type="submit" variant="primary">
          Stop
        </Button>
      </form>
    </>
  );
}
