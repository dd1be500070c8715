import { requireUser } from "@/lib/auth/session";
import { viewCalendarAddress } from "@/lib/services/season/calendar-address";
import { viewReminders } from "@/lib/services/season/choose-reminders";
import { found } from "../../../_gains/found";
import { InformForms } from "./inform-forms";

/** How the season's steps reach the user, in a calendar and by mail. Theirs alone, for this client. */
export async function KeepInformed({
  clientId,
  mayWrite,
}: {
  clientId: string;
  mayWrite: boolean;
}) {
  const user = await requireUser();
  const [address, wantsMail] = await Promise.all([
    found(viewCalendarAddress(user, clientId)),
    found(viewReminders(user, clientId)),
  ]);
  return (
    <InformForms
      clientId={clientId}
      hasAddress={address !== null}
      wantsMail={wantsMail}
      mayWantMail={mayWrite}
      email={user.email}
    />
  );
}
