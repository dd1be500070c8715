import { userId } from "@/db/ids";
import { findUserByEmail, getUser, type User } from "@/db/queries/users";
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
    await send(user, told.notice);
  }
}

/** Mails whoever has this e-mail that somebody guesses at its password. Nothing for one that nobody has. */
export async function sendGuessingNotice(told: { readonly email: string }): Promise<void> {
  const user = await withSystem((tx) => findUserByEmail(tx, told.email));
  if (user !== null) {
    await send(user, "many-wrong-passwords");
  }
}

async function send({ email, name }: Pick<User, "email" | "name">, notice: AccountNotice) {
  const link = `${appOrigin()}/reset-password`;
  await sendMail(accountNoticeMail({ to: email, name, link }, notice));
}
