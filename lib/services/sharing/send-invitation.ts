import { invitationId } from "@/db/ids";
import { INVITATION_DAYS, putInvitationToken } from "@/db/queries/invitations";
import { listNames } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { hashToken, newToken } from "@/lib/auth/token";
import { appOrigin } from "@/lib/env";
import { invitationMail } from "@/lib/mail/invitation";
import { sendMail } from "@/lib/mail/send";
import { dayText } from "@/lib/time/day-text";
import { yearsText } from "./scope";

/** Mails an invitation. The link's token is in the mail and nowhere else; sent again after a failure it is another, and the first is dead. */
export async function sendInvitation(told: { invitationId: string }): Promise<void> {
  const token = newToken();
  const found = await withSystem(async (tx) => {
    const letter = await putInvitationToken(tx, invitationId(told.invitationId), hashToken(token));
    const names = letter === null ? null : await listNames(tx, [letter.invitedBy]);
    return letter === null ? null : { letter, inviter: names?.get(letter.invitedBy) ?? null };
  });
  if (found === null) {
    return;
  }
  const { letter, inviter } = found;
  await sendMail(
    invitationMail({
      to: letter.email,
      inviter: inviter ?? "Somebody",
      link: `${appOrigin()}/invite/${token}`,
      days: INVITATION_DAYS,
      into: letter.firmId === null ? "books" : "firm",
      mayWrite: letter.role !== "viewer",
      years: yearsText(letter.years),
      until: letter.until === null ? null : dayText(letter.until),
    }),
  );
}
