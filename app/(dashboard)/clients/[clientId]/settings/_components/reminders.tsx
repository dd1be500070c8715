import Link from "next/link";
import { Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewCalendarAddress } from "@/lib/services/season/calendar-address";
import { viewReminders } from "@/lib/services/season/choose-reminders";
import { found } from "../../_gains/found";
import { KeepInformed } from "../../harvest/season/_components/keep-informed";

/** How the season's steps reach the user: by mail and in a calendar. Theirs alone, for this client. */
export async function Reminders({ clientId, mayWrite }: { clientId: string; mayWrite: boolean }) {
  const user = await requireUser();
  const [address, wantsMail] = await Promise.all([
    found(viewCalendarAddress(user, clientId)),
    found(viewReminders(user, clientId)),
  ]);
  return (
    <Section
      title="Reminders"
      lead={
        <>
          Yours alone: others who work on these books choose their own. The steps themselves stand
          in{" "}
          <Link href={`/clients/${clientId}/harvest/season`} className="text-accent underline">
            the autumn
          </Link>
          .
        </>
      }
    >
      <KeepInformed
        clientId={clientId}
        hasAddress={address !== null}
        wantsMail={wantsMail}
        mayWantMail={mayWrite}
        email={user.email}
      />
    </Section>
  );
}
