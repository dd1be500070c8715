import { userId } from "@/db/ids";
import { getUser } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { appOrigin } from "@/lib/env";
import { type AccountNotice, accountNoticeMail } from "@/lib/mail/account-notice";
import { sendMail } from "@/lib/mail/send";

/** Mails somebody what changed about their sign-in, so that they hear of it when it was not them. Nothing for who is gone. */
export async function sendAccountNotice(told: {
  readonly userId: string;
  readonly notice: AccountNotice;
}): Promise<void> {
  const user = await withSystem((tx) => getUser(tx, userId(told.userId)));
  if (user !== null) {
    const link = `${appOrigin()}/reset-password`;
    await sendMail(accountNoticeMail({ to: user.email, name: user.name, link }, told.notice));
  }
}
